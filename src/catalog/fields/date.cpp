#include "catalog/fields/date.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <vector>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
// Year, month and day of "2026-3-8", "2026/3/8", "2026.3.8", "2026年3月8日"; a time behind the day
// is dropped.
std::optional<std::array<std::string, 3>> parts_of(std::string_view text) {
  std::array<std::string, 3> parts;
  static constexpr std::array<std::string_view, 3> kWords{"年", "月", "日"};
  std::string_view style;
  for (std::size_t i = 0; i < 3; ++i) {
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
      parts[i] += text[0];
      text.remove_prefix(1);
    }
    const std::string_view mark =
        text.starts_with(kWords[i]) ? kWords[i] : text.substr(0, i < 2 ? 1 : 0);
    if (i == 0) style = mark;
    const bool known = style == "-" || style == "/" || style == ".";
    const bool same =
        style == "年" ? mark == kWords[i] || i == 2 : known && (i == 2 || mark == style);
    if (parts[i].empty() || !same) return std::nullopt;
    text.remove_prefix(mark.size());
  }
  // What a spreadsheet puts behind a day: " 00:00:00".
  if (!text.empty() && text[0] != ' ' && text[0] != 'T') return std::nullopt;
  return parts;
}

std::optional<Day> read_day(const std::string& text) {
  const bool compact =
      text.size() == 8 && text.find_first_not_of("0123456789") == std::string::npos;
  if (compact)
    return parse_day(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2));
  const auto parts = parts_of(text);
  if (!parts || (*parts)[0].size() != 4 || (*parts)[1].size() > 2 || (*parts)[2].size() > 2)
    return std::nullopt;
  return parse_day(fmt::format("{}-{:0>2}-{:0>2}", (*parts)[0], (*parts)[1], (*parts)[2]));
}

std::string in_words(std::int64_t number) {
  const std::chrono::year_month_day date{day_from_number(number)};
  return fmt::format("{}年{}月{}日", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}
}  // namespace

Reading DateField::from_text(const Field&, std::string_view raw) const {
  const std::string text = text::to_half_width(text::trim(raw));
  if (text.empty()) return Value{};
  if (const auto day = read_day(text)) return Value{*day};
  return refuse("没有这一天，请写成2026-03-08这样。", "No such day; write it as 2026-03-08.");
}

boost::json::value DateField::to_json(const Field&, const Value& value) const {
  const auto* day = std::get_if<Day>(&value);
  return day ? boost::json::value(format_day(*day)) : boost::json::value(nullptr);
}

std::string DateField::to_display(const Field&, const Value& value) const {
  const auto* day = std::get_if<Day>(&value);
  return day ? format_day(*day) : std::string();
}

std::optional<Title> DateField::check(const Field& field, const Value& value, Day today) const {
  const Day day = std::get<Day>(value);
  if (field.no_future && day > today) {
    return Title{fmt::format("{}不能晚于今天。", field.title.zh),
                 "The day is still to come; it must not be after today."};
  }
  if (field.min && day_number(day) < *field.min) {
    return Title{fmt::format("{}不能早于{}。", field.title.zh, in_words(*field.min)),
                 fmt::format("It must not be before {}.", format_day(day_from_number(*field.min)))};
  }
  if (field.max && day_number(day) > *field.max) {
    return Title{fmt::format("{}不能晚于{}。", field.title.zh, in_words(*field.max)),
                 fmt::format("It must not be after {}.", format_day(day_from_number(*field.max)))};
  }
  return std::nullopt;
}

}  // namespace niangjia::catalog
