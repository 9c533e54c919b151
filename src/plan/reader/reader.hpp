// Reads Chinese work plans: what will be done, how much, when, by whom, with whom.
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "plan/reader/lexicon.hpp"
#include "plan/reader/reading.hpp"

namespace niangjia::plan {

constexpr std::size_t kLargestText = 4u << 20;  // bytes

// One or many plans, in order of the text; Markdown and table rows (tabs or |) are understood. The
// answer holds proposals for a person to check, never a guess at a year or date that the text does
// not give. Any text gives an answer in time and memory linear in its length; fails with
// `too_large` above kLargestText. Malformed UTF-8 counts one character a byte. Any thread.
[[nodiscard]] Result<Reading> read_plans(std::string_view utf8, const Lexicon& lexicon);

}  // namespace niangjia::plan
