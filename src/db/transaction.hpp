// What a unit of work may do with the store while it runs.
#pragma once
#include <initializer_list>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "db/parameter.hpp"
#include "db/row.hpp"

namespace niangjia::db {

// A named SQL text with parameters $1, $2 …, one text for both stores. The text outlives the call;
// name and text show in errors, logs and metrics.
struct Statement {
  const char* name;
  std::string_view sql;
};

enum class Dialect { sqlite, postgres };

namespace detail {
template <class T>
struct Unwrapped {
  using type = T;
};
template <class T>
struct Unwrapped<Result<T>> {
  using type = T;
};
}  // namespace detail

// What a reader of rows makes of a row: T, where it answers T or Result<T>.
template <class F>
using ValueOf =
    typename detail::Unwrapped<std::remove_cvref_t<std::invoke_result_t<F&, const Row&>>>::type;

// The open transaction of one unit of work. Lives as long as the unit runs and belongs to the
// thread that runs it.
//
// After a statement has failed, every later one of the unit answers the same error and the unit is
// rolled back even when it answers a value: PostgreSQL can do nothing else, so both stores do the
// same. Where a duplicate is expected, say ON CONFLICT. An error that came from `each` or
// `read_row` leaves the transaction usable.
//
// What both stores understand alike:
// - Columns are BIGINT, TEXT, BYTEA and DOUBLE PRECISION; yes/no is BIGINT 0/1. `BIGINT NOT NULL
// PRIMARY KEY`, with
//   NOT NULL written out, because SQLite lets NULL into other keys than its own INTEGER PRIMARY
//   KEY.
// - sum() of BIGINT is NUMERIC in PostgreSQL: write CAST(sum(x) AS BIGINT). An integer cannot be
// bound where a text
//   is compared, nor the other way round; a parameter whose type nothing tells is written CAST($1
//   AS BIGINT).
// - Texts are ordered and compared by their bytes; LIKE tells capitals apart and needs ESCAPE '\'
// where it escapes.
// - NULLs come first in one store and last in the other: write NULLS FIRST or NULLS LAST. A
// division by zero is
//   NULL in SQLite and an error in PostgreSQL: write NULLIF(x, 0).
class Tx {
 public:
  Tx() = default;
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;
  virtual ~Tx() = default;

  [[nodiscard]] virtual Dialect dialect() const = 0;

  // Runs one statement and shows each row of its answer to `each`, which may run other statements
  // meanwhile. Answers the number of rows changed, or given when it is a query or ends with
  // RETURNING. Fails with `conflict` on a duplicate key (naming the constraint or the columns),
  // `invalid_argument` on any other broken constraint, `unavailable` when the store is gone, busy
  // or full, `deadline_exceeded`, and `internal` when the statement itself is wrong. PostgreSQL
  // holds the whole answer in memory: page long ones.
  Result<std::int64_t> run(const Statement& statement,
                           std::initializer_list<Parameter> parameters = {},
                           RowVisitor each = nullptr) {
    return execute(statement, Parameters(parameters.begin(), parameters.size()), each);
  }
  Result<std::int64_t> run(const Statement& statement, Parameters parameters,
                           RowVisitor each = nullptr) {
    return execute(statement, parameters, each);
  }

  // The first row as `read_row(const Row&)` gives it, a T or a Result<T>; nullopt when there is
  // none.
  template <class F>
  [[nodiscard]] auto first(const Statement& statement, Parameters parameters, F&& read_row)
      -> Result<std::optional<ValueOf<F>>>;
  template <class F>
  [[nodiscard]] auto first(const Statement& statement, std::initializer_list<Parameter> parameters,
                           F&& read_row) {
    return first(statement, Parameters(parameters.begin(), parameters.size()),
                 std::forward<F>(read_row));
  }

  // All rows, each as `read_row(const Row&)` gives it, a T or a Result<T>.
  template <class F>
  [[nodiscard]] auto all(const Statement& statement, Parameters parameters, F&& read_row)
      -> Result<std::vector<ValueOf<F>>>;
  template <class F>
  [[nodiscard]] auto all(const Statement& statement, std::initializer_list<Parameter> parameters,
                         F&& read_row) {
    return all(statement, Parameters(parameters.begin(), parameters.size()),
               std::forward<F>(read_row));
  }

  // Runs one or many statements without parameters that define tables and indexes: migrations, and
  // the generated tables of the catalogue, whose names went through quote_identifier(). Part of the
  // transaction.
  virtual Status exec_ddl(std::string_view sql) = 0;

 protected:
  virtual Result<std::int64_t> execute(const Statement& statement, Parameters parameters,
                                       const RowVisitor& each) = 0;
};

template <class F>
auto Tx::first(const Statement& statement, Parameters parameters, F&& read_row)
    -> Result<std::optional<ValueOf<F>>> {
  std::optional<ValueOf<F>> found;
  NJ_CHECK(execute(statement, parameters, [&](const Row& row) -> Result<RowVisitor::Next> {
    Result<ValueOf<F>> value = read_row(row);
    if (!value) return fail(std::move(value.error()));
    found.emplace(std::move(*value));
    return RowVisitor::Next::stop;
  }));
  return found;
}

template <class F>
auto Tx::all(const Statement& statement, Parameters parameters, F&& read_row)
    -> Result<std::vector<ValueOf<F>>> {
  std::vector<ValueOf<F>> found;
  NJ_CHECK(execute(statement, parameters, [&](const Row& row) -> Status {
    Result<ValueOf<F>> value = read_row(row);
    if (!value) return fail(std::move(value.error()));
    found.push_back(std::move(*value));
    return Done{};
  }));
  return found;
}

}  // namespace niangjia::db
