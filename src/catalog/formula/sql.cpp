#include <fmt/format.h>

#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {
namespace {
// NULL in SQL behaves as empty does here: comparisons with it are NULL, AND and OR are Kleene's,
// and WHERE keeps only what is true. Everything on which SQLite and PostgreSQL, or either and
// `evaluate`, could differ is refused: arithmetic on fields (SQLite overflows into floating point,
// PostgreSQL fails), order of text (collations), lower() (locales), parts of dates.
class Translator {
 public:
  Translator(const FormulaSchema& schema, const FormulaContext& context,
             std::vector<Value>& parameters)
      : schema_(schema), context_(context), parameters_(parameters) {}

  // An SQL condition for a node of type boolean.
  Result<std::string> condition(const FormulaNode& node) {
    if (node.constant) return constant_condition(evaluate(node, {}, context_));
    switch (node.op) {
      case Op::field:
        return field_equals(node, true);
      case Op::not_:
        return negated(node);
      case Op::and_:
        return joined(node, "AND");
      case Op::or_:
        return joined(node, "OR");
      case Op::conditional:
        return conditional(node);
      case Op::has:
        return presence(node, "IS NOT NULL");
      case Op::empty:
        return presence(node, "IS NULL");
      case Op::in:
        return membership(node);
      case Op::contains:
      case Op::starts_with:
      case Op::includes:
        return text_search(node);
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        return comparison(node);
      default:
        return refuse(node);
    }
  }

