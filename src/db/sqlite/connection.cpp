#include "db/sqlite/connection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <mutex>

#include "db/sqlite/gathered_log.hpp"

namespace niangjia::db::sqlite {
namespace {

constexpr int kInstructionsBetweenDeadlineChecks = 4000;  // some ten microseconds
constexpr int kWaitForOtherProgramsMs = 2000;

// No memory mapping: every connection would count the same pages again in the size of the process.
// Cache sizes are upper limits in KiB; together with the statements they stay under 80 MB.
constexpr const char* kPragmas =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA case_sensitive_like = ON;"  // as PostgreSQL compares
    "PRAGMA trusted_schema = OFF;";
constexpr const char* kWriterPragmas = "PRAGMA cache_size = -32768;";
constexpr const char* kReaderPragmas = "PRAGMA cache_size = -4096; PRAGMA query_only = ON;";

void initialize_once() {
  static std::once_flag once;
  // Its memory statistics would take one lock for every allocation of every thread.
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

// Only the owner may read the file; SQLite gives its log the same rights.
Status create_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return fail(
        ErrorCode::unavailable,
        fmt::format("{}: cannot be opened or created ({}); does the folder exist, and may this "
                    "user write there?",
                    path, std::generic_category().message(errno)));
  }
  ::close(file);
  return Done{};
}

ErrorCode code_of(int extended, Access access) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return ErrorCode::conflict;
  }
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return ErrorCode::invalid_argument;
    case SQLITE_TOOBIG:
      return ErrorCode::too_large;
    case SQLITE_INTERRUPT:
      return ErrorCode::deadline_exceeded;
    case SQLITE_READONLY:
      return access == Access::read ? ErrorCode::internal : ErrorCode::unavailable;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
      return ErrorCode::unavailable;
  }
  return ErrorCode::internal;
}

const char* advice_for(int extended) {
  switch (extended & 0xff) {
    case SQLITE_FULL:
      return " (disk full: make room, then it goes on)";
    case SQLITE_IOERR:
      return " (the disk refused; is it full or broken?)";
    case SQLITE_BUSY:
      return " (another program holds the file)";
  }
  return "";
}

}  // namespace

Connection::Connection(sqlite3* handle, Access access, const Options& options, Counters& counters)
    : handle_(handle), access_(access), counters_(counters), cache_(options.statements) {
  const auto past_deadline = [](void* self) -> int {
    return std::chrono::steady_clock::now() > static_cast<Connection*>(self)->deadline_;
  };
  sqlite3_progress_handler(handle, kInstructionsBetweenDeadlineChecks, past_deadline, this);
  // Also takes the place of SQLite's own habit of writing the log back in the middle of a commit.
  const auto after_commit = [](void* self, sqlite3*, const char*, int pages) -> int {
    static_cast<Connection*>(self)->log_pages_ = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(handle, after_commit, this);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access,
                                                     const Options& options, Counters& counters) {
  initialize_once();
  if (access == Access::write) NJ_CHECK(create_file(path));
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                      access == Access::write ? gathered_log() : nullptr);
  std::unique_ptr<Connection> connection(new Connection(handle, access, options, counters));
  if (code != SQLITE_OK) return fail(connection->error(code, path.c_str()));
  auto status = connection->configure();
  if (!status) {
    status.error().message = fmt::format("{}: {}", path, status.error().message);
    return fail(std::move(status.error()));
  }
  return connection;
}

Status Connection::configure() {
  sqlite3_extended_result_codes(handle(), 1);
  sqlite3_busy_timeout(handle(), kWaitForOtherProgramsMs);
  // A misspelt "column" is an error and not a text, as in PostgreSQL.
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (access_ == Access::write) NJ_CHECK(require_log_mode());
  NJ_CHECK(exec(kPragmas));
  return exec(access_ == Access::write ? kWriterPragmas : kReaderPragmas);
}

Status Connection::require_log_mode() {
  std::string mode;
  const auto keep = [](void* mode, int, char** values, char**) -> int {
    *static_cast<std::string*>(mode) = values[0];
    return 0;
  };
  const int code = sqlite3_exec(handle(), "PRAGMA journal_mode = WAL", keep, &mode, nullptr);
  if (code != SQLITE_OK) return fail(error(code, "journal_mode"));
  if (mode == "wal") return Done{};
  return fail(ErrorCode::unavailable,
              "this file system cannot hold a write-ahead log; put the data on a local disk");
}

Error Connection::error(int code, const char* what) const {
  const int extended = handle_ ? sqlite3_extended_errcode(handle()) : code;
  const char* message = handle_ ? sqlite3_errmsg(handle()) : sqlite3_errstr(code);
  return {code_of(extended, access_),
          fmt::format("{}: {}{}", what, message, advice_for(extended)),
          {},
          {}};
}

Status Connection::exec(const char* sql) {
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(error(code, sql));
  return Done{};
}

Status Connection::exec(std::string_view sql) { return exec(std::string(sql).c_str()); }

namespace {

// SQLite takes $1 for a name and counts places by first appearance; we bind by the number in the
// name.
Result<std::unique_ptr<PreparedStatement>> with_parameters(const Statement& statement,
                                                           sqlite3_stmt* handle) {
  auto prepared = std::make_unique<PreparedStatement>();
  prepared->handle.reset(handle);
  const int places = sqlite3_bind_parameter_count(handle);
  for (int place = 1; place <= places; ++place) {
    const char* name = sqlite3_bind_parameter_name(handle, place);
    const std::string_view digits = name && *name == '$' ? name + 1 : "";
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 1) {
      return fail(ErrorCode::internal, fmt::format("{}: parameters are written $1, $2 … in {}",
                                                   statement.name, statement.sql));
    }
    prepared->parameters.push_back(number - 1);
    prepared->parameter_count = std::max(prepared->parameter_count, number);
  }
  return prepared;
}

}  // namespace

Result<std::shared_ptr<PreparedStatement>> Connection::prepare(const Statement& statement) {
  auto known = cache_.find(statement.sql);
  if (known && !known->running) return known;

  counters_.prepared.add();
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(this->handle(), statement.sql.data(),
                                      static_cast<int>(statement.sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, &rest);
  if (code != SQLITE_OK) {
    auto failed = error(code, statement.name);
    failed.message += fmt::format(" in {}", statement.sql);
    return fail(std::move(failed));
  }
  NJ_TRY(std::shared_ptr<PreparedStatement> prepared, with_parameters(statement, handle));
  const std::string_view sql = statement.sql;
  if (!handle ||
      sql.substr(static_cast<std::size_t>(rest - sql.data())).find_first_not_of(" \t\r\n;") !=
          sql.npos)
    return fail(ErrorCode::internal,
                fmt::format("{}: is not exactly one statement: {}", statement.name, sql));
  if (!known) cache_.put(statement.sql, prepared);  // else it runs further out, with other rows
  return prepared;
}

Status Connection::control(const Statement& statement) {
  NJ_TRY(const auto prepared, prepare(statement));
  Status status = Done{};
  if (const int code = sqlite3_step(prepared->handle.get()); code != SQLITE_DONE)
    status = fail(error(code, statement.name));
  sqlite3_reset(prepared->handle.get());
  return status;
}

Result<int> Connection::checkpoint(int mode) {
  int pages = 0, written_back = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, mode, &pages, &written_back);
  if (code != SQLITE_OK) return fail(error(code, "checkpoint"));
  counters_.checkpoints.add();
  return pages - written_back;
}

}  // namespace niangjia::db::sqlite
