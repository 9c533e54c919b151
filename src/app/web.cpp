#include "app/web.hpp"

#include <boost/json.hpp>

#include "http/health.hpp"
#include "http/static_files.hpp"
#include "identity/audit.hpp"
#include "indicator/figure_routes.hpp"
#include "ledger/catalogue_routes.hpp"
#include "ledger/entry_json.hpp"
#include "ledger/entry_routes.hpp"
#include "ledger/exchange_routes.hpp"
#include "ledger/people.hpp"
#include "ledger/record_routes.hpp"
#include "organisation/layout_routes.hpp"
#include "plan/plan_routes.hpp"
#include "workflow/calendar_routes.hpp"
#include "workflow/duty_routes.hpp"
#include "workflow/task_routes.hpp"

namespace niangjia::app {
namespace {

namespace json = boost::json;
using http::Method;
using http::Request;
using http::Response;

constexpr int kLinesLookedAt = 300;
constexpr int kMostChanges = 20;
constexpr db::Statement kPing{"app.ping", "SELECT 1"};
// The order of lines is (tx, seq); SQLite has one writer, so that there seq alone is the order and
// the key.
constexpr db::Statement kNewestPostgres{
    "app.newest_lines",
    "SELECT at, action, ledger, entry, account, organisation FROM audit WHERE entry IS NOT NULL "
    "AND action IN ('created', 'revised', 'retired') ORDER BY tx DESC, seq DESC LIMIT $1"};
constexpr db::Statement kNewestSqlite{
    "app.newest_lines",
    "SELECT at, action, ledger, entry, account, organisation FROM audit WHERE entry IS NOT NULL "
    "AND action IN ('created', 'revised', 'retired') ORDER BY seq DESC LIMIT $1"};

struct Line {
  Moment at;
  std::string action, ledger;
  EntryId entry;
  AccountId account;
  OrganisationId organisation;
};

Line read_line(const db::Row& row) {
  return {Moment{row.integer(0)},  std::string(row.text(1)),  std::string(row.text(2)),
          EntryId{row.integer(3)}, AccountId{row.integer(4)}, OrganisationId{row.integer(5)}};
}

// nullopt when the actor may not open the entry, or it is no entry of a ledger that people work in.
Result<std::optional<json::object>> change_json(db::Tx& tx, const ledger::Services& services,
                                                const ledger::Actor& actor, const Line& line) {
  const auto table = services.table(line.ledger);
  if (!table || (*table)->definition().system) return std::optional<json::object>();
  NJ_TRY(const auto entry, (*table)->get(tx, line.entry));
  const auto& access = actor.access->on((*table)->definition());
  if (!entry || !access.may(catalog::Action::read, entry->facts(), services.formula_context()))
    return std::optional<json::object>();
  const auto* organisation = actor.access->tree().find(line.organisation);
  return std::optional(
      json::object{{"at", format_moment(line.at)},
                   {"kind", line.action},
                   {"ledger", line.ledger},
                   {"ledger_title", actor.word((*table)->definition().title)},
                   {"entry", line.entry.text()},
                   {"number", entry->number},
                   {"title", ledger::label_of(tx, services, actor, line.ledger, line.entry)},
                   {"organisation_name", organisation ? organisation->name : std::string()},
                   {"account_name", services.account_name(tx, line.account)}});
}

}  // namespace

Web::Web(Installation& installation, bool demo, std::string assets)
    : installation_(installation),
      session_services_{installation.database(),
                        installation.accounts(),
                        installation.sessions(),
                        installation.sign_in(),
                        [&installation](std::string_view id) {
                          return installation.services().catalogue.role(id);
                        },
                        installation.services().clock,
                        [&installation](OrganisationId id) {
                          return organisation::organisation_path_json(
                              *installation.services().directory.tree(), id);
                        },
                        kVersion,
                        demo},
      assets_(std::move(assets)) {}

Result<ledger::Actor> Web::actor_of(const Request& request) {
  NJ_TRY(const auto caller, installation_.sessions().authenticate(request));
  ledger::Actor actor = installation_.actor_of(caller);
  if (request.has_header("Accept-Language"))
    actor.english = http::language_of(request) == http::Language::en;
  return actor;
}

Result<Response> Web::subscribe(const Request& request) {
  NJ_TRY(const ledger::Actor actor, actor_of(request));
  return stream_.subscribe(request, actor.login, [this, actor](const http::StreamEvent& event) {
    const auto table =
        installation_.services().table(event.audience.substr(0, event.audience.find(' ')));
    const auto place = parse_id(event.audience.substr(event.audience.find(' ') + 1));
    return table && place &&
           actor.access->on((*table)->definition()).may_hear_of(*place, AccountId{});
  });
}

Result<Response> Web::changes(const Request& request) {
  NJ_TRY(const ledger::Actor actor, actor_of(request));
  const auto& services = installation_.services();
  NJ_TRY(auto found,
         installation_.database().read(
             [&](db::Tx& tx) -> Result<json::array> {
               NJ_TRY(const auto lines,
                      tx.all(tx.dialect() == db::Dialect::sqlite ? kNewestSqlite : kNewestPostgres,
                             {kLinesLookedAt}, read_line));
               json::array out;
               for (const Line& line : lines) {
                 if (out.size() == kMostChanges) break;
                 NJ_TRY(auto one, change_json(tx, services, actor, line));
                 if (one) out.push_back(std::move(*one));
               }
               return out;
             },
             request.deadline));
  return Response::json(json::object{{"changes", std::move(found)}});
}

http::Router Web::router() {
  http::Router router;
  ledger::Services& services = installation_.services();
  const ledger::ActorOf actor = [this](const Request& request) { return actor_of(request); };
  identity::add_session_routes(router, session_services_);
  ledger::add_catalogue_routes(router, services, actor);
  ledger::add_entry_routes(router, services, actor);
  ledger::add_exchange_routes(router, services, actor);
  ledger::add_people_routes(router, services, actor);
  plan::add_plan_routes(router, services, actor);
  ledger::add_record_routes(router, services, actor);
  workflow::add_task_routes(router, services, actor);
  workflow::add_duty_routes(router, services, actor);
  workflow::add_calendar_routes(router, services, actor);
  indicator::add_figure_routes(router, services, actor);
  const organisation::ViewerOf viewer =
      [this](const Request& request) -> Result<organisation::Viewer> {
    NJ_TRY(const ledger::Actor who, actor_of(request));
    organisation::Viewer found{who.access->has_duty("organisations"), {}};
    for (const auto& held : who.access->roles()) found.places.push_back(held.organisation->places);
    return found;
  };
  organisation::add_organisation_routes(router, services.directory, services.clock, viewer);
  organisation::add_division_routes(router, viewer);
  organisation::add_layout_routes(router, services.directory, services.clock,
                                  installation_.options().data / "catalog", viewer);
  router.add(Method::get, "/api/changes",
             [this](const Request& request) { return changes(request); });
  router.add(Method::get, "/api/stream",
             [this](const Request& request) { return subscribe(request); });
  http::add_health_routes(router, {{"database", [this] {
                                      return installation_.database().read(
                                          [](db::Tx& tx) -> Status {
                                            NJ_CHECK(tx.run(kPing));
                                            return Done{};
                                          },
                                          db::deadline_in(std::chrono::seconds{1}));
                                    }}});
  router.set_fallback(http::static_files({assets_}));
  return router;
}

}  // namespace niangjia::app
