#include "catalog/formula/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "catalog/formula/lexer.hpp"
#include "catalog/nearest.hpp"

namespace niangjia::catalog {
namespace {
bool is_number(const FormulaNode& node) {
  return node.type == FormulaType::integer || node.type == FormulaType::decimal;
}

Result<FormulaNode> join(Op op, FormulaType type, int scale, Nodes children, int column) {
  FormulaNode node;
  node.op = op;
  node.type = type == FormulaType::decimal && scale == 0 ? FormulaType::integer : type;
  node.scale = scale;
  for (const FormulaNode& child : children) {
    node.constant = node.constant && child.constant;
    node.depth = std::max(node.depth, child.depth + 1);
  }
  if (scale > kMaxScale) {
    return fail_at(
        column,
        fmt::format("the result would have {} digits behind the point; at most {}; use round()",
                    scale, kMaxScale));
  }
  if (node.depth > kMaxFormulaDepth) {
    return fail_at(column, fmt::format("the formula is nested deeper than {}", kMaxFormulaDepth));
  }
  node.children = std::move(children);
  return node;
}

FormulaNode at_scale(FormulaNode number, int scale) {
  if (number.scale == scale) return number;
  FormulaNode out;
  out.op = Op::rescale;
  out.type = scale == 0 ? FormulaType::integer : FormulaType::decimal;
  out.scale = scale;
  out.constant = number.constant;
  out.depth = number.depth + 1;
  out.children.push_back(std::move(number));
  return out;
}

Status refuse_null(const Nodes& nodes, int column) {
  for (const FormulaNode& node : nodes) {
    if (node.is_null)
      return fail_at(column, "null cannot be compared or computed with; use has(x) or empty(x)");
  }
  return Done{};
}

// Gives all of them one type and one scale; null takes the type of the others.
Status unify(Nodes& nodes, int column) {
  const auto typed =
      std::find_if(nodes.begin(), nodes.end(), [](const auto& node) { return !node.is_null; });
  if (typed == nodes.end()) return fail_at(column, "nothing here has a type");
  const FormulaNode& model = *typed;
  int scale = 0;
  for (const FormulaNode& node : nodes) {
    if (node.is_null) continue;
    if (node.type != model.type && !(is_number(node) && is_number(model))) {
      return fail_at(column, fmt::format("{} and {} do not go together", name_of(model.type),
                                         name_of(node.type)));
    }
    scale = std::max(scale, node.scale);
  }
  const FormulaType type =
      is_number(model) ? (scale > 0 ? FormulaType::decimal : FormulaType::integer) : model.type;
  for (FormulaNode& node : nodes) {
    if (node.is_null) {
      node.type = type;
      node.scale = scale;
      node.is_null = false;
    } else if (is_number(node)) {
      node = at_scale(std::move(node), scale);
    }
  }
  return Done{};
}

struct Infix {
  std::string_view symbol;
  Op op;
};
constexpr std::array<Infix, 13> kInfix{{{"+", Op::add},
                                        {"-", Op::subtract},
                                        {"*", Op::multiply},
                                        {"/", Op::divide},
                                        {"%", Op::modulo},
                                        {"==", Op::equal},
                                        {"!=", Op::not_equal},
                                        {"<", Op::less},
                                        {"<=", Op::less_equal},
                                        {">", Op::greater},
                                        {">=", Op::greater_equal},
                                        {"&&", Op::and_},
                                        {"||", Op::or_}}};

Result<FormulaNode> make_comparison(Op op, Nodes sides, int column) {
  const FormulaNode &left = sides[0], &right = sides[1];
  if (left.type != right.type && !(is_number(left) && is_number(right))) {
    return fail_at(column, fmt::format("{} cannot be compared with {}", name_of(left.type),
                                       name_of(right.type)));
  }
  const bool ordered = op != Op::equal && op != Op::not_equal;
  if (ordered && left.type == FormulaType::boolean)
    return fail_at(column, "true and false have no order");
  return join(op, FormulaType::boolean, 0, std::move(sides), column);
}

Result<FormulaNode> make_arithmetic(Op op, std::string_view symbol, Nodes sides, int column) {
  if (op == Op::add && sides[0].type == FormulaType::text && sides[1].type == FormulaType::text) {
    return join(Op::concat, FormulaType::text, 0, std::move(sides), column);
  }
  if (!is_number(sides[0]) || !is_number(sides[1])) {
    return fail_at(
        column,
        fmt::format("'{}' needs two numbers, not {} and {}{}", symbol, name_of(sides[0].type),
                    name_of(sides[1].type),
                    sides[0].type == FormulaType::date ? "; see add_days and days_between" : ""));
  }
  int scale = std::max(sides[0].scale, sides[1].scale);
  if (op == Op::modulo && scale > 0) return fail_at(column, "'%' needs whole numbers");
  if (op == Op::multiply) scale = sides[0].scale + sides[1].scale;
  if (op == Op::divide && scale > 0) scale = std::max(scale, 4);
  if (op == Op::add || op == Op::subtract) NJ_CHECK(unify(sides, column));
  return join(op, FormulaType::decimal, scale, std::move(sides), column);
}

struct Signature {
  std::string_view name;
  Op op;
  std::vector<FormulaType> parameters;
  FormulaType result;
};

const std::vector<Signature>& signatures() {
  using enum FormulaType;
  static const std::vector<Signature> kAll{
      {"size", Op::size, {text}, integer},
      {"contains", Op::contains, {text, text}, boolean},
      {"starts_with", Op::starts_with, {text, text}, boolean},
      {"lower", Op::lower, {text}, text},
      {"year", Op::year, {date}, integer},
      {"month", Op::month, {date}, integer},
      {"day", Op::day, {date}, integer},
      {"days_between", Op::days_between, {date, date}, integer},
      {"add_days", Op::add_days, {date, integer}, date},
      {"add_months", Op::add_months, {date, integer}, date},
      {"add_working_days", Op::add_working_days, {date, integer}, date},
      {"today", Op::today, {}, date},
      {"age_at", Op::age_at, {date, date}, integer},
      {"birth_date", Op::birth_date, {text}, date},
      {"sex", Op::sex, {text}, text},
      {"count", Op::count, {text}, integer},
      {"includes", Op::includes, {text, text}, boolean},
      {"period_start", Op::period_start, {text}, date},
      {"period_end", Op::period_end, {text}, date},
  };
  return kAll;
}

Result<FormulaNode> call_signature(const Signature& signature, Nodes arguments, int column) {
  NJ_CHECK(refuse_null(arguments, column));
  if (arguments.size() != signature.parameters.size()) {
    return fail_at(column, fmt::format("{}() takes {} values, not {}", signature.name,
                                       signature.parameters.size(), arguments.size()));
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].type == signature.parameters[i]) continue;
    return fail_at(column,
                   fmt::format("value {} of {}() must be {}, not {}", i + 1, signature.name,
                               name_of(signature.parameters[i]), name_of(arguments[i].type)));
  }
  return join(signature.op, signature.result, 0, std::move(arguments), column);
}

