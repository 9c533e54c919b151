#include "plan/plan_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_body.hpp"
#include "indicator/figures.hpp"
#include "ledger/repeatable.hpp"
#include "plan/plan_json.hpp"
#include "plan/read_route.hpp"

namespace niangjia::plan {
namespace {

namespace json = boost::json;
using http::Method;
using http::Request;
using http::Response;
using ledger::Actor;
using ledger::Services;

constexpr std::size_t kLargestPlan = 4 << 20;

class PlanRoutes {
 public:
  PlanRoutes(Services& services, ledger::ActorOf actor_of)
      : services_(services), desk_(services), actor_of_(std::move(actor_of)) {}

  Result<Response> read(const Request& request) {
    NJ_TRY(const Actor actor, actor_of_(request));
    return read_plan(services_, request);
  }
  Result<Response> create(const Request& request);
  Result<Response> replace(const Request& request);
  Result<Response> list(const Request& request);
  Result<Response> board(const Request& request);
  Result<Response> measures(const Request& request);
  Result<Response> measure(const Request& request);
  Result<Response> change(const Request& request);
  Result<Response> hand_down(const Request& request);

 private:
  Result<json::object> saved_json(db::Tx& tx, const Actor& actor, EntryId id) const;
  Result<json::object> board_json(db::Tx& tx, const Actor& actor, EntryId id) const;
  Result<json::object> measure_json(db::Tx& tx, const Actor& actor, EntryId id) const;
  Result<json::array> months_json(db::Tx& tx, const Actor& actor,
                                  const TrackedMeasure& measure) const;

  Services& services_;
  PlanDesk desk_;
  ledger::ActorOf actor_of_;
};

Result<EntryId> id_of(const Request& request) {
  const auto id = parse_id(request.parameter("id"));
  if (!id) return fail(ErrorCode::not_found, "malformed id");
  return EntryId{*id};
}

std::map<std::int64_t, std::size_t> shares_by_parent(const std::vector<Row>& shares) {
  std::map<std::int64_t, std::size_t> count;
  for (const Row& share : shares) ++count[share.measure.parent.value];
  return count;
}

Result<json::object> PlanRoutes::saved_json(db::Tx& tx, const Actor& actor, EntryId id) const {
  NJ_TRY(const auto plan, desk_.plan(tx, actor, id));
  return json::object{{"plan", plan_json(actor, plan, true)}};
}

Result<Response> PlanRoutes::create(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  NJ_TRY(const auto body, http::json_body(request));
  NJ_TRY(const auto draft, draft_from_json(services_, actor, body));
  return ledger::write_once(services_, request, actor.account, [&](db::Tx& tx) -> Result<Response> {
    NJ_TRY(const EntryId id, desk_.create(tx, actor, draft));
    NJ_TRY(const auto saved, saved_json(tx, actor, id));
    return Response::json(saved, 201);
  });
}

Result<Response> PlanRoutes::replace(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  NJ_TRY(const EntryId id, id_of(request));
  NJ_TRY(const auto body, http::json_body(request));
  NJ_TRY(const auto draft, draft_from_json(services_, actor, body));
  const auto revision = http::integer_member(body, "revision");
  if (!revision) return fail(ErrorCode::invalid_argument, "revision is owed", "缺少 revision。");
  return ledger::write_once(services_, request, actor.account, [&](db::Tx& tx) -> Result<Response> {
    NJ_CHECK(desk_.replace(tx, actor, id, *revision, draft));
    NJ_TRY(const auto saved, saved_json(tx, actor, id));
    return Response::json(saved);
  });
}

Result<Response> PlanRoutes::list(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  const auto wanted = request.query("year");
  const auto year = wanted && !wanted->empty()
                        ? std::optional(static_cast<int>(parse_id(*wanted).value_or(0)))
                        : std::nullopt;
  NJ_TRY(auto plans, services_.database.read(
                         [&](db::Tx& tx) -> Result<json::array> {
                           NJ_TRY(const auto found, desk_.plans(tx, actor, year));
                           json::array out;
                           for (const auto& plan : found) {
                             NJ_TRY(const auto rows, desk_.measures_of_plan(tx, actor, plan.id));
                             json::object one = plan_json(actor, plan, false);
                             one["counts"] = counts_json(count_statuses(rows));
                             one["measures"] = rows.size();
                             out.push_back(std::move(one));
                           }
                           return out;
                         },
                         request.deadline));
  return Response::json(json::object{{"plans", std::move(plans)}});
}

Result<json::object> PlanRoutes::board_json(db::Tx& tx, const Actor& actor, EntryId id) const {
  NJ_TRY(const auto plan, desk_.plan(tx, actor, id));
  NJ_TRY(const auto rows, desk_.measures_of_plan(tx, actor, id));
  NJ_TRY(const auto shares, desk_.shares_of_plan(tx, actor, id));
  const auto handed_down = shares_by_parent(shares);
  json::array chapters;
  std::string chapter;
  for (const Row& row : rows) {
    if (chapters.empty() || row.measure.chapter != chapter) {
      chapter = row.measure.chapter;
      chapters.push_back(json::object{{"title", chapter}, {"measures", json::array{}}});
    }
    const auto count = handed_down.find(row.measure.id.value);
    chapters.back().get_object()["measures"].get_array().push_back(
        row_json(tx, actor, row, count == handed_down.end() ? 0 : count->second, {}));
  }
  std::map<std::int64_t, std::pair<OrganisationId, StatusCounts>> below;
  for (const Row& share : shares) {
    const auto* organisation = actor.access->tree().find(share.measure.organisation);
    // What a street hands on to its villages is its own matter.
    const bool direct = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
      return row.measure.id == share.measure.parent;
    });
    if (!organisation || !direct) continue;
    auto& [organisation_id, counts] = below[organisation->places.low];
    organisation_id = organisation->id;
    counts.add(share.progress.status);
  }
  json::array organisations;
  for (const auto& [place, one] : below) {
    organisations.push_back(json::object{{"id", one.first.text()},
                                         {"name", actor.access->tree().find(one.first)->name},
                                         {"counts", counts_json(one.second)}});
  }
  return json::object{{"plan", plan_json(actor, plan, true)},
                      {"today", format_day(services_.clock.today())},
                      {"counts", counts_json(count_statuses(rows))},
                      {"chapters", std::move(chapters)},
                      {"organisations", std::move(organisations)}};
}

