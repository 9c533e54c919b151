// Opening stores, names for tables, and what happens when a store goes away.
#include <sys/stat.h>

#include <cstdio>
#include <thread>

#include "db/stores.hpp"

namespace niangjia::db {
namespace {

constexpr Statement kOne{"test.one", "SELECT CAST(1 AS BIGINT)"};

TEST(QuoteIdentifierTest, AcceptsCheckedNamesOnly) {
  EXPECT_EQ(quote_identifier("entry").value(), "\"entry\"");
  EXPECT_EQ(quote_identifier("a").value(), "\"a\"");
  EXPECT_EQ(quote_identifier("ledger_2_row").value(), "\"ledger_2_row\"");
  EXPECT_EQ(quote_identifier("select").value(), "\"select\"");
  EXPECT_TRUE(quote_identifier(std::string(63, 'a')));
}

TEST(QuoteIdentifierTest, RefusesEverythingElse) {
  for (const std::string name :
       {"", "1a", "_a", "Entry", "a b", "a\"b", "a;b", "a-b", "a.b", "妇女", "a\n"})
    EXPECT_EQ(quote_identifier(name).error().code, ErrorCode::invalid_argument) << name;
  EXPECT_FALSE(quote_identifier(std::string_view("a\0b", 3)));
  EXPECT_FALSE(quote_identifier(std::string(64, 'a')));
}

TEST(OpenTest, AnUnknownAddressSaysWhichThereAreAndHidesItself) {
  const auto opened = Database::open("mysql://user:secret@host/db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(opened.error().message.find("sqlite:"), std::string::npos);
  EXPECT_EQ(opened.error().message.find("secret"), std::string::npos);
}

TEST(OpenTest, AMissingFolderIsNamed) {
  const auto opened = Database::open("sqlite:/nonexistent/folder/store.db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
  EXPECT_NE(opened.error().message.find("/nonexistent/folder/store.db"), std::string::npos);
}

TEST(OpenTest, MemoryIsNoStore) {
  EXPECT_EQ(Database::open("sqlite::memory:").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(Database::open("sqlite:").error().code, ErrorCode::invalid_argument);
}

TEST(OpenTest, AFileThatIsNoStoreIsRefused) {
  const TemporaryFolder folder;
  const auto path = folder.path() + "/notes.txt";
  std::FILE* file = std::fopen(path.c_str(), "w");
  for (int i = 0; i < 1000; ++i) std::fputs("these are notes and no store\n", file);
  std::fclose(file);
  const auto opened = Database::open("sqlite:" + path);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("not a database"), std::string::npos)
      << opened.error().message;
}

TEST(OpenTest, OnlyTheOwnerMayReadTheFile) {
  const TemporaryFolder folder;
  const auto path = folder.path() + "/store.db";
  const auto opened = Database::open("sqlite:" + path);
  ASSERT_TRUE(opened) << opened.error().message;
  struct stat file {};
  ASSERT_EQ(::stat(path.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600U);
}

TEST(OpenTest, AServerThatIsNotThereIsUnavailable) {
  const auto opened = Database::open("postgres:host=/nonexistent dbname=niangjia");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
}

// Every store that is wanted, in the state "open".
class LivingStoreTest : public StoreTest {
 protected:
  Result<std::int64_t> one() {
    return database().read([](Tx& tx) { return tx.run(kOne); });
  }
};
NJ_ON_BOTH_STORES(LivingStoreTest);

TEST_P(LivingStoreTest, ABusyPoolIsUnavailableAfterTheDeadline) {
  reopen({.readers = 1, .connections = 1});
  const auto outer = database().read([&](Tx&) -> Result<ErrorCode> {
    Result<std::int64_t> inner;
    std::thread other([&] {
      inner = database().read([](Tx& tx) { return tx.run(kOne); },
                              deadline_in(std::chrono::milliseconds{30}));
    });
    other.join();
    return inner ? ErrorCode::internal : inner.error().code;
  });
  EXPECT_EQ(outer.value(), ErrorCode::unavailable);
  EXPECT_EQ(one().value(), 1);
}

std::vector<StoreKind> postgres_if_wanted() {
  auto stores = wanted_stores();
  std::erase(stores, StoreKind::sqlite);
  return stores;
}

// What only PostgreSQL can meet.
class PostgresTest : public LivingStoreTest {};
INSTANTIATE_TEST_SUITE_P(Stores, PostgresTest, testing::ValuesIn(postgres_if_wanted()), store_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresTest);

TEST_P(PostgresTest, ADatabaseOrderedByALanguageIsRefusedWithTheWayOut) {
  auto& server = *TestServer::get();
  const auto name = "niangjia_icu_" + std::to_string(::getpid());
  server.exec("CREATE DATABASE " + name +
              " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C'");
  const auto opened = Database::open(url() + " dbname=" + name);
  server.exec("DROP DATABASE " + name);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(opened.error().message.find("CREATE DATABASE"), std::string::npos)
      << opened.error().message;
}

TEST_P(PostgresTest, LostConnectionsAreOpenedAgainUnseen) {
  ASSERT_TRUE(one());
  TestServer::get()->exec(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
      "AND pid <> "
      "pg_backend_pid() AND application_name = 'niangjia'");
  const auto answer = one();
  EXPECT_TRUE(answer) << answer.error().message;
  EXPECT_GE(database().metrics().retries, 1U);
}

TEST_P(PostgresTest, ASumThatWasNotCastIsRefusedByName) {
  const auto answer = database().read([](Tx& tx) {
    return tx.run({"test.sum", "SELECT sum(CAST(1 AS BIGINT)) AS total"});
  });
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("'total'"), std::string::npos) << answer.error().message;
}

}  // namespace
}  // namespace niangjia::db
