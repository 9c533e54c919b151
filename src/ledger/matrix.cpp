#include "ledger/matrix.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/many.hpp"

namespace niangjia::ledger {
namespace {

std::vector<MatrixSide> offered(const catalog::Field& field) {
  std::vector<MatrixSide> sides;
  for (const catalog::Choice& choice : field.choices->choices) {
    if (!choice.retired) sides.push_back({choice.key, &choice.title});
  }
  return sides;
}

// The place of a choice on its side; one that is retired or empty joins at the end.
std::size_t place_on(std::vector<MatrixSide>& sides, const catalog::Field& field,
                     std::string_view key) {
  const auto found = std::find_if(sides.begin(), sides.end(),
                                  [&](const MatrixSide& side) { return side.key == key; });
  if (found != sides.end()) return static_cast<std::size_t>(found - sides.begin());
  const catalog::Choice* choice = field.choices->find(key);
  sides.push_back({std::string(key), choice ? &choice->title : nullptr});
  return sides.size() - 1;
}

// The choices of one stored value; an empty value is one choice of its own.
std::vector<std::string_view> keys_in(std::string_view stored) {
  return stored.empty() ? std::vector<std::string_view>{""} : catalog::split_many(stored);
}

void add(Matrix& matrix, std::size_t row, std::size_t column, std::int64_t amount) {
  if (matrix.cells.size() <= row) matrix.cells.resize(row + 1);
  auto& cells = matrix.cells[row];
  if (cells.size() <= column) cells.resize(column + 1);
  cells[column] += amount;
}

}  // namespace

Result<Matrix> matrix_of(db::Tx& tx, const Services& services, const Actor& actor,
                         const LedgerTable& table, const catalog::MatrixView& view,
                         ListQuery query) {
  query.action = catalog::Action::count;
  query.also = view.filter;
  std::vector<catalog::Value> parameters;
  NJ_TRY(const auto condition, list_condition(tx, services, actor, table, query, parameters));
  const catalog::Field& down = *table.definition().find(view.rows);
  const catalog::Field& across = *table.definition().find(view.columns);
  const std::string amount = view.sum.empty() ? "count(*)"
                                              : fmt::format("CAST(coalesce(sum({}), 0) AS BIGINT)",
                                                            table.column_of(view.sum));
  const std::string sql = fmt::format(
      "SELECT coalesce({}, ''), coalesce({}, ''), {}, count(*) FROM {} WHERE {} GROUP BY 1, 2",
      table.column_of(view.rows), table.column_of(view.columns), amount, table.name(), condition);
  Matrix matrix{offered(down), offered(across), {}, 0};
  NJ_CHECK(tx.run({"matrix.cells", sql}, parameters_of(parameters), [&](const db::Row& row) {
    matrix.entries += row.integer(3);
    for (const auto down_key : keys_in(row.text(0))) {
      for (const auto across_key : keys_in(row.text(1)))
        add(matrix, place_on(matrix.rows, down, down_key),
            place_on(matrix.columns, across, across_key), row.integer(2));
    }
  }));
  matrix.cells.resize(matrix.rows.size());
  for (auto& cells : matrix.cells) cells.resize(matrix.columns.size());
  return matrix;
}

}  // namespace niangjia::ledger