// min(a, b, c) is min(min(a, b), c).
Result<FormulaNode> call_extreme(Op op, Nodes arguments, int column) {
  NJ_CHECK(refuse_null(arguments, column));
  if (arguments.size() < 2)
    return fail_at(column, fmt::format("{}() takes at least two values", name_of(op)));
  NJ_CHECK(unify(arguments, column));
  if (!is_number(arguments[0]) && arguments[0].type != FormulaType::date) {
    return fail_at(column, fmt::format("{}() takes numbers or dates", name_of(op)));
  }
  FormulaNode out = std::move(arguments[0]);
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const FormulaType type = out.type;
    const int scale = out.scale;
    Nodes pair;
    pair.push_back(std::move(out));
    pair.push_back(std::move(arguments[i]));
    NJ_TRY(out, join(op, type, scale, std::move(pair), column));
  }
  return out;
}

// round(x) gives a whole number, round(x, n) one with n digits behind the point.
Result<FormulaNode> call_round(Nodes arguments, int column) {
  NJ_CHECK(refuse_null(arguments, column));
  if (arguments.empty() || arguments.size() > 2 || !is_number(arguments[0])) {
    return fail_at(column, "round() takes a number, and how many digits behind the point to keep");
  }
  std::int64_t scale = 0;
  if (arguments.size() == 2) {
    const auto* digits = std::get_if<std::int64_t>(&arguments[1].literal);
    if (digits == nullptr || arguments[1].type != FormulaType::integer || *digits > kMaxScale) {
      return fail_at(
          column,
          fmt::format("the second value of round() must be a literal from 0 to {}", kMaxScale));
    }
    scale = *digits;
  }
  return at_scale(std::move(arguments[0]), static_cast<int>(scale));
}

