#include "indicator/figure_routes.hpp"

#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "indicator/figure_memory.hpp"
#include "indicator/periods.hpp"
#include "ledger/entry_json.hpp"

namespace niangjia::indicator {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;
using ledger::Actor;
using ledger::Services;

constexpr std::int64_t kDeepest = 6;

Result<Day> day_or(const Request& request, const char* name, Day fallback) {
  const auto text = request.query(name);
  if (!text || text->empty()) return fallback;
  const auto day = parse_day(*text);
  if (!day)
    return fail(ErrorCode::invalid_argument, std::string(name) + " is no day",
                std::string(name) + " 应写成 2026-03-08 这样的日期。");
  return *day;
}

Status read_by(const Request& request, FigureQuery& query) {
  const std::string by = request.query("by").value_or("");
  query.by_organisation = by == "organisation" || by == "organisation,dimension";
  query.by_month = by == "month";
  query.by_dimension = by == "dimension" || by == "organisation,dimension";
  if (!by.empty() && !query.by_organisation && !query.by_month && !query.by_dimension) {
    return fail(ErrorCode::invalid_argument, "unknown by",
                "by 只能是 organisation、month、dimension 或 organisation,dimension。");
  }
  return Done{};
}

Result<FigureQuery> figure_query(const Request& request, const Services& services,
                                 const Actor& actor) {
  FigureQuery query;
  query.indicator = services.catalogue.indicator(request.parameter("indicator"));
  if (!query.indicator) return fail(ErrorCode::not_found, "no such indicator");
  const auto wanted = request.query("organisation");
  query.organisation =
      wanted && !wanted->empty()
          ? actor.access->tree().find(OrganisationId{parse_id(*wanted).value_or(0)})
          : actor.access->home();
  if (!query.organisation) return fail(ErrorCode::not_found, "no such organisation");
  const Day year = start_of_period(Grain::year, services.clock.today());
  NJ_TRY(query.range.from, day_or(request, "from", year));
  NJ_TRY(query.range.to, day_or(request, "to", end_of_period(Grain::year, query.range.from)));
  if (query.range.to - query.range.from > std::chrono::days{366 * 20}) {
    return fail(ErrorCode::invalid_argument, "range over twenty years", "一次最多看二十年。");
  }
  NJ_CHECK(read_by(request, query));
  query.depth = static_cast<int>(std::clamp<std::int64_t>(
      parse_id(request.query("depth").value_or("1")).value_or(1), 1, kDeepest));
  return query;
}

// A sum reads like its field, money and decimals as text; a ratio has two digits behind the point.
json::value amount_json(const Services& services, const catalog::Indicator& indicator,
                        std::int64_t amount) {
  static const catalog::Field kShare = [] {
    catalog::Field field;
    field.type = catalog::FieldType::percentage;
    field.scale = 2;
    return field;
  }();
  const auto* ledger = services.catalogue.ledger(indicator.ledger);
  const auto* field = ledger ? ledger->find(indicator.field) : nullptr;
  if (indicator.kind == catalog::Indicator::Kind::ratio) field = &kShare;
  if (!field || indicator.kind == catalog::Indicator::Kind::distinct) return amount;
  return catalog::kind_of(*field).to_json(*field, catalog::Value{amount});
}

json::object cell_json(const Services& services, const Actor& actor, const FigureQuery& query,
                       const FigureCell& cell) {
  json::object out;
  std::string title;
  if (cell.organisation) {
    out["organisation"] = cell.organisation->id.text();
    title = cell.organisation->name;
  }
  if (query.by_month) {
    out["month"] = cell.month;
    title = cell.month;
  }
  if (query.by_dimension) {
    out["dimension"] = cell.dimension;
    const auto* field =
        services.catalogue.ledger(query.indicator->ledger)->find(query.indicator->dimension);
    const auto* choice = field && field->choices ? field->choices->find(cell.dimension) : nullptr;
    const std::string word =
        choice ? actor.word(choice->title) : std::string(actor.english ? "Not filled in" : "未填");
    title = title.empty() ? word : title + " · " + word;
  }
  out["title"] = title;
  out["value"] = amount_json(services, *query.indicator, cell.amount);
  return out;
}

// Organisations down, choices across: what a page draws as a table.
void add_matrix(const Services& services, const Actor& actor, const FigureQuery& query,
                const Figure& found, json::object& out) {
  const auto* field =
      services.catalogue.ledger(query.indicator->ledger)->find(query.indicator->dimension);
  std::map<std::string, std::size_t, std::less<>> columns;
  json::array dimensions, organisations, matrix;
  const auto add_column = [&](const std::string& key, const std::string& title) {
    columns.emplace(key, columns.size());
    dimensions.push_back(json::object{{"key", key}, {"title", title}});
  };
  for (std::size_t i = 0; field && field->choices && i < field->choices->choices.size(); ++i) {
    add_column(field->choices->choices[i].key, actor.word(field->choices->choices[i].title));
  }
  for (const FigureCell& cell : found.cells) {
    if (!columns.contains(cell.dimension))
      add_column(cell.dimension, actor.english ? "Not filled in" : "未填");
  }
  const organisation::Organisation* row = nullptr;
  for (const FigureCell& cell : found.cells) {
    if (cell.organisation != row) {
      row = cell.organisation;
      organisations.push_back(json::object{{"id", row->id.text()}, {"name", row->name}});
      matrix.push_back(json::array(columns.size(), 0));
    }
    matrix.back().get_array()[columns.at(cell.dimension)] =
        amount_json(services, *query.indicator, cell.amount);
  }
  out["organisations"] = std::move(organisations);
  out["dimensions"] = std::move(dimensions);
  out["matrix"] = std::move(matrix);
}

json::object figure_json(const Services& services, const Actor& actor, const FigureQuery& query,
                         const Figure& found) {
  const catalog::Indicator& indicator = *query.indicator;
  json::object out{{"indicator", indicator.id},
                   {"title", actor.word(indicator.title)},
                   {"explanation", actor.word(indicator.explanation)},
                   {"unit", indicator.unit},
                   {"organisation", query.organisation->id.text()},
                   {"from", format_day(query.range.from)},
                   {"to", format_day(query.range.to)},
                   {"value", found.applies ? amount_json(services, indicator, found.value)
                                           : json::value(nullptr)}};
  if (query.by_organisation && query.by_dimension) {
    add_matrix(services, actor, query, found, out);
    return out;
  }
  json::array cells;
  cells.reserve(found.cells.size());
  for (const FigureCell& cell : found.cells)
    cells.push_back(cell_json(services, actor, query, cell));
  out["cells"] = std::move(cells);
  return out;
}

Result<Response> answer_figure(const Request& request, Services& services,
                               const ledger::ActorOf& actor_of, FigureMemory& memory) {
  NJ_TRY(const Actor actor, actor_of(request));
  const FigureMemory::Key key{actor.access, actor.english,
                              request.path + "?" + request.query_string, services.clock.today()};
  const auto version = FigureMemory::version(services.database);
  if (auto known = memory.find(key, version)) return Response::json(std::move(*known));
  NJ_TRY(const FigureQuery query, figure_query(request, services, actor));
  NJ_TRY(const Figure found,
         services.database.read([&](db::Tx& tx) { return figure(tx, services, actor, query); },
                                request.deadline));
  std::string answer = json::serialize(figure_json(services, actor, query, found));
  memory.keep(key, version, answer);
  return Response::json(std::move(answer));
}

Result<Response> answer_entries(const Request& request, Services& services,
                                const ledger::ActorOf& actor_of) {
  NJ_TRY(const Actor actor, actor_of(request));
  NJ_TRY(FigureQuery query, figure_query(request, services, actor));
  if (query.indicator->kind == catalog::Indicator::Kind::ratio)
    query.indicator = services.catalogue.indicator(query.indicator->numerator);
  NJ_TRY(const auto* table, services.table(query.indicator->ledger));
  if (!actor.access->on(table->definition()).may(catalog::Action::count))
    return fail(ErrorCode::not_found, "may count nothing of the ledger");
  if (query.indicator->dimension.empty() && !request.query("dimension").value_or("").empty()) {
    return fail(ErrorCode::invalid_argument, "the indicator has no dimension",
                "这个指标不分类别。");
  }
  NJ_TRY(const ledger::ListQuery address, ledger::list_query(request));
  ledger::ListQuery rows =
      entries_behind(table->definition(), query, request.query("dimension").value_or(""));
  rows.limit = address.limit;
  rows.after = address.after;
  NJ_TRY(const auto answer,
         services.database.read(
             [&](db::Tx& tx) -> Result<json::object> {
               NJ_TRY(auto page, ledger::page_json(tx, services, actor, *table, rows));
               ledger::ListQuery counted = rows;
               NJ_TRY(const auto open, ledger::count_entries(tx, services, actor, *table, counted));
               counted.action = catalog::Action::count;
               NJ_TRY(const auto all, ledger::count_entries(tx, services, actor, *table, counted));
               page["ledger"] = table->definition().id;
               page["count"] = open;
               page["hidden"] = all - open;
               return page;
             },
             request.deadline));
  return Response::json(answer);
}

}  // namespace

void add_figure_routes(http::Router& router, Services& services, ledger::ActorOf actor_of) {
  const auto memory = std::make_shared<FigureMemory>();
  router.add(http::Method::get, "/api/indicators/{indicator}",
             [&services, actor_of, memory](const Request& request) {
               return answer_figure(request, services, actor_of, *memory);
             });
  router.add(http::Method::get, "/api/indicators/{indicator}/entries",
             [&services, actor_of](const Request& request) {
               return answer_entries(request, services, actor_of);
             });
}

}  // namespace niangjia::indicator
