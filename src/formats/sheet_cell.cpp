#include "formats/sheet_cell.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace niangjia::formats {
namespace {

constexpr double kFirstRounded = 1e15;  // spreadsheets keep 15 digits

// Plain digits as long as they stay readable.
std::string shortest(double number) {
  if (number == 0) return "0";
  const double size = std::abs(number);
  const auto format = size >= 1e-9 && size < 1e21 ? std::chars_format::fixed : std::chars_format::general;
  std::array<char, 64> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
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