Result<FormulaNode> call_presence(Op op, Nodes arguments, int column) {
  if (arguments.size() != 1)
    return fail_at(column, fmt::format("{}() takes one value", name_of(op)));
  NJ_CHECK(refuse_null(arguments, column));
  return join(op, FormulaType::boolean, 0, std::move(arguments), column);
}

Result<FormulaNode> call_coalesce(Nodes arguments, int column) {
  if (arguments.size() < 2) return fail_at(column, "coalesce() takes at least two values");
  NJ_CHECK(unify(arguments, column));
  const FormulaType type = arguments[0].type;
  const int scale = arguments[0].scale;
  return join(Op::coalesce, type, scale, std::move(arguments), column);
}

Result<FormulaNode> call_abs(Nodes arguments, int column) {
  NJ_CHECK(refuse_null(arguments, column));
  if (arguments.size() != 1 || !is_number(arguments[0]))
    return fail_at(column, "abs() takes one number");
  const int scale = arguments[0].scale;
  return join(Op::abs, FormulaType::decimal, scale, std::move(arguments), column);
}

// total(rows, 'column') adds up a number column of a field that holds rows.
Result<FormulaNode> call_total(Nodes arguments, int column, const FormulaSchema& schema) {
  const auto field = arguments.empty() || arguments[0].op != Op::field
                         ? schema.end()
                         : schema.find(arguments[0].field);
  const auto* name =
      arguments.size() == 2 ? std::get_if<std::string>(&arguments[1].literal) : nullptr;
  if (field == schema.end() || field->second.totals.empty() || !name)
    return fail_at(column,
                   "total() takes a field that holds rows, and the name of a number column");
  const auto scale = field->second.totals.find(*name);
  if (scale == field->second.totals.end()) {
    std::vector<std::string> known;
    for (const auto& [key, digits] : field->second.totals) known.push_back(key);
    return fail_at(column, fmt::format("column '{}' does not exist. {}", *name,
                                       name_hint(*name, std::move(known))));
  }
  const std::string wanted = *name;
  arguments.pop_back();
  NJ_TRY(FormulaNode node,
         join(Op::total, FormulaType::decimal, scale->second, std::move(arguments), column));
  node.field = wanted;
  return node;
}

std::vector<std::string> known_functions() {
  std::vector<std::string> names{"has",   "empty", "min",      "max", "abs",
                                 "round", "total", "coalesce", "date"};
  for (const Signature& signature : signatures()) names.emplace_back(signature.name);
  return names;
}
}  // namespace

FormulaNode make_literal(FormulaType type, Value value, int scale) {
  FormulaNode node;
  node.type = type;
  node.scale = scale;
  node.literal = std::move(value);
  return node;
}

FormulaNode make_null() {
  FormulaNode node;
  node.is_null = true;
  return node;
}

Result<FormulaNode> make_field(std::string_view name, const FormulaSchema& schema, int column) {
  const auto found = schema.find(name);
  if (found == schema.end()) {
    std::vector<std::string> known;
    for (const auto& [key, field] : schema) known.push_back(key);
    return fail_at(column, fmt::format("field '{}' does not exist. {}", name,
                                       name_hint(name, std::move(known))));
  }
  FormulaNode node;
  node.op = Op::field;
  node.type = found->second.type;
  node.scale = found->second.scale;
  if (node.type == FormulaType::decimal && node.scale == 0) node.type = FormulaType::integer;
  node.field = name;
  node.constant = false;
  return node;
}

