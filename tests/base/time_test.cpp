#include "base/time.hpp"

#include <gtest/gtest.h>

namespace niangjia {
namespace {

TEST(DayTest, ReadsAndWritesIsoDays) {
  EXPECT_EQ(parse_day("2024-02-29"), make_day(2024, 2, 29));
  EXPECT_EQ(format_day(make_day(2026, 3, 8)), "2026-03-08");
  for (const char* bad :
       {"", "2023-02-29", "2026-3-8", "2026-13-01", "2026/03/08", "1899-12-31", "2026-03-081"}) {
    EXPECT_FALSE(parse_day(bad)) << bad;
  }
}

TEST(MomentTest, DayChangesAtMidnightInShanghai) {
  EXPECT_EQ(day_of(*parse_moment("2026-03-07T15:59:59Z")), make_day(2026, 3, 7));
  EXPECT_EQ(day_of(*parse_moment("2026-03-07T16:00:00Z")), make_day(2026, 3, 8));
}

TEST(MomentTest, WritesTheZoneAndReadsWhatItWrote) {
  const Moment moment{1772933400123};
  EXPECT_EQ(format_moment(moment), "2026-03-08T09:30:00.123+08:00");
  EXPECT_EQ(parse_moment(format_moment(moment)), moment);
  EXPECT_EQ(parse_moment("2026-03-08 09:30"), Moment{1772933400000});
}

TEST(MomentTest, RefusesWhatIsNoMoment) {
  for (const char* bad : {"2026-03-08", "2026-03-08T24:00", "2026-03-08T09:60",
                          "2026-03-08T09:30:61", "2026-03-08T09:30+8"}) {
    EXPECT_FALSE(parse_moment(bad)) << bad;
  }
}

}  // namespace
}  // namespace niangjia
