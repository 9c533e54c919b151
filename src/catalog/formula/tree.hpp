// The checked tree of a formula. Every node knows its type; decimals know their scale; nothing in
// it can fail later.
#pragma once
#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "catalog/formula/formula.hpp"

namespace niangjia::catalog {

// The words of `name_of` are the ones in the tree that the browser reads.
enum class Op {
  literal,
  field,
  rescale,
  negate,
  not_,
  multiply,
  divide,
  modulo,
  add,
  subtract,
  concat,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  and_,
  or_,
  conditional,
  has,
  empty,
  size,
  contains,
  starts_with,
  lower,
  min,
  max,
  abs,
  year,
  month,
  day,
  days_between,
  add_days,
  add_months,
  today,
  add_working_days,
  age_at,
  birth_date,
  sex,
  coalesce,
  count,
  includes,
  total,
  period_start,
  period_end
};
inline constexpr std::size_t kOpCount = static_cast<std::size_t>(Op::period_end) + 1;
[[nodiscard]] const char* name_of(Op op);
[[nodiscard]] const char* name_of(FormulaType type);

struct FormulaNode {
  Op op = Op::literal;
  FormulaType type = FormulaType::boolean;
  int scale = 0;         // decimals; rescale rounds half away from zero to it
  bool is_null = false;  // the literal null before its type is known
  bool constant = true;  // no field below: the same for every row
  int depth = 1;
  Value literal;
  std::string field;  // total: the column whose values are added up
  std::vector<FormulaNode> children;
};

inline constexpr int kMaxFormulaBytes = 4096;
inline constexpr int kMaxFormulaDepth = 100;
inline constexpr int kMaxScale = 9;
inline constexpr std::size_t kMaxFormulaText = 65'536;  // bytes of a text that a formula makes

// Reads and checks; fails with `invalid_argument`, naming the column.
[[nodiscard]] Result<FormulaNode> parse_formula(std::string_view text, const FormulaSchema& schema);
[[nodiscard]] Value evaluate(const FormulaNode& node, const Values& row,
                             const FormulaContext& context);
[[nodiscard]] Result<std::string> translate_to_sql(const FormulaNode& node,
                                                   const FormulaSchema& schema,
                                                   const FormulaContext& context,
                                                   std::vector<Value>& parameters);
[[nodiscard]] boost::json::value tree_to_json(const FormulaNode& node);

}  // namespace niangjia::catalog
