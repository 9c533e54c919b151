#include "catalog/fields/coordinate.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
std::optional<double> degrees(std::string_view text, double most) {
  text = text::trim(text);
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::abs(value) <= most ? std::optional(value) : std::nullopt;
}
}  // namespace

Reading CoordinateField::from_text(const Field&, std::string_view raw) const {
  const std::string text = text::to_half_width(text::trim(raw));
  if (text.empty()) return Value{};
  const auto comma = text.find(',');
  const std::string_view all(text);
  const auto latitude = degrees(all.substr(0, std::min(comma, all.size())), 90);
  const auto longitude =
      comma == std::string::npos ? std::nullopt : degrees(all.substr(comma + 1), 180);
  if (!latitude || !longitude) {
    return refuse("请写纬度和经度，如30.246026,120.210792。",
                  "Write latitude and longitude, as 30.246026,120.210792.");
  }
  return Value{fmt::format("{:.6f},{:.6f}", *latitude, *longitude)};
}

std::string CoordinateField::to_display(const Field&, const Value& value) const {
  const auto* place = std::get_if<std::string>(&value);
  if (place == nullptr) return {};
  const auto comma = place->find(',');
  return fmt::format("北纬{}° 东经{}°", place->substr(0, comma), place->substr(comma + 1));
}

}  // namespace niangjia::catalog