Result<FormulaNode> make_unary(std::string_view symbol, FormulaNode operand, int column) {
  Nodes children;
  children.push_back(std::move(operand));
  NJ_CHECK(refuse_null(children, column));
  const FormulaNode& only = children[0];
  if (symbol == "!") {
    if (only.type != FormulaType::boolean) {
      return fail_at(column, fmt::format("'!' needs true or false, not {}", name_of(only.type)));
    }
    return join(Op::not_, FormulaType::boolean, 0, std::move(children), column);
  }
  if (!is_number(only))
    return fail_at(column, fmt::format("'-' needs a number, not {}", name_of(only.type)));
  const int scale = only.scale;
  return join(Op::negate, FormulaType::decimal, scale, std::move(children), column);
}

Result<FormulaNode> make_binary(std::string_view symbol, FormulaNode left, FormulaNode right,
                                int column) {
  const auto* infix = std::find_if(kInfix.begin(), kInfix.end(),
                                   [&](const Infix& i) { return i.symbol == symbol; });
  Nodes sides;
  sides.push_back(std::move(left));
  sides.push_back(std::move(right));
  NJ_CHECK(refuse_null(sides, column));
  if (infix->op == Op::and_ || infix->op == Op::or_) {
    if (sides[0].type != FormulaType::boolean || sides[1].type != FormulaType::boolean) {
      return fail_at(column, fmt::format("'{}' needs true or false on both sides, not {} and {}",
                                         symbol, name_of(sides[0].type), name_of(sides[1].type)));
    }
    return join(infix->op, FormulaType::boolean, 0, std::move(sides), column);
  }
  if (infix->op < Op::equal) return make_arithmetic(infix->op, symbol, std::move(sides), column);
  return make_comparison(infix->op, std::move(sides), column);
}

Result<FormulaNode> make_in(FormulaNode wanted, Nodes items, int column) {
  if (items.empty()) return fail_at(column, "the list after 'in' is empty");
  for (const FormulaNode& item : items) {
    if (item.type != wanted.type && !(is_number(item) && is_number(wanted))) {
      return fail_at(column, fmt::format("{} cannot be in a list that holds {}",
                                         name_of(wanted.type), name_of(item.type)));
    }
  }
  items.insert(items.begin(), std::move(wanted));
  NJ_CHECK(refuse_null(items, column));
  return join(Op::in, FormulaType::boolean, 0, std::move(items), column);
}

Result<FormulaNode> make_conditional(Nodes parts, int column) {
  if (parts[0].is_null || parts[0].type != FormulaType::boolean) {
    return fail_at(column, fmt::format("what stands before '?' must be true or false, not {}",
                                       parts[0].is_null ? "null" : name_of(parts[0].type)));
  }
  Nodes branches(std::make_move_iterator(parts.begin() + 1), std::make_move_iterator(parts.end()));
  NJ_CHECK(unify(branches, column));
  const FormulaType type = branches[0].type;
  const int scale = branches[0].scale;
  branches.insert(branches.begin(), std::move(parts[0]));
  return join(Op::conditional, type, scale, std::move(branches), column);
}

Result<FormulaNode> make_call(std::string_view name, Nodes arguments, int column,
                              const FormulaSchema& schema) {
  if (name == "total") return call_total(std::move(arguments), column, schema);
  if (name == "has") return call_presence(Op::has, std::move(arguments), column);
  if (name == "empty") return call_presence(Op::empty, std::move(arguments), column);
  if (name == "min") return call_extreme(Op::min, std::move(arguments), column);
  if (name == "max") return call_extreme(Op::max, std::move(arguments), column);
  if (name == "abs") return call_abs(std::move(arguments), column);
  if (name == "round") return call_round(std::move(arguments), column);
  if (name == "coalesce") return call_coalesce(std::move(arguments), column);
  for (const Signature& signature : signatures()) {
    if (signature.name == name) return call_signature(signature, std::move(arguments), column);
  }
  return fail_at(column, fmt::format("function '{}' does not exist. {}", name,
                                     name_hint(name, known_functions())));
}

}  // namespace niangjia::catalog
