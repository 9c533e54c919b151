#include "base/time.hpp"

#include <fmt/compile.h>

namespace niangjia {
namespace {
constexpr std::int64_t kShanghaiMs = 8LL * 3600 * 1000;
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// "+08:00", "Z" or nothing, as milliseconds to subtract.
std::optional<std::int64_t> zone_ms(std::string_view text) {
  if (text.empty()) return kShanghaiMs;
  if (text == "Z") return 0;
  const auto hours = digits(text, 1, 2), minutes = digits(text, 4, 2);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes) * 60'000LL;
}
}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok() || *year < 1900 || *year > 2199) return std::nullopt;
  return Day{date};
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Moment now() {
  using namespace std::chrono;
  return Moment{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Day day_of(Moment moment) { return day_from_number(floor_divide(moment.ms + kShanghaiMs, kDayMs)); }

Moment start_of(Day day) { return Moment{day_number(day) * kDayMs - kShanghaiMs}; }

std::string format_moment(Moment moment) {
  const Day day = day_of(moment);
  const std::int64_t rest = moment.ms - start_of(day).ms;
  return fmt::format(FMT_COMPILE("{}T{:02}:{:02}:{:02}.{:03}+08:00"), format_day(day),
                     rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

std::optional<Moment> parse_moment(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2);
  if (!day || text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
    return std::nullopt;
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  std::int64_t ms = (*hour * 60 + *minute) * 60'000LL;
  std::size_t at = 16;
  if (at < text.size() && text[at] == ':') {
    const auto second = digits(text, at + 1, 2);
    if (!second || *second > 59) return std::nullopt;
    ms += *second * 1000LL;
    at += 3;
    if (at < text.size() && text[at] == '.') {
      const auto fraction = digits(text, at + 1, 3);
      if (!fraction) return std::nullopt;
      ms += *fraction;
      at += 4;
    }
  }
  const auto zone = zone_ms(text.substr(at));
  if (!zone) return std::nullopt;
  return Moment{start_of(*day).ms + kShanghaiMs + ms - *zone};
}

}  // namespace niangjia
