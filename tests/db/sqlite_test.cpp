// What only SQLite does: groups under one commit, full disks, sudden death.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <atomic>
#include <thread>

#include "db/stores.hpp"

namespace niangjia::db {
namespace {

constexpr Statement kInsert{"test.insert", "INSERT INTO item (id, name) VALUES ($1, $2)"};
constexpr Statement kCount{"test.count", "SELECT count(*) FROM item"};
constexpr Statement kHas{"test.has", "SELECT count(*) FROM item WHERE id = $1"};
constexpr std::string_view kTable =
    "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)";

class SqliteTest : public testing::Test {
 protected:
  void SetUp() override {
    open();
    ASSERT_TRUE(database_->write([](Tx& tx) { return tx.exec_ddl(kTable); }));
  }
  void open() {
    // So long that a slow machine gathers the same groups as a quick one.
    auto opened = Database::open("sqlite:" + path(), {.longest_group = std::chrono::minutes{1}});
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = std::move(*opened);
  }
  std::string path() const { return folder_.path() + "/store.db"; }
  Result<std::int64_t> insert(std::int64_t id, std::string_view name = "x",
                              Deadline deadline = default_deadline()) {
    return database_->write([&](Tx& tx) { return tx.run(kInsert, {id, name}); }, deadline);
  }
  // Until so many units wait behind the one that holds the writer.
  void wait_until_queued(std::uint64_t units) {
    while (database_->metrics().waiting < units) std::this_thread::yield();
  }
  std::int64_t count() {
    return database_
        ->read([](Tx& tx) {
          return tx.first(kCount, {}, [](const Row& row) { return row.integer(0); });
        })
        .value()
        .value();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Database> database_;
};

// Holds the writer in a unit until released, so that the units of other threads gather behind it.
// Whether its own unit is committed depends on theirs.
class Gate {
 public:
  explicit Gate(Database& database)
      : thread_([this, &database] {
          static_cast<void>(database.write([this](Tx&) -> Status {
            entered_.store(true);
            entered_.notify_all();
            open_.wait(false);
            return Done{};
          }));
        }) {
    entered_.wait(false);
  }
  void open() {
    open_.store(true);
    open_.notify_all();
    thread_.join();
  }

 private:
  std::atomic<bool> entered_{false};
  std::atomic<bool> open_{false};
  std::thread thread_;
};

TEST_F(SqliteTest, UnitsThatWaitShareACommit) {
  Gate gate(*database_);
  std::vector<std::thread> threads;
  for (int id = 0; id < 32; ++id) threads.emplace_back([&, id] { EXPECT_TRUE(insert(id)); });
  wait_until_queued(32);
  gate.open();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count(), 32);
  EXPECT_GE(database_->metrics().largest_group, 32U);  // the one that held the gate may be in it
}

TEST_F(SqliteTest, AFailingUnitLeavesTheOthersOfItsGroupAlone) {
  Gate gate(*database_);
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int id = 0; id < 30; ++id) {
    threads.emplace_back([&, id] {
      const auto answer = database_->write([&](Tx& tx) -> Status {
        NJ_CHECK(tx.run(kInsert, {id, "kept or gone"}));
        NJ_CHECK(tx.run(kInsert, {id + 100, "kept or gone"}));
        if (id % 3 == 0) return fail(ErrorCode::forbidden, "not this one");
        return Done{};
      });
      if (!answer) ++failed;
    });
  }
  wait_until_queued(30);
  gate.open();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failed.load(), 10);
  EXPECT_EQ(count(), 40);
}

// Runs `unit` behind 8 inserts in one group; answers how many units were run again for it.
class GroupTest : public SqliteTest {
 protected:
  template <class F>
  std::uint64_t run_in_group(F unit) {
    const auto before = database_->metrics().retries;
    Gate gate(*database_);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] { EXPECT_TRUE(insert(++last_)); });
      wait_until_queued(static_cast<std::uint64_t>(i) + 1);
    }
    threads.emplace_back([&] { EXPECT_FALSE(database_->write(unit)); });
    wait_until_queued(9);
    gate.open();
    for (auto& thread : threads) thread.join();
    return database_->metrics().retries - before;
  }
  std::atomic<std::int64_t> last_{0};
};

