// What PostgreSQL answers: results, their rows, and its errors in our words.
#pragma once
#include <libpq-fe.h>

#include <memory>

#include "db/transaction.hpp"

namespace niangjia::db::postgres {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, Clear>;

// What may be done about an error.
enum class Remedy {
  none,
  run_again,  // another transaction stood in the way
  reconnect,  // the connection is gone or stale: run again on a new one
};

struct Failure {
  Error error;
  Remedy remedy = Remedy::none;
};

// Of a result that is an error. Never carries the server's DETAIL line, which repeats values of
// rows.
[[nodiscard]] Failure failure_of(const PGresult* result, const Statement& statement);

// A row of a binary result whose columns have passed check_columns().
class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string_view blob(int column) const override;

 private:
  [[nodiscard]] std::string_view bytes(int column) const;

  const PGresult* result_;
  int row_;
};

// Fails with `internal`, naming the column, when one has a type that PostgresRow cannot read.
[[nodiscard]] Status check_columns(const PGresult* result, const Statement& statement);

}  // namespace niangjia::db::postgres
