// A unit's view of the transaction that is open on an SQLite connection.
#pragma once
#include "db/sqlite/connection.hpp"
#include "db/unit_tx.hpp"

namespace niangjia::db::sqlite {

class SqliteTx final : public UnitTx {
 public:
  // Interrupts what it runs at `deadline`; takes that back at the end of its life.
  SqliteTx(const Database& database, Counters& counters, Connection& connection, Deadline deadline)
      : UnitTx(database, counters, deadline),
        connection_(connection),
        changes_before_(sqlite3_total_changes64(connection.handle())) {
    connection_.set_deadline(deadline);
  }
  ~SqliteTx() override { connection_.set_deadline(Deadline::max()); }

  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  // Whether anything stands otherwise than before.
  [[nodiscard]] bool has_changed() const {
    return has_defined_ || sqlite3_total_changes64(connection_.handle()) != changes_before_;
  }

 protected:
  Result<std::int64_t> perform(const Statement& statement, Parameters parameters,
                               const RowVisitor& each) override;
  Status perform_ddl(std::string_view sql) override;

 private:
  Connection& connection_;
  sqlite3_int64 changes_before_;
  bool has_defined_ = false;  // tables: those are not counted as changes
};

}  // namespace niangjia::db::sqlite
