#include "base/calendar.hpp"

#include <algorithm>

namespace niangjia {
namespace {
constexpr int kMostWorkingDays = 10'000;

bool holds(const std::vector<Day>& days, Day day) {
  return std::binary_search(days.begin(), days.end(), day);
}
}  // namespace

Result<WorkCalendar> WorkCalendar::create(std::vector<Day> holidays, std::vector<Day> makeup_days) {
  for (const auto* days : {&holidays, &makeup_days}) {
    const auto wrong = std::adjacent_find(days->begin(), days->end(), std::greater_equal<>{});
    if (wrong != days->end()) {
      return fail(ErrorCode::invalid_argument,
                  "days must be sorted and differ: " + format_day(*wrong));
    }
  }
  for (Day day : makeup_days) {
    if (holds(holidays, day)) {
      return fail(ErrorCode::invalid_argument, "both holiday and make-up day: " + format_day(day));
    }
  }
  WorkCalendar calendar;
  calendar.holidays_ = std::move(holidays);
  calendar.makeup_days_ = std::move(makeup_days);
  return calendar;
}

Result<WorkCalendar> WorkCalendar::parse(std::string_view text) {
  std::vector<Day> holidays, makeup_days;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const auto day = parse_day(line.substr(0, 10));
    const std::string_view kind = line.size() > 11 ? line.substr(11) : "";
    if (!day || (kind != "holiday" && kind != "makeup")) {
      return fail(ErrorCode::invalid_argument,
                  "calendar line " + std::to_string(number) + ": write '2026-01-01 holiday'");
    }
    (kind == "holiday" ? holidays : makeup_days).push_back(*day);
  }
  return create(std::move(holidays), std::move(makeup_days));
}

bool WorkCalendar::is_working_day(Day day) const {
  if (holds(makeup_days_, day)) return true;
  if (holds(holidays_, day)) return false;
  const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
  return weekday <= 5;
}

Result<Day> WorkCalendar::due_on(Day start, int working_days) const {
  if (working_days < 0 || working_days > kMostWorkingDays) {
    return fail(ErrorCode::invalid_argument, "working_days must be 0 to 10,000");
  }
  Day day = start;
  for (int remaining = working_days; remaining > 0;) {
    day += std::chrono::days{1};
    if (is_working_day(day)) --remaining;
  }
  return day;
}

Day WorkCalendar::moved_to_working_day(Day day) const {
  while (!is_working_day(day)) day += std::chrono::days{1};
  return day;
}

int WorkCalendar::working_days_between(Day from, Day to) const {
  int count = 0;
  for (Day day = from + std::chrono::days{1}; day <= to; day += std::chrono::days{1}) {
    if (is_working_day(day)) ++count;
  }
  return count;
}

}  // namespace niangjia
