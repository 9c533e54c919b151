#include "http/health.hpp"

#include <boost/json.hpp>

#include "base/log.hpp"
#include "http/metrics.hpp"

namespace niangjia::http {
namespace {

Response report(const std::vector<HealthCheck>& checks) {
  bool all_well = true;
  boost::json::object results;
  for (const auto& [name, check] : checks) {
    const auto status = check();
    results[name] = status ? "ok" : "failing";
    if (status) continue;
    all_well = false;
    log::error("health check {}: {}", name, status.error().message);
  }
  boost::json::object body{{"status", all_well ? "ok" : "failing"}, {"checks", std::move(results)}};
  return Response::json(body, all_well ? 200 : 503);
}

bool comes_from_this_machine(const Request& request) {
  const auto& address = request.remote_address;
  return (address.starts_with("127.") || address == "::1") &&
         !request.has_header("X-Forwarded-For");
}

}  // namespace

void add_health_routes(Router& router, std::vector<HealthCheck> checks, MetricsAudience audience) {
  const RouteOptions at_once{.admission = Admission::at_once};
  router.add(
      Method::get, "/healthz",
      [checks = std::move(checks)](const Request&) -> Result<Response> { return report(checks); },
      at_once);
  router.add(
      Method::get, "/metrics",
      [metrics = router.metrics(), audience](const Request& request) -> Result<Response> {
        if (audience == MetricsAudience::this_machine && !comes_from_this_machine(request)) {
          return fail(ErrorCode::not_found, "metrics asked for from outside");
        }
        return Response{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                        .body = metrics->text()};
      },
      at_once);
}

}  // namespace niangjia::http
