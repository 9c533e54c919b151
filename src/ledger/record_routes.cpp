#include "ledger/record_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "catalog/many.hpp"
#include "http/json_body.hpp"
#include "ledger/balances.hpp"
#include "ledger/entry_json.hpp"
#include "ledger/matrix.hpp"

namespace niangjia::ledger {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;

struct Call {
  Actor actor;
  const LedgerTable* table = nullptr;
};

// A ledger of which the actor may count nothing answers like one that does not exist.
Result<Call> begin(const Request& request, Services& services, const ActorOf& actor_of) {
  Call call;
  NJ_TRY(call.actor, actor_of(request));
  NJ_TRY(call.table, services.table(request.parameter("ledger")));
  if (!call.actor.access->on(call.table->definition()).may(catalog::Action::count))
    return fail(ErrorCode::not_found, "may count nothing of the ledger");
  return call;
}

json::array sides_json(const Actor& actor, const std::vector<MatrixSide>& sides) {
  json::array out;
  for (const MatrixSide& side : sides) {
    const std::string unfilled = actor.english ? "Not filled in" : "未填";
    out.push_back(json::object{{"key", side.key},
                               {"title", side.title         ? actor.word(*side.title)
                                         : side.key.empty() ? unfilled
                                                            : side.key}});
  }
  return out;
}

Result<Response> matrix(const Request& request, Services& services, const ActorOf& actor_of) {
  NJ_TRY(const Call call, begin(request, services, actor_of));
  const auto& views = call.table->definition().matrices;
  const auto view = std::find_if(views.begin(), views.end(), [&](const auto& one) {
    return one.key == request.parameter("matrix");
  });
  if (view == views.end()) return fail(ErrorCode::not_found, "no such table");
  NJ_TRY(ListQuery query, list_query(request));
  const auto day = [&](const char* name) { return parse_day(request.query(name).value_or("")); };
  query.from = day("from"), query.to = day("to");
  NJ_TRY(const Matrix found, services.database.read(
                                 [&](db::Tx& tx) {
                                   return matrix_of(tx, services, call.actor, *call.table, *view,
                                                    query);
                                 },
                                 request.deadline));
  return Response::json(json::object{{"title", call.actor.word(view->title)},
                                     {"rows", sides_json(call.actor, found.rows)},
                                     {"columns", sides_json(call.actor, found.columns)},
                                     {"cells", json::value_from(found.cells)},
                                     {"entries", found.entries}});
}

// The names behind the ids and keys of a balance's line.
std::string item_name(db::Tx& tx, const Services& services, const Actor& actor,
                      const catalog::Ledger& ledger, const std::string& item) {
  std::string name, rest = item;
  for (const std::string& key : ledger.balance->per) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    const catalog::Field& field = *ledger.find(key);
    const auto value = catalog::kind_of(field).from_text(field, rest.substr(0, end));
    name += (name.empty() ? "" : " · ") +
            (value ? display_of(tx, services, actor, field, *value) : std::string());
    rest.erase(0, std::min(end + 1, rest.size()));
  }
  return name;
}

Result<Response> balances(const Request& request, Services& services, const ActorOf& actor_of) {
  NJ_TRY(const Call call, begin(request, services, actor_of));
  const catalog::Ledger& ledger = call.table->definition();
  if (!ledger.balance) return fail(ErrorCode::not_found, "the ledger keeps no balance");
  const auto wanted = request.query("organisation").value_or("");
  const auto* organisation =
      wanted.empty() ? call.actor.access->home()
                     : call.actor.access->tree().find(OrganisationId{parse_id(wanted).value_or(0)});
  if (!organisation || !call.actor.access->on(ledger).may_count_all(
                           {organisation->places.low, organisation->places.low}))
    return fail(ErrorCode::not_found, "not an organisation whose entries the actor may count");
  const catalog::Field& change = *ledger.find(ledger.balance->change);
  NJ_TRY(auto lines, services.database.read(
                         [&](db::Tx& tx) -> Result<json::array> {
                           NJ_TRY(const auto found, balances_of(tx, ledger, organisation->id));
                           json::array out;
                           for (const BalanceLine& line : found) {
                             out.push_back(json::object{
                                 {"item", line.item},
                                 {"name", item_name(tx, services, call.actor, ledger, line.item)},
                                 {"amount", catalog::kind_of(change).to_json(
                                                change, catalog::Value{line.amount})}});
                           }
                           return out;
                         },
                         request.deadline));
  return Response::json(json::object{{"organisation", organisation->id.text()},
                                     {"title", call.actor.word(ledger.balance->what)},
                                     {"unit", change.unit},
                                     {"lines", std::move(lines)}});
}

Result<Response> reverse(const Request& request, Services& services, const ActorOf& actor_of) {
  Call call;
  NJ_TRY(call.actor, actor_of(request));
  NJ_TRY(call.table, services.table(request.parameter("ledger")));
  const auto id = parse_id(request.parameter("id"));
  if (!id) return fail(ErrorCode::not_found, "malformed entry id");
  NJ_TRY(const auto body, http::json_body(request));
  NJ_TRY(const Written written,
         Entries(services).reverse(call.actor, *call.table, EntryId{*id},
                                   http::text_member(body, "reason").value_or("")));
  NJ_TRY(auto entry, services.database.read([&](db::Tx& tx) {
    return entry_json(tx, services, call.actor, *call.table, written.entry, Detail::whole);
  }));
  return Response::json(json::object{{"entry", std::move(entry)}}, 201);
}

}  // namespace

void add_record_routes(http::Router& router, Services& services, ActorOf actor_of) {
  using Answer = Result<Response> (*)(const Request&, Services&, const ActorOf&);
  const auto add = [&](http::Method method, const char* pattern, Answer answer) {
    router.add(method, pattern, [&services, actor_of, answer](const Request& request) {
      return answer(request, services, actor_of);
    });
  };
  add(http::Method::get, "/api/ledgers/{ledger}/matrices/{matrix}", matrix);
  add(http::Method::get, "/api/ledgers/{ledger}/balances", balances);
  add(http::Method::post, "/api/ledgers/{ledger}/entries/{id}/reverse", reverse);
}

}  // namespace niangjia::ledger
