// What a person should look at in a plan: years left open, laws renamed or misspelt, text that
// breaks off.
#pragma once
#include <vector>

#include "plan/reader/plan_split.hpp"
#include "plan/reader/reading.hpp"

namespace niangjia::plan {

// In order of the text. Linear.
[[nodiscard]] std::vector<Notice> notices_in(const Scan& scan, const PlanText& plan,
                                             std::optional<int> year);

}  // namespace niangjia::plan
