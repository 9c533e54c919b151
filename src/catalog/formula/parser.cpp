#include <fmt/format.h>

#include <array>

#include "catalog/formula/checker.hpp"
#include "catalog/formula/lexer.hpp"
#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {
namespace {
// How strongly an operator between two values binds; 0: it is none.
int binding(const Token& token) {
  if (token.kind == Token::Kind::name) return token.text == "in" ? 4 : 0;
  if (token.kind != Token::Kind::symbol) return 0;
  const std::string& symbol = token.text;
  if (symbol == "?") return 1;
  if (symbol == "||") return 2;
  if (symbol == "&&") return 3;
  if (symbol == "==" || symbol == "!=" || symbol == "<" || symbol == "<=" || symbol == ">" ||
      symbol == ">=")
    return 4;
  if (symbol == "+" || symbol == "-") return 5;
  if (symbol == "*" || symbol == "/" || symbol == "%") return 6;
  return 0;
}
constexpr int kUnaryBinding = 7;

// A Pratt parser: it reads a value, then takes every operator that binds more strongly than the one
// before it.
class Parser {
 public:
  Parser(std::vector<Token> tokens, const FormulaSchema& schema)
      : tokens_(std::move(tokens)), schema_(schema) {}

  Result<FormulaNode> run() {
    NJ_TRY(FormulaNode root, expression(0));
    if (peek().kind != Token::Kind::end) return unexpected("nothing more");
    if (root.is_null) return fail_at(1, "null alone has no type");
    return root;
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool take_symbol(std::string_view symbol) {
    if (peek().kind != Token::Kind::symbol || peek().text != symbol) return false;
    ++at_;
    return true;
  }
  Status expect(std::string_view symbol) {
    if (take_symbol(symbol)) return Done{};
    return unexpected(fmt::format("'{}'", symbol));
  }
  tl::unexpected<Error> unexpected(std::string_view wanted) const {
    const std::string found =
        peek().kind == Token::Kind::end ? "the end" : fmt::format("'{}'", peek().text);
    return fail_at(peek().column, fmt::format("expected {}, found {}", wanted, found));
  }

  Result<FormulaNode> expression(int above) {
    if (nesting_ >= kMaxFormulaDepth) {
      return fail_at(peek().column,
                     fmt::format("the formula is nested deeper than {}", kMaxFormulaDepth));
    }
    ++nesting_;
    auto result = expression_inside(above);
    --nesting_;
    return result;
  }

  Result<FormulaNode> expression_inside(int above) {
    NJ_TRY(FormulaNode left, prefix());
    while (binding(peek()) > above) {
      const Token token = take();
      if (token.text == "?") {
        NJ_TRY(left, conditional(std::move(left), token.column));
      } else if (token.text == "in") {
        NJ_CHECK(expect("["));
        NJ_TRY(Nodes items, list("]"));
        NJ_TRY(left, make_in(std::move(left), std::move(items), token.column));
      } else {
        NJ_TRY(FormulaNode right, expression(binding(token)));
        NJ_TRY(left, make_binary(token.text, std::move(left), std::move(right), token.column));
      }
    }
    return left;
  }

  Result<FormulaNode> conditional(FormulaNode condition, int column) {
    Nodes parts;
    parts.push_back(std::move(condition));
    NJ_TRY(FormulaNode yes, expression(0));
    NJ_CHECK(expect(":"));
    NJ_TRY(FormulaNode no, expression(0));
    parts.push_back(std::move(yes));
    parts.push_back(std::move(no));
    return make_conditional(std::move(parts), column);
  }

  // Values up to the closing symbol, which is taken too.
  Result<Nodes> list(std::string_view closing) {
    Nodes items;
    if (take_symbol(closing)) return items;
    while (true) {
      NJ_TRY(FormulaNode item, expression(0));
      items.push_back(std::move(item));
      if (take_symbol(closing)) return items;
      if (!take_symbol(",")) return unexpected(fmt::format("',' or '{}'", closing));
    }
  }

  Result<FormulaNode> prefix() {
    const Token token = take();
    switch (token.kind) {
      case Token::Kind::number:
        return number(token);
      case Token::Kind::text:
        return make_literal(FormulaType::text, token.text);
      case Token::Kind::name:
        return name(token);
      case Token::Kind::symbol:
        break;
      case Token::Kind::end:
        return unexpected("a value");
    }
    if (token.text == "(") {
      NJ_TRY(FormulaNode inner, expression(0));
      NJ_CHECK(expect(")"));
      return inner;
    }
    if (token.text == "!" || token.text == "-") {
      NJ_TRY(FormulaNode operand, expression(kUnaryBinding - 1));
      return make_unary(token.text, std::move(operand), token.column);
    }
    --at_;
    return unexpected("a value");
  }

  Result<FormulaNode> number(const Token& token) const {
    std::int64_t value = 0;
    int scale = 0;
    bool behind_point = false;
    for (const char c : token.text) {
      if (c == '.') {
        behind_point = true;
        continue;
      }
      scale += behind_point ? 1 : 0;
      if (__builtin_mul_overflow(value, 10, &value) ||
          __builtin_add_overflow(value, c - '0', &value)) {
        return fail_at(token.column, fmt::format("the number {} is too large", token.text));
      }
    }
    if (scale > kMaxScale) {
      return fail_at(token.column,
                     fmt::format("a number has at most {} digits behind the point", kMaxScale));
    }
    return make_literal(scale > 0 ? FormulaType::decimal : FormulaType::integer, value, scale);
  }

  Result<FormulaNode> name(const Token& token) {
    if (token.text == "true" || token.text == "false")
      return make_literal(FormulaType::boolean, token.text == "true");
    if (token.text == "null") return make_null();
    if (!take_symbol("(")) return make_field(token.text, schema_, token.column);
    if (token.text == "date") return date(token.column);
    NJ_TRY(Nodes arguments, list(")"));
    return make_call(token.text, std::move(arguments), token.column, schema_);
  }

  Result<FormulaNode> date(int column) {
    const Token text = take();
    const auto day = text.kind == Token::Kind::text ? parse_day(text.text) : std::nullopt;
    if (!day)
      return fail_at(column, "date() takes a day of the years 1900 to 2199, as date('2026-03-08')");
    NJ_CHECK(expect(")"));
    return make_literal(FormulaType::date, *day);
  }

  std::vector<Token> tokens_;
  const FormulaSchema& schema_;
  std::size_t at_ = 0;
  int nesting_ = 0;
};
}  // namespace

Result<FormulaNode> parse_formula(std::string_view text, const FormulaSchema& schema) {
  NJ_TRY(std::vector<Token> tokens, cut_formula(text));
  return Parser(std::move(tokens), schema).run();
}

}  // namespace niangjia::catalog
