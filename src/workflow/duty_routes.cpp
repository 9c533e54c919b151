#include "workflow/duty_routes.hpp"

#include <boost/json.hpp>

#include "ledger/entry_json.hpp"
#include "workflow/duties.hpp"

namespace niangjia::workflow {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;
using ledger::Actor;
using ledger::Services;

json::object count_json(const DutyCount& count) {
  return {{"owed", count.owed}, {"kept", count.kept}, {"missed", count.missed()}};
}

json::object report_json(db::Tx& tx, const Services& services, const Actor& actor,
                         const catalog::Ledger& ledger, const catalog::DutyRule& duty,
                         const DutyReport& report) {
  json::object out = count_json(report.all);
  out["title"] = actor.word(duty.title);
  out["verb"] = actor.word(duty.verb);
  out["done_ledger"] = duty.done_ledger;
  out["done_link"] = duty.done_link;
  json::array below, behind;
  for (const auto& [organisation, count] : report.below) {
    json::object one = count_json(count);
    one["organisation"] = organisation->id.text();
    one["name"] = organisation->name;
    below.push_back(std::move(one));
  }
  for (const auto& [entry, last] : report.behind) {
    behind.push_back(
        json::object{{"entry", entry.text()},
                     {"subject", ledger::label_of(tx, services, actor, ledger.id, entry)},
                     {"last_on", last ? json::value(format_day(*last)) : json::value(nullptr)}});
  }
  out["organisations"] = std::move(below);
  out["behind"] = std::move(behind);
  return out;
}

Result<Response> answer(const Request& request, Services& services,
                        const ledger::ActorOf& actor_of) {
  NJ_TRY(const Actor actor, actor_of(request));
  NJ_TRY(const auto* table, services.table(request.parameter("ledger")));
  const catalog::Ledger& ledger = table->definition();
  const auto duty = std::find_if(ledger.duties.begin(), ledger.duties.end(), [&](const auto& one) {
    return one.key == request.parameter("duty");
  });
  if (duty == ledger.duties.end()) return fail(ErrorCode::not_found, "no such duty");
  const auto wanted = request.query("organisation").value_or("");
  const auto* organisation =
      wanted.empty() ? actor.access->home()
                     : actor.access->tree().find(OrganisationId{parse_id(wanted).value_or(0)});
  if (!organisation) return fail(ErrorCode::not_found, "no such organisation");
  const Day today = services.clock.today();
  const auto from =
      parse_day(request.query("from").value_or(format_day(make_day(year_of(today), 1, 1))));
  const auto to = parse_day(request.query("to").value_or(format_day(today)));
  if (!from || !to || *to - *from > std::chrono::days{366 * 5})
    return fail(ErrorCode::invalid_argument, "from and to", "请给出五年以内的起止日期。");
  NJ_TRY(auto body, services.database.read(
                        [&](db::Tx& tx) -> Result<json::object> {
                          NJ_TRY(const auto report, duty_report(tx, services, actor, *table, *duty,
                                                                *organisation, *from, *to));
                          return report_json(tx, services, actor, ledger, *duty, report);
                        },
                        request.deadline));
  return Response::json(body);
}

}  // namespace

void add_duty_routes(http::Router& router, Services& services, ledger::ActorOf actor_of) {
  router.add(http::Method::get, "/api/ledgers/{ledger}/duties/{duty}",
             [&services, actor_of](const Request& request) {
               return answer(request, services, actor_of);
             });
}

}  // namespace niangjia::workflow
