#include "formats/sheet_cell.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace niangjia::formats {
namespace {

constexpr double kFirstRounded = 1e15;  // spreadsheets keep 15 digits

// "3.3010219900101e+17" -> "330102199001010...": past 15 digits a sheet shows zeros, not the binary
// remainder.
std::string with_zeros(std::string_view scientific) {
  const std::size_t mark = scientific.find('e');
  std::string digits(scientific.substr(0, mark));
  const std::size_t whole = digits.find_first_of("0123456789") + 1;
  std::size_t exponent = 0;
  const std::string_view power = scientific.substr(mark + 2);
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  if (digits.size() > whole) digits.erase(whole, 1);
  digits.resize(std::max(digits.size(), whole + exponent), '0');
  return digits;
}

// Plain digits as long as they stay readable.
std::string shortest(double number) {
  if (number == 0) return "0";
  const double size = std::abs(number);
  const bool plain = size >= 1e-9 && size < kFirstRounded;
  std::array<char, 64> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                    plain ? std::chars_format::fixed : std::chars_format::scientific);
  const std::string text(buffer.data(), end);
  return !plain && size >= kFirstRounded && size < 1e21 ? with_zeros(text) : text;
}

}  // namespace

std::string column_name(int column) {
  std::string name;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

ReadCell number_cell(int column, double number) {
  const CellKind kind = std::abs(number) >= kFirstRounded ? CellKind::rounded : CellKind::number;
  return {column, kind, shortest(number), number};
}

}  // namespace niangjia::formats
