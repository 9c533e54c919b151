// Readings written as lines, so that a test can compare a whole plan at a glance.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "plan/reader/lexicon.hpp"
#include "plan/reader/reading.hpp"

namespace niangjia::plan {

// Loaded once for all tests.
const Lexicon& shipped_lexicon();
Reading reading_of(std::string_view text);
// "50..", "1..2次", "0..50场": least, most and measure word.
std::string line_of(const Target& target);
// "text | C31 | 80..80户 | 01-01~02-28 | owners | partners | done"; empty parts at the end are left
// out.
std::vector<std::string> lines_of(const Plan& plan);

}  // namespace niangjia::plan
