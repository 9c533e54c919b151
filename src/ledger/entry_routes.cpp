#include "ledger/entry_routes.hpp"

#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "http/json_body.hpp"
#include "ledger/batch.hpp"
#include "ledger/entry_json.hpp"
#include "ledger/people.hpp"
#include "ledger/repeatable.hpp"

namespace niangjia::ledger {
namespace {

namespace json = boost::json;
using http::Method;
using http::Request;
using http::Response;

constexpr std::size_t kLargestBatch = 8 << 20;

// What every route here begins with.
struct Call {
  Actor actor;
  const LedgerTable* table = nullptr;
  EntryId id;
};

class EntryRoutes {
 public:
  EntryRoutes(Services& services, ActorOf actor_of)
      : services_(services), entries_(services), actor_of_(std::move(actor_of)) {}

  Result<Response> list(const Request& request);
  Result<Response> get(const Request& request);
  Result<Response> create(const Request& request);
  Result<Response> revise(const Request& request);
  Result<Response> retire(const Request& request);
  Result<Response> history(const Request& request);
  Result<Response> reveal(const Request& request);
  Result<Response> batch(const Request& request);

 private:
  Result<Call> begin(const Request& request) const;
  // Writes and answers the entry, with the figures that it moved when the address asks for them.
  template <class Write>
  Result<json::object> answer_written(db::Tx& tx, const Request& request, const Call& call,
                                      Write write) const;
  Result<Response> conflict(const Call& call, const Error& error, const Request& request);

