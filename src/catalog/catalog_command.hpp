// niangjia catalog check [DIR] | show NAME | coverage
#pragma once
#include <ostream>
#include <span>
#include <string>

namespace niangjia::catalog {

// The words behind `niangjia catalog`. 0: done; 1: faults were found, or there is no such name; 2:
// wrong usage. `show` and `coverage` look at the packed catalogue, or with --overlay DIR at that
// laid over it.
[[nodiscard]] int run_catalog(std::span<const std::string> arguments, std::ostream& out,
                              std::ostream& err);

}  // namespace niangjia::catalog
