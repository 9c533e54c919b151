#include "catalog/fields/date_time.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "catalog/fields/date.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::int64_t kMinute = 60'000;

struct Parts {
  std::string_view day, time;
};

// The day ends at the first space or T, or behind 日.
Parts apart(std::string_view text) {
  if (const auto at = text.find("日"); at != std::string_view::npos)
    return {text.substr(0, at + 3), text::trim(text.substr(at + 3))};
  const auto at = text.find_first_of(" T");
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text::trim(text.substr(at + 1))};
}

bool take_number(std::string_view& text, int& number) {
  std::size_t digits = 0;
  number = 0;
  while (digits < text.size() && digits < 2 && text[digits] >= '0' && text[digits] <= '9')
    number = number * 10 + (text[digits++] - '0');
  text.remove_prefix(digits);
  return digits > 0;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

// Minutes since midnight of "9:30", "9:30:00", "09:30:00.000+08:00", "9时30分", "下午3点", "3点半".
std::optional<int> minutes_of(std::string_view text) {
  const bool afternoon = take_any(text, {"下午", "晚上", "PM", "pm"});
  if (!afternoon) (void)take_any(text, {"上午", "早上", "中午", "AM", "am"});
  int hour = 0, minute = 0, second = 0;
  if (!take_number(text, hour)) return std::nullopt;
  if (take_any(text, {":", "：", "时", "点"})) {
    if (take_any(text, {"半"})) {
      minute = 30;
    } else if (take_number(text, minute)) {
      (void)take_any(text, {"分"});
    }
    if (take_any(text, {":"}) && !take_number(text, second)) return std::nullopt;
  } else {
    return std::nullopt;
  }
  (void)take_any(text, {".000"});
  (void)take_any(text, {"+08:00"});
  if (afternoon && hour < 12) hour += 12;
  if (!text::trim(text).empty() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return hour * 60 + minute;
}
}  // namespace

Reading DateTimeField::from_text(const Field& field, std::string_view raw) const {
  const std::string text = text::to_half_width(text::trim(raw));
  if (text.empty()) return Value{};
  const Parts parts = apart(text);
  const Reading day = DateField().from_text(field, parts.day);
  const auto minutes = minutes_of(parts.time);
  if (!day || is_empty(*day) || !minutes) {
    return refuse("请写日期和时刻，如2026-03-08 14:30。",
                  "Write day and time, as 2026-03-08 14:30.");
  }
  return Value{start_of(std::get<Day>(*day)).ms + *minutes * kMinute};
}

boost::json::value DateTimeField::to_json(const Field&, const Value& value) const {
  const auto* ms = std::get_if<std::int64_t>(&value);
  return ms ? boost::json::value(format_moment(Moment{*ms}).substr(0, 16))
            : boost::json::value(nullptr);
}

std::string DateTimeField::to_display(const Field&, const Value& value) const {
  const auto* ms = std::get_if<std::int64_t>(&value);
  if (ms == nullptr) return {};
  std::string text = format_moment(Moment{*ms}).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::optional<Title> DateTimeField::check(const Field& field, const Value& value, Day today) const {
  return DateField().check(field, Value{day_of(Moment{std::get<std::int64_t>(value)})}, today);
}

}  // namespace niangjia::catalog
