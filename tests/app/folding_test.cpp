#include "app/folding.hpp"

#include <gtest/gtest.h>

#include "db/stores.hpp"

namespace niangjia::app {
namespace {

using namespace std::chrono_literals;

constexpr db::Statement kDelta{"test.delta",
                               "INSERT INTO counter_delta (indicator, place, day, dimension, "
                               "amount) VALUES ('activities', $1, $2, '', 1)"};
constexpr db::Statement kDeltas{"test.deltas", "SELECT count(*) FROM counter_delta"};
constexpr db::Statement kRoot{
    "test.root",
    "SELECT amount FROM counter WHERE indicator = 'activities' AND grain = 0 AND depth = 0"};

TEST(PortionTest, GrowsWhileItIsQuickAndFull) {
  Portion portion(10, 100);
  EXPECT_EQ(portion.size(), 10);
  portion.learn(10, 1ms);
  EXPECT_EQ(portion.size(), 20);
  portion.learn(5, 1ms);  // there was no more to do
  EXPECT_EQ(portion.size(), 20);
  portion.learn(20, 1ms);
  portion.learn(40, 1ms);
  portion.learn(80, 1ms);
  EXPECT_EQ(portion.size(), 100);
}

TEST(PortionTest, ShrinksWhenItTakesLong) {
  Portion portion(10, 100);
  portion.learn(10, 1ms);
  portion.learn(20, 5ms);  // neither quick nor long
  EXPECT_EQ(portion.size(), 20);
  portion.learn(20, 50ms);
  portion.learn(10, 50ms);
  EXPECT_EQ(portion.size(), 10);
}

class FoldingTest : public testing::Test {
 protected:
  void SetUp() override {
    InstallationOptions options;
    options.data = folder_.path();
    auto opened = Installation::open(options);
    ASSERT_TRUE(opened) << opened.error().message;
    installation_ = std::move(*opened);
  }
  [[nodiscard]] db::Database& database() { return installation_->database(); }
  void leave_deltas(std::int64_t place, int count) {
    const auto done = database().write([&](db::Tx& tx) -> Status {
      for (int day = 0; day < count; ++day) NJ_CHECK(tx.run(kDelta, {place, 20'000 + day % 30}));
      return Done{};
    });
    ASSERT_TRUE(done) << done.error().message;
  }
  std::int64_t number(const db::Statement& statement) {
    const auto found = database().read([&](db::Tx& tx) {
      return tx.first(statement, {}, [](const db::Row& row) { return row.integer(0); });
    });
    return found && *found ? **found : -1;
  }
  std::int64_t add_root() {
    const auto root = installation_->services().directory.add(
        {.name = "测试市妇联", .kind = "federation", .level = organisation::Level::city},
        installation_->services().clock.now());
    EXPECT_TRUE(root);
    return root->places.low;
  }

  db::TemporaryFolder folder_;
  std::unique_ptr<Installation> installation_;
};

TEST_F(FoldingTest, GoesOnUntilNothingWaitsAndRestsBetween) {
  leave_deltas(add_root(), 1000);
  Folding folding(*installation_);
  int steps = 0;
  while (const auto rest = folding.step()) {
    EXPECT_GT(*rest, 0ms);
    ++steps;
  }
  EXPECT_GE(steps, 1);
  EXPECT_EQ(number(kDeltas), 0);
  EXPECT_EQ(number(kRoot), 1000);
  EXPECT_FALSE(folding.step());
}

TEST_F(FoldingTest, LearnsOfOrganisationsThatOthersHaveAdded) {
  auto elsewhere = organisation::Directory(database(), installation_->services().ids);
  const auto root = elsewhere.add(
      {.name = "测试市妇联", .kind = "federation", .level = organisation::Level::city},
      installation_->services().clock.now());
  ASSERT_TRUE(root);
  ASSERT_EQ(installation_->services().directory.tree()->root(), nullptr);
  leave_deltas(root->places.low, 3);
  Folding folding(*installation_);
  EXPECT_FALSE(folding.step());  // nothing that it knows
  EXPECT_EQ(number(kDeltas), 3);
  ASSERT_NE(installation_->services().directory.tree()->root(), nullptr);
  static_cast<void>(folding.step());
  EXPECT_EQ(number(kDeltas), 0);
  EXPECT_EQ(number(kRoot), 3);
}

}  // namespace
}  // namespace niangjia::app
