// The rules of a unit of work, on both stores.
#include <atomic>
#include <thread>

#include "db/stores.hpp"

namespace niangjia::db {
namespace {

constexpr Statement kInsert{"test.insert", "INSERT INTO item (id, name) VALUES ($1, $2)"};
constexpr Statement kRename{"test.rename", "UPDATE item SET name = $2 WHERE id >= $1"};
constexpr Statement kReturning{
    "test.returning", "INSERT INTO item (id, name) VALUES ($1, $2), ($3, $4) RETURNING id"};
constexpr Statement kNames{"test.names", "SELECT name FROM item ORDER BY id"};
constexpr Statement kCount{"test.count", "SELECT count(*) FROM item"};
// Runs for very long on both stores and reads no table.
constexpr Statement kEndless{
    "test.endless",
    "WITH RECURSIVE step(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM step "
    "WHERE n < 100000000000) SELECT count(*) FROM step"};

std::string name_of(const Row& row) { return std::string(row.text(0)); }
std::int64_t number_of(const Row& row) { return row.integer(0); }

class UnitTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (HasFatalFailure()) return;
    define(
        "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, CHECK (id < "
        "1000000))");
  }
  Result<std::int64_t> insert(std::int64_t id, std::string_view name) {
    return database().write([&](Tx& tx) { return tx.run(kInsert, {id, name}); });
  }
  std::vector<std::string> names() {
    return database().read([](Tx& tx) { return tx.all(kNames, {}, name_of); }).value();
  }
  std::int64_t count() {
    return database().read([](Tx& tx) { return tx.first(kCount, {}, number_of); }).value().value();
  }
};
NJ_ON_BOTH_STORES(UnitTest);

using Names = std::vector<std::string>;

TEST_P(UnitTest, AnswersHowManyRowsChangedOrCame) {
  ASSERT_EQ(insert(1, "a").value(), 1);
  ASSERT_EQ(insert(2, "b").value(), 1);
  EXPECT_EQ(database()
                .write([](Tx& tx) {
                  return tx.run({"test.none", "DELETE FROM item WHERE id = 9"});
                })
                .value(),
            0);
  EXPECT_EQ(database().read([](Tx& tx) { return tx.run(kNames); }).value(), 2);
  EXPECT_EQ(database()
                .write([](Tx& tx) {
                  return tx.run(kReturning, {3, "c", 4, "d"});
                })
                .value(),
            2);
}

TEST_P(UnitTest, TheFirstRowEndsAQueryButNotAnInsert) {
  const auto first = database().write([](Tx& tx) {
    return tx.first(kReturning, {3, "c", 4, "d"}, number_of);
  });
  EXPECT_EQ(first.value(), 3);
  EXPECT_EQ(names(), (Names{"c", "d"}));
  EXPECT_EQ(database().read([](Tx& tx) { return tx.first(kNames, {}, name_of); }).value(), "c");
}

TEST_P(UnitTest, ThereMayBeNoFirstRow) {
  EXPECT_EQ(database().read([](Tx& tx) { return tx.first(kNames, {}, name_of); }).value(),
            std::nullopt);
}

TEST_P(UnitTest, AReaderOfRowsMayRefuse) {
  ASSERT_TRUE(insert(1, "a"));
  const auto answer = database().read([](Tx& tx) {
    return tx.all(kNames, {}, [](const Row&) -> Result<int> {
      return fail(ErrorCode::not_found, "not this one");
    });
  });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::not_found);
}

TEST_P(UnitTest, OtherStatementsRunWhileRowsAreShown) {
  ASSERT_TRUE(insert(1, "a"));
  ASSERT_TRUE(insert(2, "b"));
  Names seen;
  const auto answer = database().read([&](Tx& tx) {
    seen.clear();
    return tx.run(kNames, {}, [&](const Row& outer) -> Status {
      const auto name = name_of(outer);
      NJ_CHECK(
          tx.run(kNames, {}, [&](const Row& inner) { seen.push_back(name + name_of(inner)); }));
      return Done{};
    });
  });
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(seen, (Names{"aa", "ab", "ba", "bb"}));
}

TEST_P(UnitTest, ADuplicateIsAConflictThatNamesWhatCollided) {
  ASSERT_TRUE(insert(1, "a"));
  const auto answer = insert(2, "a");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::conflict);
  EXPECT_NE(answer.error().message.find("test.insert"), std::string::npos);
  EXPECT_NE(answer.error().message.find("name"), std::string::npos) << answer.error().message;
  EXPECT_EQ(insert(1, "b").error().code, ErrorCode::conflict);
}