Result<Response> PlanRoutes::board(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  NJ_TRY(const EntryId id, id_of(request));
  NJ_TRY(const auto answer,
         services_.database.read([&](db::Tx& tx) { return board_json(tx, actor, id); },
                                 request.deadline));
  return Response::json(answer);
}

Result<Response> PlanRoutes::measures(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  const bool mine = request.query("scope").value_or("mine") == "mine";
  const OrganisationId wanted = ledger::organisation_of(request);
  const auto* home = actor.access->home();
  const OrganisationId organisation = wanted.is_set() || !home ? wanted : home->id;
  NJ_TRY(auto rows,
         services_.database.read(
             [&](db::Tx& tx) -> Result<json::array> {
               NJ_TRY(const auto found,
                      mine ? desk_.measures_of_owner(tx, actor)
                           : desk_.measures_of_organisation(tx, actor, organisation));
               std::map<std::int64_t, std::string> titles;
               json::array out;
               for (const Row& row : found) {
                 auto title = titles.find(row.measure.plan.value);
                 // A share names the plan that it came from also to those who may not open the
                 // plan.
                 if (title == titles.end())
                   title =
                       titles.emplace(row.measure.plan.value, desk_.title_of(tx, row.measure.plan))
                           .first;
                 out.push_back(row_json(tx, actor, row, 0, title->second));
               }
               return out;
             },
             request.deadline));
  return Response::json(
      json::object{{"measures", std::move(rows)}, {"today", format_day(services_.clock.today())}});
}

Result<json::array> PlanRoutes::months_json(db::Tx& tx, const Actor& actor,
                                            const TrackedMeasure& measure) const {
  json::array out;
  indicator::FigureQuery query;
  query.indicator = services_.catalogue.indicator(measure.indicator);
  query.organisation = actor.access->tree().find(measure.organisation);
  if (!query.indicator || !query.organisation) return out;
  query.range = counted_range(measure);
  query.by_month = true;
  const auto figure = indicator::figure(tx, services_, actor, query);
  // Whoever may see the plan and count nothing of the ledger sees no months.
  if (!figure) return out;
  for (const auto& cell : figure->cells)
    out.push_back(json::object{{"month", cell.month}, {"value", cell.amount}});
  return out;
}

