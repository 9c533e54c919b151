// Routes for whoever watches over the running program.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/router.hpp"

namespace niangjia::http {

// One thing that must work for the program to be of use. `check` must answer within a second or so.
struct HealthCheck {
  std::string name;
  std::function<Status()> check;
};

// Who may read /metrics. A proxy's visitors come from outside although the proxy is on this
// machine.
enum class MetricsAudience { this_machine, everyone };

// Adds GET /healthz: 200 {"status":"ok","checks":{"database":"ok"}}, or 503 with "failing" at what
// fails (why is in the log), and GET /metrics in the text form of Prometheus.
void add_health_routes(Router& router, std::vector<HealthCheck> checks,
                       MetricsAudience audience = MetricsAudience::this_machine);

}  // namespace niangjia::http