TEST_P(UnitTest, OtherBrokenConstraintsAreNoConflicts) {
  EXPECT_EQ(insert(1'000'001, "a").error().code, ErrorCode::invalid_argument);
  const auto null_name = database().write([](Tx& tx) { return tx.run(kInsert, {1, nullptr}); });
  EXPECT_EQ(null_name.error().code, ErrorCode::invalid_argument);
}

TEST_P(UnitTest, AnErrorRollsEverythingBack) {
  const auto answer = database().write([](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kInsert, {1, "a"}));
    return fail(ErrorCode::forbidden, "thought better of it");
  });
  EXPECT_EQ(answer.error().code, ErrorCode::forbidden);
  EXPECT_EQ(count(), 0);
}

TEST_P(UnitTest, AnExceptionRollsEverythingBack) {
  const auto answer = database().write([](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kInsert, {1, "a"}));
    throw std::runtime_error("surprise");
  });
  EXPECT_EQ(answer.error().code, ErrorCode::internal);
  EXPECT_NE(answer.error().message.find("surprise"), std::string::npos);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(insert(1, "a"));
}

TEST_P(UnitTest, AFailedStatementCannotBeSwallowed) {
  ASSERT_TRUE(insert(1, "a"));
  const auto answer = database().write([](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kInsert, {2, "b"}));
    EXPECT_EQ(tx.run(kInsert, {1, "again"}).error().code, ErrorCode::conflict);
    EXPECT_EQ(tx.run(kInsert, {3, "c"}).error().code, ErrorCode::conflict);
    return Done{};
  });
  EXPECT_EQ(answer.error().code, ErrorCode::conflict);
  EXPECT_EQ(names(), Names{"a"});
}

TEST_P(UnitTest, AWrongStatementIsOurFaultAndShowsItsText) {
  const auto answer = database().read([](Tx& tx) {
    return tx.run({"test.wrong", "SELECT nothing FROM nowhere"});
  });
  EXPECT_EQ(answer.error().code, ErrorCode::internal);
  EXPECT_NE(answer.error().message.find("test.wrong"), std::string::npos);
  EXPECT_NE(answer.error().message.find("SELECT nothing FROM nowhere"), std::string::npos)
      << answer.error().message;
}

TEST_P(UnitTest, AMissingParameterIsRefused) {
  const auto answer = database().write([](Tx& tx) { return tx.run(kInsert, {1}); });
  EXPECT_EQ(answer.error().code, ErrorCode::internal);
  EXPECT_EQ(count(), 0);
}

TEST_P(UnitTest, AReadCannotWrite) {
  const auto answer = database().read([](Tx& tx) { return tx.run(kInsert, {1, "a"}); });
  EXPECT_EQ(answer.error().code, ErrorCode::internal);
  EXPECT_EQ(count(), 0);
}

TEST_P(UnitTest, AReadSeesOneUnchangingPicture) {
  ASSERT_TRUE(insert(1, "a"));
  const auto seen = database().read([&](Tx& tx) -> Result<Names> {
    NJ_TRY(auto before, tx.all(kNames, {}, name_of));
    std::thread other([&] { EXPECT_TRUE(insert(2, "b")); });
    other.join();
    NJ_TRY(const auto after, tx.all(kNames, {}, name_of));
    before.insert(before.end(), after.begin(), after.end());
    return before;
  });
  EXPECT_EQ(seen.value(), (Names{"a", "a"}));
  EXPECT_EQ(names(), (Names{"a", "b"}));
}

TEST_P(UnitTest, TheDeadlineEndsALongRead) {
  const auto start = std::chrono::steady_clock::now();
  const auto answer = database().read([](Tx& tx) { return tx.run(kEndless); },
                                      deadline_in(std::chrono::milliseconds{100}));
  EXPECT_EQ(answer.error().code, ErrorCode::deadline_exceeded) << answer.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
  EXPECT_EQ(count(), 0);  // the connection goes on working
}

TEST_P(UnitTest, TheDeadlineEndsALongWriteAndItsWorkIsGone) {
  const auto answer = database().write(
      [](Tx& tx) -> Status {
        NJ_CHECK(tx.run(kInsert, {1, "a"}));
        NJ_CHECK(tx.run(kEndless));
        return Done{};
      },
      deadline_in(std::chrono::milliseconds{100}));
  EXPECT_EQ(answer.error().code, ErrorCode::deadline_exceeded) << answer.error().message;
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(insert(1, "a"));
}

