#include "base/money.hpp"

#include <fmt/format.h>

namespace niangjia {
namespace {

// Commas are taken only where they part thousands.
bool commas_are_right(std::string_view whole) {
  const auto first = whole.find(',');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3 || (whole.size() - first) % 4 != 0) return false;
  for (std::size_t i = first; i < whole.size(); ++i) {
    if ((whole[i] == ',') != ((i - first) % 4 == 0)) return false;
  }
  return true;
}

}  // namespace

std::optional<Money> parse_money(std::string_view yuan) {
  const bool negative = !yuan.empty() && yuan.front() == '-';
  if (negative) yuan.remove_prefix(1);
  const auto dot = yuan.find('.');
  const std::string_view whole = yuan.substr(0, dot);
  std::string_view cents = dot == std::string_view::npos ? "" : yuan.substr(dot + 1);
  if (whole.empty() || !commas_are_right(whole) || cents.size() > 2) return std::nullopt;
  if (dot != std::string_view::npos && cents.empty()) return std::nullopt;

  std::int64_t fen = 0;
  int count = 0;
  const auto take = [&](char c) {
    if (c == ',') return true;
    if (c < '0' || c > '9' || ++count > 15) return false;
    fen = fen * 10 + (c - '0');
    return true;
  };
  for (char c : whole) {
    if (!take(c)) return std::nullopt;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (i < cents.size() && cents[i] == ',') return std::nullopt;
    if (!take(i < cents.size() ? cents[i] : '0')) return std::nullopt;
  }
  return Money{negative ? -fen : fen};
}

std::string format_money(Money money) {
  const std::int64_t size = money.fen < 0 ? -money.fen : money.fen;
  return fmt::format("{}{}.{:02}", money.fen < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace niangjia
