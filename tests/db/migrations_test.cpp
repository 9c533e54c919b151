#include "db/migrations.hpp"

#include <thread>

#include "db/stores.hpp"

namespace niangjia::db {
namespace {

constexpr Migration kFirst{
    101, "test.first",
    "CREATE TABLE first (id BIGINT NOT NULL PRIMARY KEY); INSERT INTO first VALUES (1);"};
constexpr Migration kSecond{102, "test.second", "CREATE TABLE second (id BIGINT)",
                            "INSERT INTO second VALUES (1)", "INSERT INTO second VALUES (2)"};
constexpr Migration kBroken{103, "test.broken",
                            "CREATE TABLE third (id BIGINT); INSERT INTO nowhere VALUES (1)"};

class MigrationsTest : public StoreTest {
 protected:
  Status migrate_to(std::vector<Migration> list) { return migrate(database(), list, Moment{5000}); }
  std::vector<std::int64_t> numbers(std::string_view sql) {
    const Statement statement{"test.numbers", sql};
    auto found = database().read([&](Tx& tx) {
      return tx.all(statement, {}, [](const Row& row) { return row.integer(0); });
    });
    return found ? *found : std::vector<std::int64_t>{-1};
  }
};
NJ_ON_BOTH_STORES(MigrationsTest);

using Numbers = std::vector<std::int64_t>;

TEST_P(MigrationsTest, AreAppliedInOrderAndOnce) {
  ASSERT_TRUE(migrate_to({kSecond, kFirst}));
  ASSERT_TRUE(migrate_to({kFirst, kSecond}));
  EXPECT_EQ(numbers("SELECT number FROM migration ORDER BY number"), (Numbers{101, 102}));
  EXPECT_EQ(numbers("SELECT id FROM first"), Numbers{1});
  EXPECT_EQ(numbers("SELECT applied_at FROM migration"), (Numbers{5000, 5000}));
}

TEST_P(MigrationsTest, RunTheTextOfTheirOwnStore) {
  ASSERT_TRUE(migrate_to({kSecond}));
  EXPECT_EQ(numbers("SELECT id FROM second"), Numbers{GetParam() == StoreKind::sqlite ? 1 : 2});
}

TEST_P(MigrationsTest, ALaterOneMayHaveALowerNumber) {
  ASSERT_TRUE(migrate_to({kSecond}));
  ASSERT_TRUE(migrate_to({kFirst, kSecond}));
  EXPECT_EQ(numbers("SELECT id FROM first"), Numbers{1});
}

TEST_P(MigrationsTest, AChangedTextIsRefusedByName) {
  ASSERT_TRUE(migrate_to({kFirst}));
  auto changed = kFirst;
  changed.sql = "CREATE TABLE first (id TEXT)";
  const auto status = migrate_to({changed, kSecond});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(status.error().message.find("101 'test.first'"), std::string::npos)
      << status.error().message;
  EXPECT_EQ(numbers("SELECT number FROM migration"), Numbers{101});
}

TEST_P(MigrationsTest, AStoreOfANewerVersionIsRefused) {
  ASSERT_TRUE(migrate_to({kFirst, kSecond}));
  const auto status = migrate_to({kFirst});
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.find("newer version"), std::string::npos)
      << status.error().message;
}

TEST_P(MigrationsTest, TwoWithOneNumberAreRefused) {
  auto twin = kSecond;
  twin.number = 101;
  const auto status = migrate_to({kFirst, twin});
  ASSERT_FALSE(status);
  EXPECT_EQ(numbers("SELECT number FROM migration"), Numbers{-1});  // not even begun
}

TEST_P(MigrationsTest, ABrokenOneLeavesNothingButThoseBeforeIt) {
  const auto status = migrate_to({kFirst, kBroken});
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.find("103 'test.broken'"), std::string::npos)
      << status.error().message;
  EXPECT_EQ(numbers("SELECT number FROM migration"), Numbers{101});
  EXPECT_EQ(numbers("SELECT id FROM third"), Numbers{-1});
}

TEST_P(MigrationsTest, NodesThatStartTogetherTakeTurns) {
  std::vector<std::thread> nodes;
  for (int i = 0; i < 6; ++i) {
    nodes.emplace_back([&] {
      const auto status = migrate_to({kFirst, kSecond});
      EXPECT_TRUE(status) << status.error().message;
    });
  }
  for (auto& node : nodes) node.join();
  EXPECT_EQ(numbers("SELECT id FROM first"), Numbers{1});
}

}  // namespace
}  // namespace niangjia::db
