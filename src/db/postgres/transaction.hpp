// A transaction on a PostgreSQL connection; it begins together with its first statement, in one
// round trip.
#pragma once
#include "db/postgres/connection.hpp"
#include "db/unit_tx.hpp"

namespace niangjia::db::postgres {

enum class Mode { read, write };

class PostgresTx final : public UnitTx {
 public:
  PostgresTx(const Database& database, Counters& counters, Connection& connection, Mode mode,
             Deadline deadline)
      : UnitTx(database, counters, deadline),
        counters_(counters),
        connection_(connection),
        mode_(mode) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }

  // Each ends the transaction, if a statement has begun it. When the connection is lost during
  // commit(), nobody knows whether it happened: `unavailable`, never to be repeated.
  [[nodiscard]] Status commit();
  void roll_back();

 protected:
  Result<std::int64_t> perform(const Statement& statement, Parameters parameters,
                               const RowVisitor& each) override;
  Status perform_ddl(std::string_view sql) override;

 private:
  void queue_begin();

  Counters& counters_;
  Connection& connection_;
  Mode mode_;
  bool begun_ = false;
};

}  // namespace niangjia::db::postgres
