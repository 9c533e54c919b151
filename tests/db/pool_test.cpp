#include "db/pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace niangjia::db {
namespace {

struct FakeConnection {
  [[nodiscard]] bool is_usable() const { return usable; }
  int number = 0;
  bool usable = true;
};

class PoolTest : public testing::Test {
 protected:
  Pool<FakeConnection> pool_{1,
                             [this](Deadline) -> Result<std::unique_ptr<FakeConnection>> {
                               if (is_gone_) return fail(ErrorCode::unavailable, "gone");
                               auto made = std::make_unique<FakeConnection>();
                               made->number = ++opened_;
                               return made;
                             },
                             std::chrono::milliseconds{0}};
  std::atomic<int> opened_{0};
  std::atomic<bool> is_gone_{false};
};

TEST_F(PoolTest, WhoWaitsLongestIsServedFirst) {
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::thread> threads;
  {
    const auto held = pool_.take(default_deadline());
    ASSERT_TRUE(held);
    for (int number = 0; number < 5; ++number) {
      threads.emplace_back([&, number] {
        const auto lease = pool_.take(default_deadline());
        ASSERT_TRUE(lease);
        const std::lock_guard lock(mutex);
        order.push_back(number);
      });
      while (pool_.waiting() != static_cast<std::size_t>(number) + 1) std::this_thread::yield();
    }
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
  EXPECT_EQ(opened_, 1);
}

TEST_F(PoolTest, WaitingEndsAtTheDeadlineAndLeavesNoTrace) {
  {
    const auto held = pool_.take(default_deadline());
    const auto none = pool_.take(deadline_in(std::chrono::milliseconds{1}));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::unavailable);
    EXPECT_EQ(pool_.waiting(), 0U);
  }
  EXPECT_TRUE(pool_.take(default_deadline()));
}

TEST_F(PoolTest, WhoWaitedOpensItselfWhatCameBackBroken) {
  std::atomic<int> number{0};
  std::thread waiting;
  {
    const auto held = pool_.take(default_deadline());
    waiting = std::thread([&] { number = (*pool_.take(default_deadline()))->number; });
    while (pool_.waiting() == 0) std::this_thread::yield();
    (*held)->usable = false;
  }
  waiting.join();
  EXPECT_EQ(number, 2);
}

TEST_F(PoolTest, FailingToOpenGivesThePlaceToTheNext) {
  is_gone_ = true;
  EXPECT_FALSE(pool_.take(default_deadline()));
  is_gone_ = false;
  EXPECT_TRUE(pool_.take(default_deadline()));
}

}  // namespace
}  // namespace niangjia::db