  Services& services_;
  Entries entries_;
  ActorOf actor_of_;
};

json::array warnings_json(const Actor& actor, const std::vector<catalog::Remark>& warnings) {
  json::array out;
  for (const catalog::Remark& warning : warnings) {
    out.push_back(json::object{{"field", warning.field}, {"message", actor.word(warning.message)}});
  }
  return out;
}

Result<Call> EntryRoutes::begin(const Request& request) const {
  Call call;
  NJ_TRY(call.actor, actor_of_(request));
  NJ_TRY(call.table, services_.table(request.parameter("ledger")));
  // A ledger without any right answers like one that does not exist.
  const auto& access = call.actor.access->on(call.table->definition());
  if (!access.may(catalog::Action::read) && !access.may(catalog::Action::create)) {
    return fail(ErrorCode::not_found, "no right on the ledger");
  }
  return call;
}

Result<Call> with_entry(Result<Call> call, const Request& request) {
  if (!call) return call;
  const auto id = parse_id(request.parameter("id"));
  if (!id) return fail(ErrorCode::not_found, "malformed entry id");
  call->id = EntryId{*id};
  return call;
}

json::array moved_json(const Actor& actor, const std::vector<FigureReading>& before,
                       const std::vector<FigureReading>& after) {
  json::array out;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const catalog::Indicator& indicator = *after[i].indicator;
    if (before[i].value == after[i].value) continue;
    out.push_back(json::object{{"indicator", indicator.id},
                               {"title", actor.word(indicator.title)},
                               {"unit", indicator.unit},
                               {"before", before[i].value},
                               {"after", after[i].value}});
  }
  return out;
}

template <class Write>
Result<json::object> EntryRoutes::answer_written(db::Tx& tx, const Request& request,
                                                 const Call& call, Write write) const {
  const catalog::Ledger& ledger = call.table->definition();
  const bool tell = request.query("moved") == "true" && services_.figures;
  std::vector<FigureReading> before, after;
  if (tell) {
    NJ_TRY(before, services_.figures(tx, call.actor, ledger));
  }
  NJ_TRY(const Written written, write());
  if (tell) {
    NJ_TRY(after, services_.figures(tx, call.actor, ledger));
  }
  NJ_TRY(auto entry,
         entry_json(tx, services_, call.actor, *call.table, written.entry, Detail::whole));
  return json::object{{"entry", std::move(entry)},
                      {"warnings", warnings_json(call.actor, written.warnings)},
                      {"moved", moved_json(call.actor, before, after)}};
}

Result<Response> EntryRoutes::list(const Request& request) {
  NJ_TRY(const Call call, begin(request));
  NJ_TRY(const ListQuery query, list_query(request));
  NJ_TRY(auto page,
         services_.database.read(
             [&](db::Tx& tx) { return page_json(tx, services_, call.actor, *call.table, query); },
             request.deadline));
  return Response::json(page);
}

Result<Response> EntryRoutes::get(const Request& request) {
  NJ_TRY(const Call call, with_entry(begin(request), request));
  NJ_TRY(auto entry, services_.database.read(
                         [&](db::Tx& tx) -> Result<json::object> {
                           NJ_TRY(auto found, entries_.get(tx, call.actor, *call.table, call.id));
                           return entry_json(tx, services_, call.actor, *call.table,
                                             std::move(found), Detail::whole);
                         },
                         request.deadline));
  return Response::json(json::object{{"entry", std::move(entry)}});
}

Result<Response> EntryRoutes::create(const Request& request) {
  NJ_TRY(const Call call, begin(request));
  NJ_TRY(const auto body, http::json_body(request));
  const auto* given = body.if_contains("values");
  if (!given || !given->is_object())
    return fail(ErrorCode::invalid_argument, "no values", "缺少 values。");
  NJ_CHECK(require_search(services_, call.actor, call.table->definition(),
                          http::text_member(body, "search").value_or("")));
  NJ_TRY(const auto values,
         values_from_json(call.actor, call.table->definition(), given->get_object()));
  NJ_TRY(const auto prepared,
         entries_.prepare(call.actor, *call.table, organisation_of(body), values));
  return write_once(services_, request, call.actor.account, [&](db::Tx& tx) -> Result<Response> {
    NJ_TRY(const auto answer, answer_written(tx, request, call, [&] {
             return entries_.insert(tx, call.actor, *call.table, prepared);
           }));
    return Response::json(answer, 201);
  });
}

Result<Response> EntryRoutes::conflict(const Call& call, const Error& error,
                                       const Request& request) {
  NJ_TRY(auto entry, services_.database.read(
                         [&](db::Tx& tx) -> Result<json::object> {
                           NJ_TRY(auto found, entries_.get(tx, call.actor, *call.table, call.id));
                           return entry_json(tx, services_, call.actor, *call.table,
                                             std::move(found), Detail::whole);
                         },
                         request.deadline));
  json::object answer{
      {"error",
       {{"code", to_string(error.code)}, {"message", error.detail}, {"fields", json::object{}}}},
      {"entry", std::move(entry)}};
  return Response::json(answer, 409);
}

Result<Response> EntryRoutes::revise(const Request& request) {
  NJ_TRY(const Call call, with_entry(begin(request), request));
  NJ_TRY(const auto body, http::json_body(request));
  const auto* given = body.if_contains("values");
  const auto revision = http::integer_member(body, "revision");
  if (!given || !given->is_object() || !revision) {
    return fail(ErrorCode::invalid_argument, "values and revision are owed",
                "缺少 values 或 revision。");
  }
  Revision change{call.id, *revision, {}, http::text_member(body, "reason").value_or("")};
  NJ_TRY(change.given, values_from_json(call.actor, call.table->definition(), given->get_object()));
  auto answer =
      write_once(services_, request, call.actor.account, [&](db::Tx& tx) -> Result<Response> {
        NJ_TRY(const auto shown, answer_written(tx, request, call, [&] {
                 return entries_.revise(tx, call.actor, *call.table, change);
               }));
        return Response::json(shown);
      });
  if (!answer && answer.error().code == ErrorCode::conflict)
    return conflict(call, answer.error(), request);
  return answer;
}

Result<Response> EntryRoutes::retire(const Request& request) {
  NJ_TRY(const Call call, with_entry(begin(request), request));
  NJ_TRY(const auto body, http::json_body(request));
  const auto revision = http::integer_member(body, "revision");
  if (!revision) return fail(ErrorCode::invalid_argument, "revision is owed", "缺少 revision。");
  const std::string reason = http::text_member(body, "reason").value_or("");
  return write_once(services_, request, call.actor.account, [&](db::Tx& tx) -> Result<Response> {
    NJ_TRY(auto retired, entries_.retire(tx, call.actor, *call.table, call.id, *revision, reason));
    NJ_TRY(auto entry,
           entry_json(tx, services_, call.actor, *call.table, std::move(retired), Detail::whole));
    return Response::json(json::object{{"entry", std::move(entry)}});
  });
}

Result<Response> EntryRoutes::history(const Request& request) {
  NJ_TRY(const Call call, with_entry(begin(request), request));
  NJ_TRY(
      auto lines,
      services_.database.read(
          [&](db::Tx& tx) -> Result<json::array> {
            NJ_TRY(const auto entry, entries_.get(tx, call.actor, *call.table, call.id));
            const auto& access = call.actor.access->on(call.table->definition());
            if (!access.may(catalog::Action::history, entry.facts(), services_.formula_context()))
              return forbidden(call.actor);
            return history_json(tx, services_, call.actor, *call.table, entry);
          },
          request.deadline));
  return Response::json(json::object{{"history", std::move(lines)}});
}

Result<Response> EntryRoutes::reveal(const Request& request) {
  NJ_TRY(const Call call, with_entry(begin(request), request));
  NJ_TRY(const auto body, http::json_body(request));
  std::vector<std::string> fields;
  if (const auto* list = body.if_contains("fields"); list && list->is_array()) {
    for (const auto& one : list->get_array()) {
      if (one.is_string()) fields.emplace_back(one.get_string());
    }
  }
  NJ_TRY(const auto values, entries_.reveal(call.actor, *call.table, call.id, fields,
                                            http::text_member(body, "reason").value_or("")));
  json::object shown, display;
  NJ_CHECK(services_.database.read(
      [&](db::Tx& tx) -> Status {
        for (const auto& [key, value] : values) {
          const catalog::Field& field = *call.table->definition().find(key);
          shown[key] = catalog::kind_of(field).to_json(field, value);
          if (is_reference(field.type))
            display[key] = display_of(tx, services_, call.actor, field, value);
        }
        return Done{};
      },
      request.deadline));
  return Response::json(
      json::object{{"values", std::move(shown)}, {"display", std::move(display)}});
}

Result<Response> EntryRoutes::batch(const Request& request) {
  NJ_TRY(const Call call, begin(request));
  NJ_TRY(const auto body, http::json_body(request));
  const auto* rows = body.if_contains("entries");
  if (!rows || !rows->is_array())
    return fail(ErrorCode::invalid_argument, "no entries", "缺少 entries。");
  NJ_TRY(const auto results,
         create_batch(services_, call.actor, *call.table, rows->get_array(), request.deadline));
  json::array out;
  for (const auto& one : results) {
    if (one) {
      out.push_back(json::object{{"status", 201},
                                 {"id", one->entry.id.text()},
                                 {"warnings", warnings_json(call.actor, one->warnings)}});
      continue;
    }
    json::object fields;
    for (const auto& [key, message] : one.error().fields) fields[key] = message;
    out.push_back(json::object{{"status", http_status(one.error().code)},
                               {"error",
                                {{"code", to_string(one.error().code)},
                                 {"message", one.error().detail},
                                 {"fields", std::move(fields)}}}});
  }
  return Response::json(json::object{{"results", std::move(out)}});
}

Result<Day> day_of_query(const Request& request, const char* name) {
  const auto day = parse_day(*request.query(name));
  if (!day)
    return fail(ErrorCode::invalid_argument, std::string(name) + " is no day",
                std::string(name) + " 应写成 2026-03-08 这样的日期。");
  return *day;
}

constexpr OrganisationId kNowhere{-1};

}  // namespace

