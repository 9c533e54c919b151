#include "catalog/formula/tree.hpp"

#include <array>
#include <boost/json.hpp>

namespace niangjia::catalog {
namespace {
constexpr std::array<const char*, kOpCount> kNames{"literal",       "field",
                                                   "rescale",       "negate",
                                                   "not",           "multiply",
                                                   "divide",        "modulo",
                                                   "add",           "subtract",
                                                   "concat",        "equal",
                                                   "not_equal",     "less",
                                                   "less_equal",    "greater",
                                                   "greater_equal", "in",
                                                   "and",           "or",
                                                   "conditional",   "has",
                                                   "empty",         "size",
                                                   "contains",      "starts_with",
                                                   "lower",         "min",
                                                   "max",           "abs",
                                                   "year",          "month",
                                                   "day",           "days_between",
                                                   "add_days",      "add_months",
                                                   "today",         "add_working_days",
                                                   "age_at",        "birth_date",
                                                   "sex",           "coalesce",
                                                   "count",         "includes",
                                                   "total",         "period_start",
                                                   "period_end"};

boost::json::value literal_to_json(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  // As text: a browser's numbers hold integers only up to 2^53.
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return boost::json::string(std::to_string(*number));
  if (const auto* text = std::get_if<std::string>(&value)) return boost::json::string(*text);
  if (const auto* day = std::get_if<Day>(&value)) return boost::json::string(format_day(*day));
  return nullptr;
}
}  // namespace

const char* name_of(Op op) { return kNames[static_cast<std::size_t>(op)]; }

const char* name_of(FormulaType type) {
  switch (type) {
    case FormulaType::boolean:
      return "boolean";
    case FormulaType::integer:
      return "integer";
    case FormulaType::decimal:
      return "decimal";
    case FormulaType::text:
      return "text";
    case FormulaType::date:
      return "date";
  }
  return "";
}

boost::json::value tree_to_json(const FormulaNode& node) {
  boost::json::object out{{"op", name_of(node.op)}, {"type", name_of(node.type)}};
  if (node.type == FormulaType::decimal) out["scale"] = node.scale;
  if (node.op == Op::literal) out["value"] = literal_to_json(node.literal);
  if (node.op == Op::field || node.op == Op::total) out["name"] = node.field;
  if (!node.children.empty()) {
    boost::json::array args;
    for (const FormulaNode& child : node.children) args.push_back(tree_to_json(child));
    out["args"] = std::move(args);
  }
  return out;
}

}  // namespace niangjia::catalog