Result<json::object> PlanRoutes::measure_json(db::Tx& tx, const Actor& actor, EntryId id) const {
  NJ_TRY(const Row row, desk_.measure(tx, actor, id));
  NJ_TRY(const auto shares, desk_.shares_of_measure(tx, actor, id));
  json::array parts;
  for (const Row& share : shares) parts.push_back(row_json(tx, actor, share, 0, {}));
  NJ_TRY(auto months, months_json(tx, actor, row.measure));
  return json::object{
      {"measure", row_json(tx, actor, row, shares.size(), desk_.title_of(tx, row.measure.plan))},
      {"shares", std::move(parts)},
      {"months", std::move(months)}};
}

Result<Response> PlanRoutes::measure(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  NJ_TRY(const EntryId id, id_of(request));
  NJ_TRY(const auto answer,
         services_.database.read([&](db::Tx& tx) { return measure_json(tx, actor, id); },
                                 request.deadline));
  return Response::json(answer);
}

Result<Response> PlanRoutes::change(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  NJ_TRY(const EntryId id, id_of(request));
  NJ_TRY(const auto body, http::json_body(request));
  NJ_TRY(const auto values, changes_from_json(actor, *services_.catalogue.ledger("measure"), body));
  const auto revision = http::integer_member(body, "revision");
  if (!revision) return fail(ErrorCode::invalid_argument, "revision is owed", "缺少 revision。");
  const std::string reason = http::text_member(body, "reason").value_or("");
  return ledger::write_once(services_, request, actor.account, [&](db::Tx& tx) -> Result<Response> {
    NJ_CHECK(desk_.change(tx, actor, id, *revision, values, reason));
    NJ_TRY(const auto answer, measure_json(tx, actor, id));
    return Response::json(answer);
  });
}

Result<Response> PlanRoutes::hand_down(const Request& request) {
  NJ_TRY(const Actor actor, actor_of_(request));
  NJ_TRY(const EntryId id, id_of(request));
  NJ_TRY(const auto body, http::json_body(request));
  const auto* list = body.if_contains("shares");
  if (!list || !list->is_array())
    return fail(ErrorCode::invalid_argument, "shares must be a list", "缺少 shares。");
  std::vector<PlanDesk::Share> shares;
  for (const auto& one : list->get_array()) {
    const auto organisation =
        one.is_object() ? http::id_member(one.get_object(), "organisation") : std::nullopt;
    const auto target =
        one.is_object() ? http::integer_member(one.get_object(), "target_min") : std::nullopt;
    if (!organisation || !target || *target < 0)
      return fail(ErrorCode::invalid_argument, "share without organisation or target",
                  "每一份要写组织和数量。");
    shares.push_back({OrganisationId{*organisation}, *target});
  }
  return ledger::write_once(services_, request, actor.account, [&](db::Tx& tx) -> Result<Response> {
    NJ_CHECK(desk_.hand_down(tx, actor, id, shares));
    NJ_TRY(const auto answer, measure_json(tx, actor, id));
    return Response::json(answer);
  });
}

}  // namespace

void add_plan_routes(http::Router& router, Services& services, ledger::ActorOf actor_of) {
  const auto routes = std::make_shared<PlanRoutes>(services, std::move(actor_of));
  const auto add = [&](Method method, const char* pattern,
                       Result<Response> (PlanRoutes::*route)(const Request&)) {
    router.add(method, pattern,
               [routes, route](const Request& request) { return (routes.get()->*route)(request); },
               {.max_body = kLargestPlan});
  };
  add(Method::post, "/api/plans:read", &PlanRoutes::read);
  add(Method::get, "/api/plans", &PlanRoutes::list);
  add(Method::post, "/api/plans", &PlanRoutes::create);
  add(Method::get, "/api/plans/{id}", &PlanRoutes::board);
  add(Method::put, "/api/plans/{id}", &PlanRoutes::replace);
  add(Method::get, "/api/measures", &PlanRoutes::measures);
  add(Method::get, "/api/measures/{id}", &PlanRoutes::measure);
  add(Method::patch, "/api/measures/{id}", &PlanRoutes::change);
  add(Method::post, "/api/measures/{id}/shares", &PlanRoutes::hand_down);
}

}  // namespace niangjia::plan