TEST_F(GroupTest, WhoFailsWithoutHavingWrittenCostsNobodyASecondRun) {
  const auto again = run_in_group([&](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kCount));
    NJ_CHECK(tx.run({"test.none", "UPDATE item SET name = 'y' WHERE id = 77"}));
    return fail(ErrorCode::conflict, "not this one");
  });
  EXPECT_EQ(again, 0U);
  EXPECT_EQ(count(), 8);
}

TEST_F(GroupTest, WhoFailsAfterHavingWrittenMakesItsGroupRunAgain) {
  const auto spoil = [&](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kInsert, {1000, "gone"}));
    return fail(ErrorCode::conflict, "not this one");
  };
  EXPECT_GE(run_in_group(spoil), 9U);
  EXPECT_EQ(count(), 8);
  EXPECT_EQ(run_in_group(spoil), 0U);  // for some time now each has a savepoint
  EXPECT_EQ(count(), 16);
}

TEST_F(GroupTest, TablesOfAFailingUnitAreGoneToo) {
  static_cast<void>(run_in_group([&](Tx& tx) -> Status {
    NJ_CHECK(tx.exec_ddl("CREATE TABLE other (id BIGINT)"));
    return fail(ErrorCode::conflict, "not this one");
  }));
  EXPECT_FALSE(database_->read([](Tx& tx) {
    return tx.run({"test.other", "SELECT id FROM other"});
  }));
  EXPECT_EQ(count(), 8);
}

TEST_F(GroupTest, AStatementThatFailsSpoilsWhatStoodBefore) {
  static_cast<void>(run_in_group([&](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kInsert, {1000, "gone"}));
    static_cast<void>(tx.run(kInsert, {1, "there already"}));
    return Done{};
  }));
  EXPECT_EQ(count(), 8);
}

TEST_F(SqliteTest, AFailingUnitAloneIsUndoneAndTheNextOneIsKept) {
  const auto answer = database_->write([&](Tx& tx) -> Status {
    NJ_CHECK(tx.run(kInsert, {1, "gone"}));
    return fail(ErrorCode::conflict, "not this one");
  });
  EXPECT_EQ(answer.error().code, ErrorCode::conflict);
  EXPECT_EQ(database_->metrics().retries, 0U);
  EXPECT_TRUE(insert(1));
  EXPECT_EQ(count(), 1);
}

TEST_F(SqliteTest, AnInterruptedUnitMakesTheOthersRunAgain) {
  constexpr Statement kEndless{
      "test.endless",
      "INSERT INTO item WITH RECURSIVE step(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM "
      "step WHERE n < 100000000000) SELECT n, 'x' FROM step WHERE n < 0"};
  Gate gate(*database_);
  std::vector<std::thread> threads;
  for (int id = 0; id < 8; ++id) threads.emplace_back([&, id] { EXPECT_TRUE(insert(id)); });
  wait_until_queued(8);
  ErrorCode code{};
  std::thread endless([&] {
    code =
        database_
            ->write([&](Tx& tx) { return tx.run(kEndless); }, deadline_in(std::chrono::seconds{1}))
            .error()
            .code;
  });
  wait_until_queued(9);
  gate.open();
  for (auto& thread : threads) thread.join();
  endless.join();
  EXPECT_EQ(code, ErrorCode::deadline_exceeded);
  EXPECT_EQ(count(), 8);
  EXPECT_GE(database_->metrics().retries, 8U);
}

TEST_F(SqliteTest, AFullDiskIsUnavailableAndPassesWhenThereIsRoom) {
  const auto limit_pages = [&](const char* sql) {
    return database_->write([&](Tx& tx) { return tx.run({"test.limit", sql}); });
  };
  ASSERT_TRUE(insert(1));
  ASSERT_TRUE(limit_pages("PRAGMA max_page_count = 20"));
  std::int64_t id = 1;
  Result<std::int64_t> answer;
  do {
    answer = insert(++id, std::string(3000, 'x'));
  } while (answer && id < 100);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  EXPECT_NE(answer.error().message.find("disk full"), std::string::npos) << answer.error().message;
  EXPECT_EQ(count(), id - 1);

  ASSERT_TRUE(limit_pages("PRAGMA max_page_count = 1000000"));
  EXPECT_TRUE(insert(id, std::string(3000, 'x')));
  EXPECT_EQ(count(), id);
}

