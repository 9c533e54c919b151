// /api/plans and /api/measures (docs/api.md, Plans).
#pragma once
#include "ledger/entry_routes.hpp"

namespace niangjia::plan {

void add_plan_routes(http::Router& router, ledger::Services& services, ledger::ActorOf actor_of);

}  // namespace niangjia::plan
