#include "ledger/exchange_routes.hpp"

#include <boost/json.hpp>

#include "ledger/export.hpp"
#include "ledger/import.hpp"

namespace niangjia::ledger {
namespace {

namespace json = boost::json;
using http::Method;
using http::Request;
using http::Response;

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr http::RouteOptions kUpload{.max_body = 64UL << 20, .deadline = std::chrono::seconds{120}};

class ExchangeRoutes {
 public:
  ExchangeRoutes(Services& services, ActorOf actor_of)
      : services_(services), actor_of_(std::move(actor_of)) {}

  Result<Response> export_rows(const Request& request) {
    NJ_TRY(const Actor actor, actor_of_(request));
    NJ_TRY(const LedgerTable* table, ledger_of(request, actor, catalog::Action::export_));
    ExportRequest wanted;
    NJ_TRY(wanted.query, list_query(request));
    wanted.format = request.query("format") == "csv" ? ExportFormat::csv : ExportFormat::xlsx;
    wanted.purpose = request.query("purpose").value_or("");
    wanted.clear = request.query("clear") == "true";
    NJ_TRY(auto bytes, export_entries(services_, actor, *table, wanted, request.deadline));
    const std::string name =
        actor.word(table->definition().title) + " " + format_day(services_.clock.today());
    return wanted.format == ExportFormat::csv
               ? Response::download(std::move(bytes), "text/csv; charset=utf-8", name + ".csv")
               : Response::download(std::move(bytes), kXlsx, name + ".xlsx");
  }

  Result<Response> blank(const Request& request) {
    NJ_TRY(const Actor actor, actor_of_(request));
    NJ_TRY(const LedgerTable* table, ledger_of(request, actor, catalog::Action::create));
    NJ_TRY(auto bytes, import_template(table->definition()));
    return Response::download(std::move(bytes), kXlsx, table->definition().title.zh + "模板.xlsx");
  }

  Result<Response> import_rows(const Request& request) {
    NJ_TRY(const Actor actor, actor_of_(request));
    NJ_TRY(const LedgerTable* table, ledger_of(request, actor, catalog::Action::import));
    const std::string file_name = request.query("file_name").value_or("");
    NJ_TRY(const auto report,
           import_entries(services_, actor, *table, wanted(request, file_name), request.deadline));
    return Response::json(report_json(report));
  }

  Result<Response> errors(const Request& request) {
    NJ_TRY(const Actor actor, actor_of_(request));
    NJ_TRY(const LedgerTable* table, ledger_of(request, actor, catalog::Action::import));
    const std::string file_name = request.query("file_name").value_or("");
    NJ_TRY(auto bytes, import_error_sheet(services_, actor, *table, wanted(request, file_name)));
    return Response::download(std::move(bytes), kXlsx, table->definition().title.zh + "待改.xlsx");
  }

  Result<Response> undo(const Request& request) {
    NJ_TRY(const Actor actor, actor_of_(request));
    NJ_TRY(const int retired,
           undo_batch(services_, actor, parse_id(request.parameter("id")).value_or(0)));
    return Response::json(json::object{{"retired", retired}});
  }

 private:
  Result<const LedgerTable*> ledger_of(const Request& request, const Actor& actor,
                                       catalog::Action action) const {
    NJ_TRY(const LedgerTable* table, services_.table(request.parameter("ledger")));
    const auto& access = actor.access->on(table->definition());
    if (!access.may(catalog::Action::read) && !access.may(action))
      return fail(ErrorCode::not_found, "no right on the ledger");
    if (!access.may(action)) return forbidden(actor);
    return table;
  }

  static ImportRequest wanted(const Request& request, const std::string& file_name) {
    return {file_name, request.body, organisation_of(request),
            request.query("dry_run").value_or("true") != "false"};
  }

  static json::object report_json(const ImportReport& report) {
    json::array columns, faults, preview, missing;
    for (const auto& column : report.columns) {
      columns.push_back(
          json::object{{"heading", column.heading},
                       {"field", column.field ? json::value(column.field->key) : nullptr}});
    }
    for (const auto& fault : report.faults) {
      faults.push_back(json::object{{"row", fault.row},
                                    {"field", fault.field},
                                    {"heading", fault.heading},
                                    {"message", fault.message},
                                    {"warning", fault.warning}});
    }
    for (const auto& row : report.preview) preview.push_back(json::value_from(row));
    for (const auto& key : report.missing) missing.emplace_back(key);
    return {
        {"sheet", report.sheet},
        {"columns", std::move(columns)},
        {"missing", std::move(missing)},
        {"rows", {{"right", report.right}, {"warned", report.warned}, {"refused", report.refused}}},
        {"faults", std::move(faults)},
        {"preview", std::move(preview)},
        {"batch", report.batch ? json::value(std::to_string(report.batch)) : nullptr}};
  }

  Services& services_;
  ActorOf actor_of_;
};

}  // namespace

void add_exchange_routes(http::Router& router, Services& services, ActorOf actor_of) {
  const auto routes = std::make_shared<ExchangeRoutes>(services, std::move(actor_of));
  const auto add = [&](Method method, const char* pattern,
                       Result<Response> (ExchangeRoutes::*route)(const Request&),
                       http::RouteOptions options) {
    router.add(
        method, pattern,
        [routes, route](const Request& request) { return (routes.get()->*route)(request); },
        options);
  };
  add(Method::get, "/api/ledgers/{ledger}/export", &ExchangeRoutes::export_rows,
      {.deadline = std::chrono::seconds{120}});
  add(Method::get, "/api/ledgers/{ledger}/template", &ExchangeRoutes::blank, {});
  add(Method::post, "/api/ledgers/{ledger}/import", &ExchangeRoutes::import_rows, kUpload);
  add(Method::post, "/api/ledgers/{ledger}/import:errors", &ExchangeRoutes::errors, kUpload);
  add(Method::post, "/api/batches/{id}/undo", &ExchangeRoutes::undo, {});
}

}  // namespace niangjia::ledger