 private:
  static tl::unexpected<Error> refuse(const FormulaNode& node, std::string_view advice = {}) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' on a field cannot be used in a filter{}{}", name_of(node.op),
                            advice.empty() ? "" : "; ", advice));
  }

  static std::string constant_condition(const Value& value) {
    if (is_empty(value)) return "(NULL = 1)";
    return std::get<bool>(value) ? "(1 = 1)" : "(1 = 0)";
  }

  std::string parameter(Value value) {
    parameters_.push_back(std::move(value));
    return fmt::format("${}", parameters_.size());
  }

  Result<std::string> column(const FormulaNode& node) const {
    const auto found = schema_.find(node.field);
    if (found == schema_.end()) {
      return fail(ErrorCode::invalid_argument,
                  fmt::format("field '{}' does not exist here", node.field));
    }
    if (!found->second.filterable) {
      return fail(
          ErrorCode::invalid_argument,
          fmt::format("field '{}' is stored encrypted and cannot be used in a filter", node.field));
    }
    return found->second.column;
  }

  // Truth is stored as 1 and 0 in both stores.
  Result<std::string> field_equals(const FormulaNode& node, bool wanted) const {
    NJ_TRY(const std::string name, column(node));
    return fmt::format("({} = {})", name, wanted ? 1 : 0);
  }

  Result<std::string> negated(const FormulaNode& node) {
    NJ_TRY(const std::string inner, condition(node.children[0]));
    return fmt::format("(NOT {})", inner);
  }

  Result<std::string> joined(const FormulaNode& node, std::string_view word) {
    NJ_TRY(const std::string left, condition(node.children[0]));
    NJ_TRY(const std::string right, condition(node.children[1]));
    return fmt::format("({} {} {})", left, word, right);
  }

  Result<std::string> conditional(const FormulaNode& node) {
    NJ_TRY(const std::string when, condition(node.children[0]));
    NJ_TRY(const std::string yes, condition(node.children[1]));
    NJ_TRY(const std::string no, condition(node.children[2]));
    return fmt::format("(CASE {} WHEN (1 = 1) THEN {} WHEN (1 = 0) THEN {} END)", when, yes, no);
  }

  Result<std::string> presence(const FormulaNode& node, std::string_view words) {
    const FormulaNode& inner = node.children[0];
    if (inner.type == FormulaType::boolean && inner.op != Op::field) {
      NJ_TRY(const std::string sql, condition(inner));
      return fmt::format("({} {})", sql, words);
    }
    NJ_TRY(const std::string sql, scalar(inner, inner.scale));
    return fmt::format("({} {})", sql, words);
  }

  // A constant as a parameter at the scale of what it is compared with.
  Result<std::string> constant(const FormulaNode& node, int scale) {
    Value value = evaluate(node, {}, context_);
    if (is_empty(value)) return std::string("NULL");
    if (auto* number = std::get_if<std::int64_t>(&value)) {
      for (int s = node.scale; s < scale; ++s) {
        if (__builtin_mul_overflow(*number, 10, number))
          return refuse(node, "the number is too large");
      }
      for (int s = node.scale; s > scale; --s) {
        if (*number % 10 != 0)
          return refuse(node, fmt::format("the field keeps {} digits behind the point", scale));
        *number /= 10;
      }
    }
    return parameter(std::move(value));
  }

  // An SQL expression for a node of another type, at the given scale.
  Result<std::string> scalar(const FormulaNode& node, int scale) {
    if (node.constant) return constant(node, scale);
    if (node.scale != scale)
      return refuse(node, "the two sides keep different digits behind the point");
    switch (node.op) {
      case Op::field:
        return column(node);
      case Op::size: {
        NJ_TRY(const std::string inner, scalar(node.children[0], 0));
        return fmt::format("CAST(length({}) AS BIGINT)", inner);
      }
      case Op::days_between: {
        NJ_TRY(const std::string from, scalar(node.children[0], 0));
        NJ_TRY(const std::string to, scalar(node.children[1], 0));
        return fmt::format("({} - {})", to, from);
      }
      case Op::coalesce:
        return coalesce(node, scale);
      default:
        return refuse(node);
    }
  }

  Result<std::string> coalesce(const FormulaNode& node, int scale) {
    std::string sql = "COALESCE(";
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      NJ_TRY(const std::string item, scalar(node.children[i], scale));
      sql += (i == 0 ? "" : ", ") + item;
    }
    return sql + ")";
  }

  static int scale_of_fields(const FormulaNode& node) {
    for (const FormulaNode& child : node.children) {
      if (!child.constant) return child.scale;
    }
    return 0;
  }

  Result<std::string> comparison(const FormulaNode& node) {
    const FormulaNode &left = node.children[0], &right = node.children[1];
    if (left.type == FormulaType::boolean) return boolean_comparison(node);
    const bool ordered = node.op != Op::equal && node.op != Op::not_equal;
    if (ordered && left.type == FormulaType::text)
      return refuse(node, "texts have no common order in both stores");
    const int scale = scale_of_fields(node);
    NJ_TRY(const std::string left_sql, scalar(left, scale));
    NJ_TRY(const std::string right_sql, scalar(right, scale));
    return fmt::format("({} {} {})", left_sql, sign(node.op), right_sql);
  }

  static std::string_view sign(Op op) {
    switch (op) {
      case Op::equal:
        return "=";
      case Op::not_equal:
        return "<>";
      case Op::less:
        return "<";
      case Op::less_equal:
        return "<=";
      case Op::greater:
        return ">";
      default:
        return ">=";
    }
  }

  // A condition is a value in both stores: of type boolean in one, 1 or 0 in the other.
  Result<std::string> boolean_comparison(const FormulaNode& node) {
    NJ_TRY(const std::string left, condition(node.children[0]));
    NJ_TRY(const std::string right, condition(node.children[1]));
    return fmt::format("({} {} {})", left, sign(node.op), right);
  }

  Result<std::string> membership(const FormulaNode& node) {
    const FormulaNode& wanted = node.children[0];
    if (wanted.type == FormulaType::boolean) return refuse(node, "compare with ==");
    const int scale = scale_of_fields(node);
    NJ_TRY(std::string sql, scalar(wanted, scale));
    sql = "(" + sql + " IN (";
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      NJ_TRY(const std::string item, scalar(node.children[i], scale));
      sql += (i == 1 ? "" : ", ") + item;
    }
    return sql + "))";
  }

  // Written with functions that both stores have and that count and compare bytes exactly.
  Result<std::string> text_search(const FormulaNode& node) {
    NJ_TRY(const std::string text, scalar(node.children[0], 0));
    NJ_TRY(const std::string raw, scalar(node.children[1], 0));
    const std::string part = fmt::format("CAST({} AS TEXT)", raw);
    if (node.op == Op::includes)
      return fmt::format("(replace(',' || {0} || ',', ',' || {1} || ',', '') <> ',' || {0} || ',')",
                         text, part);
    if (node.op == Op::starts_with)
      return fmt::format("(substr({0}, 1, length({1})) = {1})", text, part);
    return fmt::format("({1} = '' AND {0} = {0} OR replace({0}, {1}, '') <> {0})", text, part);
  }

  const FormulaSchema& schema_;
  const FormulaContext& context_;
  std::vector<Value>& parameters_;
};
}  // namespace

Result<std::string> translate_to_sql(const FormulaNode& node, const FormulaSchema& schema,
                                     const FormulaContext& context,
                                     std::vector<Value>& parameters) {
  if (node.type != FormulaType::boolean) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("a filter must be true or false, not {}", name_of(node.type)));
  }
  const std::size_t before = parameters.size();
  auto sql = Translator(schema, context, parameters).condition(node);
  if (!sql) parameters.resize(before);
  return sql;
}

}  // namespace niangjia::catalog