TEST_P(UnitTest, NothingRunsAfterTheDeadline) {
  const auto answer = database().write(
      [](Tx& tx) {
        return tx.run(kInsert, {1, "a"});
      },
      deadline_in(std::chrono::milliseconds{-1}));
  ASSERT_FALSE(answer);
  EXPECT_EQ(count(), 0);
}

TEST_P(UnitTest, SixtyFourThreadsWriteAndEveryAnsweredRowIsThere) {
  constexpr int kThreads = 64;
  constexpr int kRows = 20;
  std::atomic<int> acknowledged{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int row = 0; row < kRows; ++row) {
        const int id = thread * kRows + row;
        if (insert(id, std::to_string(id))) ++acknowledged;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(acknowledged.load(), 1280);
  EXPECT_EQ(count(), 1280);
  const auto metrics = database().metrics();
  EXPECT_EQ(metrics.writes, 1281U);  // and the one that made the table
  EXPECT_LE(metrics.commits, metrics.writes);
  reopen();
  EXPECT_EQ(count(), 1280);
}

TEST_P(UnitTest, RowsThatManyChangeAtOnceAreCountedRight) {
  define("CREATE TABLE counter (id BIGINT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)");
  constexpr Statement kAdd{
      "test.add",
      "INSERT INTO counter (id, value) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET value = "
      "counter.value + 1"};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int round = 0; round < 15; ++round) {
        // Opposite orders make PostgreSQL find deadlocks, which must not be seen here.
        const auto answer = database().write(
            [&](Tx& tx) -> Status {
              NJ_CHECK(tx.run(kAdd, {thread % 2}));
              NJ_CHECK(tx.run(kAdd, {1 - thread % 2}));
              return Done{};
            },
            deadline_in(std::chrono::seconds{60}));
        EXPECT_TRUE(answer) << answer.error().message;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto total = database().read([](Tx& tx) {
    return tx.first({"test.total", "SELECT CAST(sum(value) AS BIGINT) FROM counter"}, {},
                    number_of);
  });
  EXPECT_EQ(total.value(), 120);
}

TEST_P(UnitTest, AFewStatementsKeptStillRunMany) {
  reopen({.statements = 2});
  std::vector<std::string> texts;
  for (int i = 0; i < 10; ++i) texts.push_back("SELECT CAST(" + std::to_string(i) + " AS BIGINT)");
  for (int round = 0; round < 3; ++round) {
    for (std::int64_t i = 0; i < 10; ++i) {
      const Statement statement{"test.number", texts[static_cast<std::size_t>(i)]};
      EXPECT_EQ(database().read([&](Tx& tx) { return tx.first(statement, {}, number_of); }).value(),
                i);
    }
  }
}

TEST_P(UnitTest, AStatementIsPreparedOnce) {
  ASSERT_TRUE(insert(1, "a"));
  static_cast<void>(names());
  const auto before = database().metrics();
  for (int i = 0; i < 10; ++i) static_cast<void>(names());
  const auto after = database().metrics();
  EXPECT_EQ(after.prepared, before.prepared);
  EXPECT_EQ(after.statements, before.statements + 10);
  EXPECT_EQ(after.reads, before.reads + 10);
}

TEST_P(UnitTest, StatementsFollowAChangeOfTheSchema) {
  constexpr Statement kAll{"test.everything", "SELECT * FROM item"};
  ASSERT_TRUE(insert(1, "a"));
  ASSERT_EQ(database().read([&](Tx& tx) { return tx.run(kAll); }).value(), 1);
  define("ALTER TABLE item ADD COLUMN remark TEXT");
  EXPECT_EQ(database().read([&](Tx& tx) { return tx.run(kAll); }).value(), 1);
}

TEST_P(UnitTest, SeveralStatementsDefineTablesTogetherOrNotAtAll) {
  const auto answer = database().write([](Tx& tx) {
    return tx.exec_ddl(
        "CREATE TABLE one (id BIGINT); -- a comment; with a semicolon\n CREATE TABLE two (id "
        "NOTHING HERE (;");
  });
  ASSERT_FALSE(answer);
  const auto read = database().read([](Tx& tx) {
    return tx.run({"test.one", "SELECT id FROM one"});
  });
  EXPECT_FALSE(read);
}

using UnitDeathTest = UnitTest;
NJ_ON_BOTH_STORES(UnitDeathTest);

// read() runs on the thread that calls it, the only one that a forked process still has.
TEST_P(UnitDeathTest, AUnitInsideAUnitEndsTheProcessWithAMessage) {
  EXPECT_DEATH(static_cast<void>(database().read([&](Tx&) { return insert(1, "a"); })),
               "inside a unit of work of the same store");
}

}  // namespace
}  // namespace niangjia::db
