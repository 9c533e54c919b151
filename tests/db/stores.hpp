// A fresh, empty store for every test, on SQLite and on PostgreSQL. For the tests of all folders:
//
//   class EntryStoreTest : public db::StoreTest {};
//   NJ_ON_BOTH_STORES(EntryStoreTest);
//   TEST_P(EntryStoreTest, KeepsWhatWasWritten) { … database() … }
//
// PostgreSQL is found in NIANGJIA_TEST_POSTGRES, key=value pairs of a server on which databases may
// be created; scripts/with-postgres brings one. Without it those tests fail, unless
// NIANGJIA_TEST_STORES=sqlite says that only the other half is wanted.
#pragma once
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

namespace niangjia::db {

enum class StoreKind { sqlite, postgres };

inline void PrintTo(StoreKind kind, std::ostream* out) {
  *out << (kind == StoreKind::sqlite ? "sqlite" : "postgres");
}
[[nodiscard]] inline std::string store_name(const testing::TestParamInfo<StoreKind>& info) {
  return testing::PrintToString(info.param);
}
[[nodiscard]] inline std::vector<StoreKind> wanted_stores() {
  const char* wanted = ::getenv("NIANGJIA_TEST_STORES");
  if (wanted && std::string_view(wanted) == "sqlite") return {StoreKind::sqlite};
  return {StoreKind::sqlite, StoreKind::postgres};
}

// A folder that is gone at the end of its life.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_((std::filesystem::temp_directory_path() / "niangjia-test.XXXXXX").string()) {
    NJ_ASSERT(::mkdtemp(path_.data()) && "no temporary folder can be made");
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The tests of one process share a connection that makes and drops a schema for each: a tenth of
// what a database of its own would cost.
class TestServer {
 public:
  // Null when NIANGJIA_TEST_POSTGRES is not set.
  static TestServer* get() {
    static const auto server = []() -> std::unique_ptr<TestServer> {
      const char* address = ::getenv("NIANGJIA_TEST_POSTGRES");
      return address ? std::make_unique<TestServer>(address) : nullptr;
    }();
    return server.get();
  }

  explicit TestServer(const std::string& address) : address_(address + " dbname=niangjia_test") {
    // Fails when another process was first; then the connection below succeeds all the same.
    const auto server = connect(address);
    PQclear(PQexec(server.get(),
                   "CREATE DATABASE niangjia_test TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE "
                   "'C' LC_CTYPE 'C'"));
    connection_ = connect(address_);
    exec("SET client_min_messages = error");
  }

  [[nodiscard]] std::string create_schema() {
    const auto name = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++created_);
    exec("CREATE SCHEMA " + name);
    return name;
  }
  void drop_schema(const std::string& name) { exec("DROP SCHEMA " + name + " CASCADE"); }
  [[nodiscard]] std::string url(const std::string& schema) const {
    return "postgres:" + address_ + " options='-c search_path=" + schema + "'";
  }
  // Runs statements beside the store under test.
  void exec(const std::string& sql) {
    PGresult* result = PQexec(connection_.get(), sql.c_str());
    const auto status = PQresultStatus(result);
    PQclear(result);
    ASSERT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        << PQerrorMessage(connection_.get());
  }

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  using ConnectionPtr = std::unique_ptr<PGconn, Finish>;

  static ConnectionPtr connect(const std::string& address) {
    ConnectionPtr connection(PQconnectdb(address.c_str()));
    EXPECT_EQ(PQstatus(connection.get()), CONNECTION_OK) << PQerrorMessage(connection.get());
    return connection;
  }

  std::string address_;
  ConnectionPtr connection_;
  int created_ = 0;
};

class StoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override {
    if (GetParam() == StoreKind::sqlite) {
      url_ = "sqlite:" + folder_.path() + "/store.db";
    } else {
      ASSERT_TRUE(TestServer::get())
          << "NIANGJIA_TEST_POSTGRES is not set: run this under scripts/with-postgres, or "
             "set NIANGJIA_TEST_STORES=sqlite to leave PostgreSQL out";
      schema_ = TestServer::get()->create_schema();
      url_ = TestServer::get()->url(schema_);
    }
    open();
  }
  void TearDown() override {
    database_.reset();
    if (!schema_.empty()) TestServer::get()->drop_schema(schema_);
  }

  [[nodiscard]] Database& database() { return *database_; }
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }

  // Closes the store and opens it again, as a restart of the program does.
  void reopen(Options options = {}) {
    database_.reset();
    open(options);
  }
  // Runs statements that define tables, in one transaction.
  void define(std::string_view sql) {
    const auto status = database().write([&](Tx& tx) { return tx.exec_ddl(sql); });
    ASSERT_TRUE(status) << status.error().message;
  }

 private:
  void open(Options options = {}) {
    auto opened = Database::open(url_, options);
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = std::move(*opened);
  }

  TemporaryFolder folder_;
  std::string url_;
  std::string schema_;
  std::unique_ptr<Database> database_;
};

}  // namespace niangjia::db

// Runs the tests of a suite, a child of StoreTest, on both stores.
#define NJ_ON_BOTH_STORES(Suite)                                                              \
  INSTANTIATE_TEST_SUITE_P(Stores, Suite, testing::ValuesIn(::niangjia::db::wanted_stores()), \
                           ::niangjia::db::store_name)
