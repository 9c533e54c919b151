#include "db/sqlite/sqlite_database.hpp"

#include "db/sqlite/transaction.hpp"

namespace niangjia::db::sqlite {
namespace {

constexpr Statement kBegin{"db.begin_read", "BEGIN"};
constexpr Statement kCommit{"db.end_read", "COMMIT"};

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const Options& options)
    : readers_(options.readers, [this, path, options](Deadline) {
        return Connection::open(path, Access::read, options, counters_);
      }) {}

Result<std::unique_ptr<Database>> SqliteDatabase::open(const std::string& path,
                                                       const Options& options) {
  if (path.empty() || path == ":memory:")
    return fail(ErrorCode::invalid_argument,
                "sqlite: needs the path of a file, as in sqlite:/var/lib/niangjia/main.db");
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(path, options));
  NJ_TRY(database->writer_, Writer::start(path, options, *database, database->counters_));
  return database;
}

Metrics SqliteDatabase::metrics() const {
  auto metrics = counters_.metrics();
  metrics.waiting = writer_->waiting();
  return metrics;
}

Status SqliteDatabase::run_read(const Unit& unit, Deadline deadline) {
  refuse_nesting(*this);
  NJ_TRY(const auto reader, readers_.take(deadline));
  auto status = read_with(*reader, unit, deadline);
  (status ? counters_.reads : counters_.failed).add();
  return status;
}

Status SqliteDatabase::read_with(Connection& connection, const Unit& unit, Deadline deadline) {
  NJ_CHECK(connection.control(kBegin));
  Status status = Done{};
  {
    SqliteTx tx(*this, counters_, connection, deadline);
    status = tx.run_unit(unit);
  }
  if (connection.in_transaction()) NJ_CHECK(connection.control(kCommit));
  return status;
}

Status SqliteDatabase::run_write(const Unit& unit, Deadline deadline) {
  refuse_nesting(*this);
  return writer_->run(unit, deadline);
}

}  // namespace niangjia::db::sqlite
