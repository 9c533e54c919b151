#include "formats/xlsx_dates.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

#include "base/time.hpp"

namespace niangjia::formats {
namespace {

constexpr double kFirstUnknownSerial = 2'958'466;  // 10000-01-01
constexpr std::int64_t kSecondsOfDay = 86'400;

bool within(int id, int first, int last) { return id >= first && id <= last; }

// What may stand between quotes, in brackets or behind \ _ * says nothing about the kind.
std::string bare(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      const std::size_t close = code.find(c == '"' ? '"' : ']', i + 1);
      if (close == std::string_view::npos) break;
      i = close;
    } else {
      letters += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return letters;
}

// Excel counts a 29 February 1900 that never was: serial 60. Before it, days are one off.
std::optional<Day> day_of_serial(std::int64_t serial, DateSystem system) {
  if (system == DateSystem::from_1904) return make_day(1904, 1, 1) + std::chrono::days{serial};
  if (serial == 60) return std::nullopt;
  return make_day(1899, 12, serial < 60 ? 31 : 30) + std::chrono::days{serial};
}

std::string time_text(std::int64_t seconds) {
  const std::string minutes = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  return seconds % 60 == 0 ? minutes : minutes + fmt::format(":{:02}", seconds % 60);
}

}  // namespace

bool is_date_format(int built_in_id) {
  return within(built_in_id, 14, 22) || within(built_in_id, 27, 36) ||
         within(built_in_id, 45, 47) || within(built_in_id, 50, 58);
}

bool is_date_format(std::string_view code) {
  const std::string letters = bare(code);
  const std::string positive = letters.substr(0, letters.find(';'));
  if (positive.find("general") != std::string::npos) return false;
  // "0" and "#" are places of digits; with them, letters are only decoration ("0.00E+00").
  if (positive.find_first_of("0#?") != std::string::npos &&
      positive.find_first_of("ymd") == std::string::npos &&
      positive.find("s.0") == std::string::npos) {
    return false;
  }
  return positive.find_first_of("ymdhs") != std::string::npos;
}

std::optional<std::string> date_text(double serial, DateSystem system) {
  if (!(serial >= 0 && serial < kFirstUnknownSerial)) return std::nullopt;
  const auto seconds =
      static_cast<std::int64_t>(std::llround(serial * static_cast<double>(kSecondsOfDay)));
  const std::int64_t days = seconds / kSecondsOfDay, rest = seconds % kSecondsOfDay;
  if (days == 0 && system == DateSystem::from_1900) return time_text(rest);
  const std::optional<Day> day = day_of_serial(days, system);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{*day};
  const std::string text =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return rest == 0 ? text : text + " " + time_text(rest);
}

}  // namespace niangjia::formats
