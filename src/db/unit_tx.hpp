// What is alike in the transactions of both drivers: the rules of a unit of work.
#pragma once
#include <optional>

#include "db/counters.hpp"
#include "db/database.hpp"

namespace niangjia::db {

// Ends the process with a message when this thread already runs a unit of `database`.
void refuse_nesting(const Database& database);

class UnitTx : public Tx {
 public:
  // Both outlive the transaction.
  UnitTx(const Database& database, Counters& counters, Deadline deadline)
      : database_(database), counters_(counters), deadline_(deadline) {}

  // Runs the unit inside the transaction that the driver has opened. Answers the unit's error, the
  // error of a statement that failed in it, or `internal` when it threw.
  [[nodiscard]] Status run_unit(const Unit& unit);

  Status exec_ddl(std::string_view sql) final;

 protected:
  Result<std::int64_t> execute(const Statement& statement, Parameters parameters,
                               const RowVisitor& each) final;

  // The driver's part. `each` never answers an error here, only whether it wants more.
  virtual Result<std::int64_t> perform(const Statement& statement, Parameters parameters,
                                       const RowVisitor& each) = 0;
  virtual Status perform_ddl(std::string_view sql) = 0;

  [[nodiscard]] Deadline deadline() const { return deadline_; }

 private:
  [[nodiscard]] Status check_usable(const char* what) const;
  Result<std::int64_t> perform_timed(const Statement& statement, Parameters parameters,
                                     const RowVisitor& each);

  const Database& database_;
  Counters& counters_;
  Deadline deadline_;
  std::optional<Error> failure_;  // of the first statement that failed
};

}  // namespace niangjia::db
