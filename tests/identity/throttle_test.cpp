#include "identity/throttle.hpp"

#include <gtest/gtest.h>

namespace niangjia::identity {
namespace {

constexpr Moment kStart{1'772'900'000'000};
constexpr Moment after_minutes(std::int64_t minutes) {
  return Moment{kStart.ms + minutes * 60'000};
}

TEST(SignInThrottleTest, CountsDownToAWaitOfFifteenMinutes) {
  SignInThrottle throttle;
  for (const int left : {4, 3, 2, 1, 0}) {
    EXPECT_FALSE(throttle.wait("hejia", "10.0.0.1", kStart));
    EXPECT_EQ(throttle.wrong("hejia", "10.0.0.1", kStart), left);
  }
  const auto wait = throttle.wait("hejia", "10.0.0.2", after_minutes(5));
  ASSERT_TRUE(wait);
  EXPECT_EQ(wait->wrong, 5);
  EXPECT_EQ(wait->ms, 10 * 60'000);
  EXPECT_FALSE(throttle.wait("hejia", "10.0.0.2", after_minutes(15)));
  EXPECT_EQ(throttle.wrong("hejia", "10.0.0.2", after_minutes(15)), 4)
      << "the count begins anew after the wait";
}

TEST(SignInThrottleTest, ARightPasswordBeginsTheCountAnew) {
  SignInThrottle throttle;
  for (int i = 0; i < 4; ++i) throttle.wrong("hejia", "10.0.0.1", kStart);
  throttle.right("hejia", "10.0.0.1");
  EXPECT_EQ(throttle.wrong("hejia", "10.0.0.1", kStart), 4);
}

TEST(SignInThrottleTest, WritesOfOneLoginAreOneLogin) {
  SignInThrottle throttle;
  for (const char* written : {"hejia", "HEJIA", " hejia", "ｈｅｊｉａ", "HeJia"})
    throttle.wrong(written, "10.0.0.1", kStart);
  EXPECT_TRUE(throttle.wait("hejia", "10.0.0.9", kStart));
}

TEST(SignInThrottleTest, AnAddressThatTriesManyLoginsWaitsToo) {
  SignInThrottle throttle;
  for (int i = 0; i < SignInThrottle::kWrongPerAddress; ++i) {
    throttle.wrong("login" + std::to_string(i), "10.0.0.1", kStart);
  }
  const auto wait = throttle.wait("somebody", "10.0.0.1", kStart);
  ASSERT_TRUE(wait);
  EXPECT_EQ(wait->wrong, SignInThrottle::kWrongPerAddress);
  EXPECT_FALSE(throttle.wait("somebody", "10.0.0.2", kStart));
}

TEST(SignInThrottleTest, RemembersABoundedNumberAndForgetsTheOldest) {
  SignInThrottle throttle;
  for (int i = 0; i < 5; ++i) throttle.wrong("first", "10.0.0.1", kStart);
  for (std::size_t i = 0; i < SignInThrottle::kMaxRemembered; ++i) {
    throttle.wrong("login" + std::to_string(i), "10.1.0.1", kStart);
  }
  EXPECT_FALSE(throttle.wait("first", "10.0.0.1", kStart));
  EXPECT_TRUE(throttle.wait("other", "10.1.0.1", kStart));
}

}  // namespace
}  // namespace niangjia::identity