// Lets the process write files up to a size only, as a full disk does in the middle of a commit.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : previous_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limited{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, previous_);
  }

 private:
  rlimit before_{};
  sighandler_t previous_;
};

TEST_F(SqliteTest, ACommitThatFailsIsToldToTheWholeGroup) {
  ASSERT_TRUE(insert(1));
  std::atomic<int> unavailable{0};
  {
    const FileSizeLimit limit(std::filesystem::file_size(path() + "-wal"));
    Gate gate(*database_);
    std::vector<std::thread> threads;
    for (int id = 10; id < 14; ++id) {
      threads.emplace_back([&, id] {
        const auto answer = insert(id, std::string(60'000, 'x'));
        if (!answer && answer.error().code == ErrorCode::unavailable) ++unavailable;
      });
    }
    wait_until_queued(4);
    gate.open();
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(unavailable.load(), 4);
  EXPECT_EQ(count(), 1);
  EXPECT_TRUE(insert(10, std::string(60'000, 'x')));
  database_.reset();
  open();
  EXPECT_EQ(count(), 2);
}

TEST_F(SqliteTest, AnotherProgramThatWritesMakesItUnavailable) {
  auto other = Database::open("sqlite:" + path());
  ASSERT_TRUE(other);
  Gate gate(**other);  // holds the file's lock
  const auto answer = insert(1);
  gate.open();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  EXPECT_TRUE(insert(1));
}

TEST_F(SqliteTest, ALongLogIsWrittenBackAndStartsAgain) {
  std::int64_t id = 0;
  const auto insert_megabytes = [&](int megabytes) {
    for (int i = 0; i < 5 * megabytes; ++i) ASSERT_TRUE(insert(++id, std::string(200'000, 'x')));
  };
  insert_megabytes(40);
  // Beside the writer, and the rest by the writer itself.
  while (database_->metrics().checkpoints < 2) ASSERT_TRUE(insert(++id));
  const auto length = std::filesystem::file_size(path() + "-wal");
  insert_megabytes(10);
  EXPECT_EQ(std::filesystem::file_size(path() + "-wal"), length);
  EXPECT_EQ(count(), id);
  database_.reset();
  EXPECT_FALSE(std::filesystem::exists(path() + "-wal"));
}

// Writes rows from four threads, telling `acknowledged` each id that was answered, until it is
// killed.
[[noreturn]] void write_until_killed(const std::string& url, int acknowledged) {
  auto database = Database::open(url);
  if (!database) ::_exit(1);
  std::vector<std::thread> threads;
  for (std::int64_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::int64_t id = thread;; id += 4) {
        const auto written = (*database)->write([&](Tx& tx) { return tx.run(kInsert, {id, "x"}); });
        if (!written || ::write(acknowledged, &id, sizeof id) != sizeof id) ::_exit(1);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  ::_exit(1);
}

TEST_F(SqliteTest, EveryAcknowledgedRowOutlivesAKill) {
  database_.reset();
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t child = ::fork();
  if (child == 0) write_until_killed("sqlite:" + path(), pipe[1]);
  ::close(pipe[1]);
  std::vector<std::int64_t> acknowledged;
  for (std::int64_t id = 0; ::read(pipe[0], &id, sizeof id) == sizeof id;) {
    acknowledged.push_back(id);
    if (acknowledged.size() == 300) ::kill(child, SIGKILL);
  }
  ::close(pipe[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_GE(acknowledged.size(), 300U);

  open();
  for (const auto id : acknowledged) {
    const auto there = database_->read([&](Tx& tx) {
      return tx.first(kHas, {id}, [](const Row& row) { return row.integer(0); });
    });
    ASSERT_EQ(there.value(), 1) << id;
  }
}

}  // namespace
}  // namespace niangjia::db
