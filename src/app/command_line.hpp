// niangjia VERB …: 0 done, 1 refused or faults found, 2 wrong usage.
#pragma once
#include <ostream>
#include <span>
#include <string>

namespace niangjia::app {

// `arguments` without the program's name.
int run_command(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace niangjia::app
