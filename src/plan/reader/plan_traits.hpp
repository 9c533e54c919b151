// Whose plan it is, of which year, and whether it looks ahead or back.
#pragma once
#include <optional>

#include "plan/reader/outline.hpp"
#include "plan/reader/plan_split.hpp"
#include "plan/reader/reading.hpp"

namespace niangjia::plan {

[[nodiscard]] std::optional<Level> level_of(const Scan& scan, const PlanText& plan);
// From the title, else from the opening; a placeholder (20xx) is no year.
[[nodiscard]] std::optional<int> year_of(const Scan& scan, const PlanText& plan);
// `past` for reports and summaries, also where they go on to plans.
[[nodiscard]] Mood mood_of(const Scan& scan, const PlanText& plan);

}  // namespace niangjia::plan
