// One connection to an SQLite file, with its prepared statements.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "db/counters.hpp"
#include "db/statement_cache.hpp"

namespace niangjia::db::sqlite {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct PreparedStatement {
  std::unique_ptr<sqlite3_stmt, Finalize> handle;
  std::vector<int> parameters;  // number of the parameter, from 0, at each of SQLite's places
  int parameter_count = 0;      // the highest number
  bool running = false;
};

enum class Access { read, write };

// Used by one thread at a time.
class Connection {
 public:
  // Creates the file when it is missing and `access` is `write`. `counters` outlives the
  // connection.
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                                Access access,
                                                                const Options& options,
                                                                Counters& counters);

  // The statement, prepared and not running.
  [[nodiscard]] Result<std::shared_ptr<PreparedStatement>> prepare(const Statement& statement);
  // Begin, commit and the like: prepared once, no parameters, no rows.
  [[nodiscard]] Status control(const Statement& statement);
  // Runs one or many statements, dropping their rows.
  Status exec(const char* sql);
  Status exec(std::string_view sql);

  // What went wrong in the call that just failed with `code`, as our error.
  [[nodiscard]] Error error(int code, const char* what) const;

  // From now on, whatever runs is interrupted when `deadline` passes.
  void set_deadline(Deadline deadline) { deadline_ = deadline; }
  // False when SQLite has rolled the transaction back by itself: disk full, interrupted.
  [[nodiscard]] bool in_transaction() const { return !sqlite3_get_autocommit(handle_.get()); }
  [[nodiscard]] bool is_usable() const { return !in_transaction(); }
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  // Pages in the write-ahead log after the last commit.
  [[nodiscard]] int log_pages() const { return log_pages_; }
  // Writes the log back into the file as far as no reader needs it; answers how many of its pages
  // are left. In the passive mode nobody waits for anybody.
  Result<int> checkpoint(int mode);

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  Connection(sqlite3* handle, Access access, const Options& options, Counters& counters);
  Status configure();
  Status require_log_mode();

  std::unique_ptr<sqlite3, Close> handle_;
  Access access_;
  Counters& counters_;
  Deadline deadline_ = Deadline::max();
  int log_pages_ = 0;
  StatementCache<PreparedStatement> cache_;
};

}  // namespace niangjia::db::sqlite
