#include "base/ids.hpp"

#include <gtest/gtest.h>

namespace niangjia {
namespace {

TEST(IdSourceTest, GrowsEvenWhenTheClockStepsBack) {
  std::int64_t ms = 1704067200000 + 1000;
  IdSource source(3, [&] { return ms; });
  const auto first = source.next();
  ms -= 500;
  const auto second = source.next();
  EXPECT_GT(second, first);
  EXPECT_GT(first, 0);
}

TEST(IdSourceTest, TwoNodesNeverMeet) {
  const auto clock = [] { return std::int64_t{1704067201000}; };
  IdSource a(1, clock), b(2, clock);
  EXPECT_NE(a.next(), b.next());
}

TEST(ParseIdTest, TakesOnlyPositiveDecimals) {
  EXPECT_EQ(parse_id("42"), 42);
  EXPECT_EQ(parse_id("9223372036854775807"), 9223372036854775807LL);
  for (const char* bad : {"", "0", "-1", "4 2", "0x10", "9223372036854775808", "４２"}) {
    EXPECT_FALSE(parse_id(bad)) << bad;
  }
}

}  // namespace
}  // namespace niangjia
