// The command line `niangjia plan read FILE [--json]`.
#pragma once
#include <iosfwd>
#include <span>
#include <string>

namespace niangjia::plan {

// `arguments` is what stands behind `plan`. Writes the reading to `out` and errors, which say
// where, what and what to do, to `err`. Answers the exit status: 0 read, 1 refused, 2 bad usage.
[[nodiscard]] int run_plan(std::span<const std::string> arguments, std::ostream& out,
                           std::ostream& err);

}  // namespace niangjia::plan
