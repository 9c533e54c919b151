// How much: numbers with a measure word that say how much of something will be (or was) done.
#pragma once
#include <vector>

#include "plan/reader/reading.hpp"
#include "plan/reader/scan.hpp"

namespace niangjia::plan {

// In order of the text. Not among them: numbers in names and slogans, dates, ordinals, telephone
// numbers, indefinite amounts (一批, 几家), abstract lists (四项制度, 三个及时). Linear.
[[nodiscard]] std::vector<Target> targets_in(const Scan& scan, Range range);

}  // namespace niangjia::plan
