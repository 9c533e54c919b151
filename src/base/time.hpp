// Days and moments. The work happens in one time zone, Asia/Shanghai, which has been UTC+8 without
// summer time since 1992; moments are kept as milliseconds in UTC and turned into days of that
// zone.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

// A calendar day without a time, kept in stores as the number of days since 1970-01-01.
using Day = std::chrono::sys_days;

[[nodiscard]] constexpr Day make_day(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}
[[nodiscard]] constexpr std::int64_t day_number(Day day) { return day.time_since_epoch().count(); }
[[nodiscard]] constexpr Day day_from_number(std::int64_t number) {
  return Day{std::chrono::days{number}};
}
[[nodiscard]] constexpr int year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}

// "2026-03-08"; nullopt for anything else, for days that do not exist, and outside the years
// 1900..2199.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string format_day(Day day);

// A moment, in milliseconds since 1970 UTC.
struct Moment {
  std::int64_t ms = 0;
  auto operator<=>(const Moment&) const = default;
};
[[nodiscard]] Moment now();
// The day it is in Shanghai at that moment.
[[nodiscard]] Day day_of(Moment moment);
[[nodiscard]] Moment start_of(Day day);
// "2026-03-08T09:30:00.000+08:00", both ways; seconds and milliseconds may be left out when
// parsing, and a missing zone means Shanghai.
[[nodiscard]] std::string format_moment(Moment moment);
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);

// The clock that the program is wired with; tests set their own.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Moment now() const { return niangjia::now(); }
  [[nodiscard]] Day today() const { return day_of(now()); }
};

}  // namespace niangjia
