// How far a measure is and what to call it. Pure: the figure and the day come from outside.
#pragma once
#include <optional>

#include "indicator/counters.hpp"
#include "plan/tracked_measure.hpp"

namespace niangjia::plan {

// The words are the ones on the wire; ui: 办成, 按时, 将到期, 已超期, 未到时段.
enum class MeasureStatus { done, on_time, due_soon, overdue, not_yet };
[[nodiscard]] const char* to_string(MeasureStatus status);

struct Progress {
  MeasureStatus status = MeasureStatus::not_yet;
  std::optional<std::int64_t> value;     // of the indicator; none when tracked by evidence
  std::optional<std::int64_t> expected;  // where it should stand today; none when that says nothing
  int days_left = 0;                     // to the deadline; negative when over
};

// Days before the deadline from which a measure that is not done counts as due soon.
inline constexpr int kDueSoonDays = 14;

// `value` is the indicator's figure over `counted_range`, none when tracked by evidence.
// Done: the target is reached (for "at most": kept until the deadline has passed), or set done by
// hand with evidence. Overdue: past the deadline and not done. Not yet: before its window with
// nothing to show. Due soon: two weeks or less are left, or less than four fifths of what should be
// there today is there.
[[nodiscard]] Progress progress_of(const TrackedMeasure& measure, std::optional<std::int64_t> value,
                                   Day today);

// The days whose entries count: from the first day of the month in which the window begins to the
// end of the plan's year, so that early and late work counts and the work of other seasons does
// not.
[[nodiscard]] indicator::Range counted_range(const TrackedMeasure& measure);

}  // namespace niangjia::plan
