#include "plan/progress.hpp"

#include <gtest/gtest.h>

namespace niangjia::plan {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }

// Twenty by the end of October, from the first of September: sixty-one days.
TrackedMeasure twenty() {
  TrackedMeasure measure;
  measure.tracking = Tracking::indicator;
  measure.indicator = "girls_funded";
  measure.target_min = 20;
  measure.window_from = day("2026-09-01");
  measure.window_to = day("2026-10-31");
  return measure;
}

TEST(ProgressTest, AMeasureCountedFromEntries) {
  const struct {
    const char* today;
    std::int64_t value;
    const char* status;
    std::int64_t expected;  // -1: none
    int days;
  } cases[] = {
      {"2026-08-31", 0, "not_yet", 0, 61},   {"2026-08-31", 1, "on_time", 0, 61},
      {"2026-09-01", 0, "on_time", 0, 60},   {"2026-09-30", 9, "on_time", 9, 31},
      {"2026-09-30", 8, "on_time", 9, 31},   {"2026-09-30", 7, "due_soon", 9, 31},
      {"2026-10-16", 19, "on_time", 15, 15}, {"2026-10-17", 19, "due_soon", 15, 14},
      {"2026-10-31", 19, "due_soon", 20, 0}, {"2026-11-01", 19, "overdue", 20, -1},
      {"2026-11-01", 20, "done", -1, -1},    {"2026-08-01", 20, "done", -1, 91},
      {"2026-12-31", 0, "overdue", 20, -61},
  };
  for (const auto& one : cases) {
    const Progress progress = progress_of(twenty(), one.value, day(one.today));
    SCOPED_TRACE(std::string(one.today) + " " + std::to_string(one.value));
    EXPECT_STREQ(to_string(progress.status), one.status);
    EXPECT_EQ(progress.value, one.value);
    EXPECT_EQ(progress.expected.value_or(-1), one.expected);
    EXPECT_EQ(progress.days_left, one.days);
  }
}

TEST(ProgressTest, SmallTargetsHaveNoStraightLine) {
  TrackedMeasure measure = twenty();
  measure.target_min = 3;
  const Progress progress = progress_of(measure, 0, day("2026-10-10"));
  EXPECT_EQ(progress.status, MeasureStatus::on_time);
  EXPECT_FALSE(progress.expected);
}

TEST(ProgressTest, AnExtensionMovesTheDeadline) {
  TrackedMeasure measure = twenty();
  measure.extended_to = day("2026-11-30");
  EXPECT_EQ(progress_of(measure, 15, day("2026-11-01")).status, MeasureStatus::on_time);
  EXPECT_EQ(progress_of(measure, 19, day("2026-11-20")).status, MeasureStatus::due_soon);
  EXPECT_EQ(progress_of(measure, 19, day("2026-12-01")).status, MeasureStatus::overdue);
}

TEST(ProgressTest, ARangeIsReachedAtItsLowerEnd) {
  TrackedMeasure measure = twenty();
  measure.comparison = Comparison::range;
  measure.target_max = 30;
  EXPECT_EQ(progress_of(measure, 19, day("2026-11-01")).status, MeasureStatus::overdue);
  EXPECT_EQ(progress_of(measure, 20, day("2026-09-05")).status, MeasureStatus::done);
}

TEST(ProgressTest, AtMostIsKeptUntilTheDeadlineHasPassed) {
  TrackedMeasure measure = twenty();
  measure.comparison = Comparison::at_most;
  measure.target_min.reset();
  measure.target_max = 5;
  EXPECT_EQ(progress_of(measure, 5, day("2026-09-20")).status, MeasureStatus::on_time);
  EXPECT_EQ(progress_of(measure, 6, day("2026-09-20")).status, MeasureStatus::overdue);
  EXPECT_EQ(progress_of(measure, 5, day("2026-10-31")).status, MeasureStatus::due_soon);
  EXPECT_EQ(progress_of(measure, 5, day("2026-11-01")).status, MeasureStatus::done);
  EXPECT_EQ(progress_of(measure, 6, day("2026-11-01")).status, MeasureStatus::overdue);
}

TEST(ProgressTest, EvidenceIsSetByHand) {
  TrackedMeasure measure = twenty();
  measure.tracking = Tracking::evidence;
  const auto status = [&](ManualState state, const char* today) {
    measure.manual_state = state;
    const Progress progress = progress_of(measure, std::nullopt, day(today));
    EXPECT_FALSE(progress.value);
    EXPECT_FALSE(progress.expected);
    return std::string(to_string(progress.status));
  };
  EXPECT_EQ(status(ManualState::not_started, "2026-08-01"), "not_yet");
  EXPECT_EQ(status(ManualState::doing, "2026-08-01"), "on_time");
  EXPECT_EQ(status(ManualState::not_started, "2026-09-15"), "on_time");
  EXPECT_EQ(status(ManualState::doing, "2026-10-20"), "due_soon");
  EXPECT_EQ(status(ManualState::doing, "2026-11-01"), "overdue");
  EXPECT_EQ(status(ManualState::done, "2026-11-01"), "done");
}

TEST(ProgressTest, EntriesCountFromTheWindowsFirstMonthToTheYearsEnd) {
  TrackedMeasure measure = twenty();
  measure.window_from = day("2026-09-15");
  EXPECT_EQ(counted_range(measure).from, day("2026-09-01"));
  EXPECT_EQ(counted_range(measure).to, day("2026-12-31"));
  measure.extended_to = day("2027-01-31");
  EXPECT_EQ(counted_range(measure).to, day("2027-12-31"));
}

}  // namespace
}  // namespace niangjia::plan
