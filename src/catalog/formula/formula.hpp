// The formula language: a closed, typed, side-effect free and bounded subset of CEL. One checked
// tree, read three ways: evaluated on a row, translated to SQL as a filter, and sent as JSON to the
// browser. docs/formats/formula.md holds the one semantics of empty values, overflow and order;
// tests/vectors/formula.json proves it.
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "catalog/value.hpp"

namespace niangjia::catalog {

enum class FormulaType { boolean, integer, decimal, text, date };

// What a formula may speak of: the fields of its row with their types. Decimal carries the scale
// (money: 2).
struct FormulaField {
  FormulaType type = FormulaType::text;
  int scale = 0;
  bool filterable = true;  // false: encrypted, refused by to_sql
  std::string column;      // SQL expression of the stored column, for to_sql
  bool many = false;       // holds several things: for count() and includes()
  std::map<std::string, int, std::less<>> totals;  // rows: scale of each number column, for total()
};
using FormulaSchema = std::map<std::string, FormulaField, std::less<>>;

// Values from outside the row: today's day and the working-day calendar.
struct FormulaContext {
  Day today{};
  std::function<Day(Day, int)> add_working_days;  // may be empty: then the function gives empty
};

struct FormulaNode;  // the checked tree; formula/tree.hpp

class Formula {
 public:
  // Fails with `invalid_argument`; the message names the column in `text`, what is wrong and the
  // nearest known name.
  [[nodiscard]] static Result<Formula> compile(std::string_view text, const FormulaSchema& schema);

  [[nodiscard]] FormulaType type() const;
  [[nodiscard]] int scale() const;
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<std::string>& fields() const { return fields_; }

  // Never fails: what cannot be computed (empty operand, division by zero, overflow) is empty.
  [[nodiscard]] Value evaluate(const Values& row, const FormulaContext& context) const;
  // True only when the answer is true; empty and false both fail.
  [[nodiscard]] bool holds(const Values& row, const FormulaContext& context) const;

  // A condition that is true exactly for the rows on which `holds` is true. Values become
  // parameters, appended to `parameters`, numbered from parameters.size() + 1. Fails with
  // `invalid_argument` when a field is encrypted or a function has no SQL form.
  [[nodiscard]] Result<std::string> to_sql(const FormulaSchema& schema,
                                           const FormulaContext& context,
                                           std::vector<Value>& parameters) const;
  // The tree for the interpreter in the browser (web/src/formula).
  [[nodiscard]] boost::json::value to_json() const;

 private:
  std::string text_;
  std::vector<std::string> fields_;
  std::shared_ptr<const FormulaNode> root_;
};

}  // namespace niangjia::catalog
