// Money in whole fen. Never floating point.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

struct Money {
  std::int64_t fen = 0;
  auto operator<=>(const Money&) const = default;
};

// "1234.5", "1,234.50", "-3": yuan with at most two decimals and |yuan| < 10^13; nullopt otherwise.
[[nodiscard]] std::optional<Money> parse_money(std::string_view yuan);
// "1234.50"
[[nodiscard]] std::string format_money(Money money);

}  // namespace niangjia
