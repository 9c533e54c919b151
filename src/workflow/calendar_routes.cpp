#include "workflow/calendar_routes.hpp"

#include <boost/json.hpp>

namespace niangjia::workflow {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;

constexpr std::chrono::days kOneDay{1};

bool is_weekend(Day day) { return std::chrono::weekday{day}.iso_encoding() > 5; }

// Whether the days off from `day` on hold a weekday before work begins again.
bool reaches_holiday(const WorkCalendar& calendar, Day day, std::chrono::days step) {
  for (; !calendar.is_working_day(day); day += step) {
    if (!is_weekend(day)) return true;
  }
  return false;
}

// "holiday", "makeup", or "" for a day like any other of its week. A weekend that runs into a public
// holiday belongs to it, as the yearly notices count: "1月1日至3日放假".
std::string_view kind_of(const WorkCalendar& calendar, Day day) {
  if (calendar.is_working_day(day)) return is_weekend(day) ? "makeup" : "";
  const bool holiday =
      reaches_holiday(calendar, day, kOneDay) || reaches_holiday(calendar, day, -kOneDay);
  return holiday ? "holiday" : "";
}

Result<Day> new_year(const Request& request, Day today) {
  const auto asked = request.query("year");
  if (!asked) return make_day(year_of(today), 1, 1);
  const auto first = parse_day(*asked + "-01-01");
  if (first) return *first;
  return fail(ErrorCode::invalid_argument, "year is no year",
              http::language_of(request) == http::Language::en ? "Write year as 2026."
                                                       : "year 应写成 2026 这样的年份。");
}

json::object calendar_json(const WorkCalendar& calendar, Day first) {
  json::array days;
  for (Day day = first; year_of(day) == year_of(first); day += kOneDay) {
    const auto kind = kind_of(calendar, day);
    if (!kind.empty()) days.push_back(json::object{{"day", format_day(day)}, {"kind", kind}});
  }
  return {{"year", year_of(first)}, {"days", std::move(days)}};
}

}  // namespace

void add_calendar_routes(http::Router& router, ledger::Services& services,
                         ledger::ActorOf actor_of) {
  router.add(http::Method::get, "/api/calendar",
             [&services, actor_of](const Request& request) -> Result<Response> {
               NJ_CHECK(actor_of(request));
               NJ_TRY(const Day first, new_year(request, services.clock.today()));
               return Response::json(calendar_json(services.calendar, first));
             });
}

}  // namespace niangjia::workflow
