// The store in an SQLite file: one writer thread, a pool of readers.
#pragma once
#include <string>

#include "db/pool.hpp"
#include "db/sqlite/writer.hpp"

namespace niangjia::db::sqlite {

class SqliteDatabase final : public Database {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& path,
                                                              const Options& options);

  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  [[nodiscard]] Metrics metrics() const override;

 protected:
  Status run_read(const Unit& unit, Deadline deadline) override;
  Status run_write(const Unit& unit, Deadline deadline) override;

 private:
  SqliteDatabase(const std::string& path, const Options& options);
  Status read_with(Connection& connection, const Unit& unit, Deadline deadline);

  Counters counters_;
  std::unique_ptr<Writer> writer_;  // closes after the readers, so that it can empty the log
  Pool<Connection> readers_;
};

}  // namespace niangjia::db::sqlite
