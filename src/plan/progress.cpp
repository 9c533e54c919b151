#include "plan/progress.hpp"

#include <algorithm>
#include <array>

#include "indicator/periods.hpp"

namespace niangjia::plan {
namespace {

constexpr std::array kStatuses{"done", "on_time", "due_soon", "overdue", "not_yet"};
// Below this a straight line between nothing and the target says nothing.
constexpr std::int64_t kSmallTarget = 3;

// The straight line from the window's first day to the deadline, at today.
std::optional<std::int64_t> expected_today(const TrackedMeasure& measure, Day today) {
  if (!measure.target_min || *measure.target_min <= kSmallTarget ||
      measure.comparison == Comparison::at_most)
    return std::nullopt;
  const auto whole = (measure.deadline() - measure.window_from).count() + 1;
  const auto passed = std::clamp<std::int64_t>((today - measure.window_from).count() + 1, 0, whole);
  return whole <= 1 ? std::nullopt : std::optional(*measure.target_min * passed / whole);
}

bool is_done(const TrackedMeasure& measure, std::optional<std::int64_t> value, Day today) {
  if (measure.tracking == Tracking::evidence) return measure.manual_state == ManualState::done;
  if (measure.comparison == Comparison::at_most) {
    return today > measure.deadline() && measure.target_max &&
           value.value_or(0) <= *measure.target_max;
  }
  return measure.target_min && value && *value >= *measure.target_min;
}

bool started(const TrackedMeasure& measure, std::optional<std::int64_t> value) {
  return measure.tracking == Tracking::evidence ? measure.manual_state != ManualState::not_started
                                                : value.value_or(0) > 0;
}

}  // namespace

const char* to_string(MeasureStatus status) { return kStatuses[static_cast<std::size_t>(status)]; }

Progress progress_of(const TrackedMeasure& measure, std::optional<std::int64_t> value, Day today) {
  Progress progress;
  progress.value = measure.tracking == Tracking::indicator ? value : std::nullopt;
  progress.days_left = static_cast<int>((measure.deadline() - today).count());
  if (is_done(measure, value, today)) {
    progress.status = MeasureStatus::done;
    return progress;
  }
  if (measure.tracking == Tracking::indicator) progress.expected = expected_today(measure, today);
  const bool behind = progress.expected && value.value_or(0) * 5 < *progress.expected * 4;
  const bool exceeded = measure.comparison == Comparison::at_most && measure.target_max &&
                        value.value_or(0) > *measure.target_max;
  if (progress.days_left < 0 || exceeded) {
    progress.status = MeasureStatus::overdue;
  } else if (today < measure.window_from && !started(measure, value)) {
    progress.status = MeasureStatus::not_yet;
  } else if (today >= measure.window_from && (progress.days_left <= kDueSoonDays || behind)) {
    progress.status = MeasureStatus::due_soon;
  } else {
    progress.status = MeasureStatus::on_time;
  }
  return progress;
}

indicator::Range counted_range(const TrackedMeasure& measure) {
  using indicator::Grain;
  return {indicator::start_of_period(Grain::month, measure.window_from),
          indicator::end_of_period(Grain::year,
                                   indicator::start_of_period(Grain::year, measure.deadline()))};
}

}  // namespace niangjia::plan