OrganisationId organisation_of(const Request& request) {
  const std::string wanted = request.query("organisation").value_or("");
  if (wanted.empty()) return {};
  const auto id = parse_id(wanted);
  return id ? OrganisationId{*id} : kNowhere;
}

OrganisationId organisation_of(const json::object& body) {
  const auto* wanted = body.if_contains("organisation");
  if (!wanted || wanted->is_null()) return {};
  const auto id = http::id_member(body, "organisation");
  return id ? OrganisationId{*id} : kNowhere;
}

Result<ListQuery> list_query(const Request& request) {
  ListQuery query;
  query.filter = request.query("filter").value_or("");
  query.sort = request.query("sort").value_or("");
  query.words = request.query("q").value_or("");
  query.after = request.query("after").value_or("");
  query.own = request.query("own") == "true";
  query.count = request.query("count") == "true";
  query.organisation = organisation_of(request);
  if (request.query("from")) {
    NJ_TRY(query.from, day_of_query(request, "from"));
  }
  if (request.query("to")) {
    NJ_TRY(query.to, day_of_query(request, "to"));
  }
  if (const auto limit = request.query("limit"))
    query.limit = static_cast<int>(std::min<std::int64_t>(parse_id(*limit).value_or(0), 1000));
  return query;
}

Result<json::object> page_json(db::Tx& tx, const Services& services, const Actor& actor,
                               const LedgerTable& table, const ListQuery& query) {
  NJ_TRY(Page page, list_entries(tx, services, actor, table, query));
  // One piece of memory for the whole page, given back at once.
  const auto storage = json::make_shared_resource<json::monotonic_resource>(32'768);
  NJ_TRY(auto entries, entries_json(tx, services, actor, table, std::move(page.entries), storage));
  json::object out(storage);
  out["entries"] = std::move(entries);
  out["next"] = nullptr;
  if (!page.next.empty()) out["next"] = page.next;
  if (page.count) out["count"] = *page.count;
  return out;
}

void add_entry_routes(http::Router& router, Services& services, ActorOf actor_of) {
  const auto routes = std::make_shared<EntryRoutes>(services, std::move(actor_of));
  const auto add = [&](Method method, const char* pattern,
                       Result<Response> (EntryRoutes::*route)(const Request&),
                       http::RouteOptions options = {}) {
    router.add(
        method, pattern,
        [routes, route](const Request& request) { return (routes.get()->*route)(request); },
        options);
  };
  add(Method::get, "/api/ledgers/{ledger}/entries", &EntryRoutes::list);
  add(Method::post, "/api/ledgers/{ledger}/entries", &EntryRoutes::create);
  add(Method::post, "/api/ledgers/{ledger}/entries:batch", &EntryRoutes::batch,
      {.max_body = kLargestBatch});
  add(Method::get, "/api/ledgers/{ledger}/entries/{id}", &EntryRoutes::get);
  add(Method::patch, "/api/ledgers/{ledger}/entries/{id}", &EntryRoutes::revise);
  add(Method::delete_, "/api/ledgers/{ledger}/entries/{id}", &EntryRoutes::retire);
  add(Method::get, "/api/ledgers/{ledger}/entries/{id}/history", &EntryRoutes::history);
  add(Method::post, "/api/ledgers/{ledger}/entries/{id}/reveal", &EntryRoutes::reveal);
}

}  // namespace niangjia::ledger
