#include "catalog/formula/lexer.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"
#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> run() {
    while (true) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      Token token;
      token.column = static_cast<int>(text::length(text_.substr(0, at_))) + 1;
      if (at_ == text_.size()) {
        tokens_.push_back(std::move(token));
        return std::move(tokens_);
      }
      NJ_CHECK(read(token));
      tokens_.push_back(std::move(token));
    }
  }

 private:
  Status read(Token& token) {
    const char c = text_[at_];
    if (is_digit(c)) return read_number(token);
    if (c == '\'' || c == '"') return read_text(token);
    if (starts_name(c)) return read_name(token);
    return read_symbol(token);
  }

  Status read_number(Token& token) {
    token.kind = Token::Kind::number;
    const std::size_t from = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    token.text = text_.substr(from, at_ - from);
    if (at_ < text_.size() && (starts_name(text_[at_]) || text_[at_] == '.')) {
      return fail_at(token.column, fmt::format("the number '{}' goes on strangely", token.text));
    }
    return Done{};
  }

  Status read_name(Token& token) {
    token.kind = Token::Kind::name;
    const std::size_t from = at_;
    while (at_ < text_.size() && (starts_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
    token.text = text_.substr(from, at_ - from);
    return Done{};
  }

  Status read_text(Token& token) {
    token.kind = Token::Kind::text;
    const char quote = text_[at_++];
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] != '\\') {
        token.text += text_[at_];
        continue;
      }
      constexpr std::string_view kEscapes = "\\'\"nt", kMeant = "\\'\"\n\t";
      const std::size_t found =
          ++at_ < text_.size() ? kEscapes.find(text_[at_]) : std::string_view::npos;
      if (found == std::string_view::npos) {
        return fail_at(token.column, R"(after \ a text knows only \\ \' \" \n and \t)");
      }
      token.text += kMeant[found];
    }
    if (at_ == text_.size()) return fail_at(token.column, "the text has no closing quote");
    ++at_;
    return Done{};
  }

  Status read_symbol(Token& token) {
    static constexpr std::array<std::string_view, 21> kSymbols{
        "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "-", "+",
        "*",  "/",  "%",  "?",  ":",  "(",  ")", "[", "]", ","};
    for (const std::string_view symbol : kSymbols) {
      if (!text_.substr(at_).starts_with(symbol)) continue;
      token.kind = Token::Kind::symbol;
      token.text = symbol;
      at_ += symbol.size();
      return Done{};
    }
    const std::string_view rest = text_.substr(at_);
    const std::string shown = text::to_utf8(text::to_code_points(rest.substr(0, 4)).substr(0, 1));
    const char* hint = rest[0] == '='                     ? "; equality is '=='"
                       : rest[0] == '&' || rest[0] == '|' ? "; write it twice"
                                                          : "";
    return fail_at(token.column, fmt::format("'{}' has no meaning here{}", shown, hint));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};
}  // namespace

tl::unexpected<Error> fail_at(int column, const std::string& message) {
  return fail(ErrorCode::invalid_argument, fmt::format("column {}: {}", column, message));
}

Result<std::vector<Token>> cut_formula(std::string_view text) {
  if (text.size() > kMaxFormulaBytes) {
    return fail_at(1, fmt::format("a formula has at most {} bytes, this one has {}",
                                  kMaxFormulaBytes, text.size()));
  }
  if (!text::is_utf8(text) || text.find('\0') != std::string_view::npos)
    return fail_at(1, "the text is not UTF-8");
  return Lexer(text).run();
}

}  // namespace niangjia::catalog
