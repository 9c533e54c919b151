#include "catalog/fields/number.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <limits>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::int64_t kMostSafe = 9'007'199'254'740'991;  // what a browser's number holds exactly

struct Digits {
  std::optional<std::int64_t> value;  // empty: not a number, or too large
  bool too_precise = false;
};

// "-1234.5" at scale 2 is -123450. Zeros beyond the scale are dropped.
Digits read_digits(std::string_view text, int scale) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  int behind = -1;
  bool any = false, too_precise = false;
  for (const char c : text) {
    if (c == '.' && behind < 0) {
      behind = 0;
      continue;
    }
    if (c < '0' || c > '9') return {};
    any = true;
    if (behind >= scale) {
      too_precise = too_precise || c != '0';
      continue;
    }
    behind += behind >= 0 ? 1 : 0;
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, c - '0', &value))
      return {};
  }
  for (int i = std::max(behind, 0); i < scale; ++i) {
    if (__builtin_mul_overflow(value, 10, &value)) return {};
  }
  if (!any) return {};
  return {negative ? -value : value, too_precise};
}

// Separators stand before every third digit or nowhere: "1,234.50". Units and currency signs at the
// ends are dropped.
std::optional<std::string> plain(const Field& field, std::string_view raw) {
  std::string text = text::to_half_width(text::trim(raw));
  for (const std::string_view sign : {"￥", "¥"}) {
    if (text.starts_with(sign)) text.erase(0, sign.size());
  }
  if (!field.unit.empty() && text.ends_with(field.unit))
    text.erase(text.size() - field.unit.size());
  text = text::trim(text);
  if (text.find(',') == std::string::npos) return text;
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string out = text.substr(point);
  for (std::size_t i = point; i-- > 0;) {
    const bool separator_due = (point - i) % 4 == 0;
    if ((text[i] == ',') != (separator_due && text[i] != '-')) return std::nullopt;
    if (text[i] != ',') out.insert(out.begin(), text[i]);
  }
  return text.front() == ',' ? std::nullopt : std::optional(out);
}

std::string digits_of(std::int64_t value, int scale, bool grouped) {
  const bool negative = value < 0;
  std::string digits = std::to_string(value);
  if (negative) digits.erase(0, 1);
  if (digits.size() <= static_cast<std::size_t>(scale))
    digits.insert(0, scale + 1 - digits.size(), '0');
  std::string behind = scale > 0 ? "." + digits.substr(digits.size() - scale) : "";
  digits.erase(digits.size() - scale);
  for (std::size_t at = digits.size(); grouped && at > 3;) digits.insert(at -= 3, ",");
  return (negative ? "-" : "") + digits + behind;
}

std::string shown(const Field& field, std::int64_t value) {
  return digits_of(value, field.scale, !field.unit.empty()) + field.unit;
}
}  // namespace

Reading NumberField::from_json(const Field& field, const boost::json::value& json) const {
  if (json.is_int64()) return from_text(field, std::to_string(json.get_int64()));
  if (json.is_uint64() || json.is_double()) {
    // A floating-point number has lost digits before it came here; decimals travel as text.
    return refuse(
        field.scale > 0 ? "请把数写成文字，如“1234.50”。" : "请写整数。",
        field.scale > 0 ? "Send the number as text, \"1234.50\"." : "Enter a whole number.");
  }
  return FieldKind::from_json(field, json);
}

Reading NumberField::from_text(const Field& field, std::string_view raw) const {
  if (text::trim(raw).empty()) return Value{};
  const auto text = plain(field, raw);
  const Digits digits = text ? read_digits(*text, field.scale) : Digits{};
  if (digits.too_precise && field.scale == 0) return refuse("请写整数。", "Enter a whole number.");
  if (digits.too_precise) {
    return refuse(fmt::format("小数点后最多{}位。", field.scale),
                  fmt::format("At most {} digits behind the point.", field.scale));
  }
  if (!digits.value) return refuse("请写数字，如1,234。", "Enter a number, as 1,234.");
  return Value{*digits.value};
}

boost::json::value NumberField::to_json(const Field& field, const Value& value) const {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return nullptr;
  if (field.scale == 0 && *number <= kMostSafe && *number >= -kMostSafe) return *number;
  return boost::json::value(digits_of(*number, field.scale, false));
}

std::string NumberField::to_display(const Field& field, const Value& value) const {
  const auto* number = std::get_if<std::int64_t>(&value);
  // A number without a unit may be a year: 2,026 would be wrong.
  return number ? digits_of(*number, field.scale, !field.unit.empty() || field.scale > 0)
                : std::string();
}

std::optional<Title> NumberField::check(const Field& field, const Value& value, Day) const {
  const std::int64_t number = std::get<std::int64_t>(value);
  if (field.min && number < *field.min) {
    return Title{
        fmt::format("{}最小是{}。", field.title.zh, shown(field, *field.min)),
        fmt::format("The least is {}.", digits_of(*field.min, field.scale, !field.unit.empty()))};
  }
  if (field.max && number > *field.max) {
    return Title{fmt::format("{}最大是{}，请再核对。", field.title.zh, shown(field, *field.max)),
                 fmt::format("The most is {}; look again.",
                             digits_of(*field.max, field.scale, !field.unit.empty()))};
  }
  return std::nullopt;
}

}  // namespace niangjia::catalog
