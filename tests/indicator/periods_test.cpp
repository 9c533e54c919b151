#include "indicator/periods.hpp"

#include <gtest/gtest.h>

#include <string>

namespace niangjia::indicator {
namespace {

// "y2026-01-01 m2027-01-01 d2027-02-01"
std::string words(const std::vector<Period>& periods) {
  std::string out;
  for (const Period& period : periods) {
    out += (out.empty() ? "" : " ") + std::string(1, "ymd"[static_cast<int>(period.grain)]) +
           format_day(period.start);
  }
  return out;
}
Day day(std::string_view text) { return parse_day(text).value(); }

TEST(PeriodsTest, ARangeIsCutIntoTheFewestWholePeriods) {
  const struct {
    const char *from, *to, *periods;
  } cases[] = {
      {"2026-01-01", "2026-12-31", "y2026-01-01"},
      {"2025-01-01", "2026-12-31", "y2025-01-01 y2026-01-01"},
      {"2026-03-01", "2026-03-31", "m2026-03-01"},
      {"2024-02-01", "2024-02-29", "m2024-02-01"},
      {"2025-02-01", "2025-02-28", "m2025-02-01"},
      {"2026-03-08", "2026-03-08", "d2026-03-08"},
      {"2026-03-30", "2026-05-02", "d2026-03-30 d2026-03-31 m2026-04-01 d2026-05-01 d2026-05-02"},
      {"2025-12-31", "2027-01-01", "d2025-12-31 y2026-01-01 d2027-01-01"},
      {"2025-11-01", "2027-02-28", "m2025-11-01 m2025-12-01 y2026-01-01 m2027-01-01 m2027-02-01"},
      {"2026-01-01", "2026-11-30",
       "m2026-01-01 m2026-02-01 m2026-03-01 m2026-04-01 m2026-05-01 m2026-06-01 m2026-07-01 "
       "m2026-08-01 m2026-09-01 m2026-10-01 m2026-11-01"},
      {"2026-03-08", "2026-03-07", ""},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(words(periods_of(day(one.from), day(one.to))), one.periods)
        << one.from << " " << one.to;
  }
}

TEST(PeriodsTest, AMonthShortOfOneDayIsDays) {
  const auto days = periods_of(day("2024-02-01"), day("2024-02-28"));
  ASSERT_EQ(days.size(), 28u);
  EXPECT_EQ(days.back().grain, Grain::day);
}

TEST(PeriodsTest, PeriodsBeginAndEndWithTheCalendar) {
  EXPECT_EQ(start_of_period(Grain::year, day("2024-07-19")), day("2024-01-01"));
  EXPECT_EQ(start_of_period(Grain::month, day("2024-02-29")), day("2024-02-01"));
  EXPECT_EQ(start_of_period(Grain::day, day("2024-02-29")), day("2024-02-29"));
  EXPECT_EQ(end_of_period(Grain::year, day("2024-01-01")), day("2024-12-31"));
  EXPECT_EQ(end_of_period(Grain::month, day("2024-02-01")), day("2024-02-29"));
  EXPECT_EQ(end_of_period(Grain::month, day("2100-02-01")), day("2100-02-28"));
  EXPECT_EQ(end_of_period(Grain::day, day("2024-02-29")), day("2024-02-29"));
}

}  // namespace
}  // namespace niangjia::indicator
