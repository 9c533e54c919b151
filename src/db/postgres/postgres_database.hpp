// The store on a PostgreSQL server: each unit of work has a pooled connection to itself.
#pragma once
#include <string>

#include "db/pool.hpp"
#include "db/postgres/transaction.hpp"

namespace niangjia::db::postgres {

// Units that met a conflict of transactions, or whose connection was lost before they were
// committed, are run again a few times.
class PostgresDatabase final : public Database {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& address,
                                                              const Options& options);

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
  [[nodiscard]] Metrics metrics() const override { return counters_.metrics(); }

 protected:
  Status run_read(const Unit& unit, Deadline deadline) override {
    return run(unit, Mode::read, deadline);
  }
  Status run_write(const Unit& unit, Deadline deadline) override {
    return run(unit, Mode::write, deadline);
  }

 private:
  struct Attempt {
    Status status;
    Remedy remedy = Remedy::none;
  };

  PostgresDatabase(const std::string& address, const Options& options);
  [[nodiscard]] Status run(const Unit& unit, Mode mode, Deadline deadline);
  [[nodiscard]] Attempt attempt(const Unit& unit, Mode mode, Deadline deadline);

  Counters counters_;
  Pool<Connection> connections_;
};

}  // namespace niangjia::db::postgres
