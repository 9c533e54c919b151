#include "base/calendar.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"

namespace niangjia {
namespace {

// National Day 2025: closed 1 to 8 October, open on Saturday the 11th.
WorkCalendar national_day_2025() {
  std::vector<Day> holidays;
  for (unsigned day = 1; day <= 8; ++day) holidays.push_back(make_day(2025, 10, day));
  return *WorkCalendar::create(holidays, {make_day(2025, 10, 11)});
}

TEST(WorkCalendarTest, LimitSkipsHolidaysAndCountsMakeupDays) {
  const auto calendar = national_day_2025();
  // 30 Sep is day 1; 9 and 10 Oct follow the holiday; Saturday 11 Oct is a make-up day.
  EXPECT_EQ(calendar.due_on(make_day(2025, 9, 29), 4), make_day(2025, 10, 11));
}

TEST(WorkCalendarTest, ZeroDaysEndOnTheStart) {
  EXPECT_EQ(national_day_2025().due_on(make_day(2025, 10, 1), 0), make_day(2025, 10, 1));
}

TEST(WorkCalendarTest, RefusesNegativeLimitsAndUnsortedLists) {
  EXPECT_FALSE(national_day_2025().due_on(make_day(2025, 9, 1), -1));
  EXPECT_FALSE(WorkCalendar::create({make_day(2025, 2, 1), make_day(2025, 1, 1)}, {}));
  EXPECT_FALSE(WorkCalendar::create({make_day(2025, 1, 1)}, {make_day(2025, 1, 1)}));
}

TEST(WorkCalendarTest, LastDayOnAHolidayMovesOn) {
  EXPECT_EQ(national_day_2025().moved_to_working_day(make_day(2025, 10, 3)), make_day(2025, 10, 9));
  EXPECT_EQ(national_day_2025().working_days_between(make_day(2025, 9, 29), make_day(2025, 10, 11)),
            4);
}

TEST(WorkCalendarTest, PackedCalendarKnowsTheYear2026) {
  const auto file = resources::find("catalog/calendar/china.txt");
  ASSERT_TRUE(file);
  const auto calendar = WorkCalendar::parse(file->content);
  ASSERT_TRUE(calendar);
  for (unsigned day : {14u, 28u})
    EXPECT_TRUE(calendar->is_working_day(make_day(2026, 2, day))) << day;
  for (unsigned day : {16u, 20u, 23u})
    EXPECT_FALSE(calendar->is_working_day(make_day(2026, 2, day))) << day;
  EXPECT_TRUE(calendar->is_working_day(make_day(2026, 9, 20)));
  EXPECT_EQ(calendar->due_on(make_day(2026, 9, 30), 1), make_day(2026, 10, 8));
}

TEST(WorkCalendarTest, MalformedLineIsNamed) {
  const auto calendar = WorkCalendar::parse("# source\n2026-01-01 holiday\n2026-01-02 day off\n");
  ASSERT_FALSE(calendar);
  EXPECT_NE(calendar.error().message.find("line 3"), std::string::npos);
}

}  // namespace
}  // namespace niangjia
