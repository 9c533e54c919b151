// GET /api/ledgers/{ledger}/duties/{duty}?organisation=&from=&to=
#pragma once
#include "http/router.hpp"
#include "ledger/entry_routes.hpp"

namespace niangjia::workflow {

void add_duty_routes(http::Router& router, ledger::Services& services, ledger::ActorOf actor_of);

}  // namespace niangjia::workflow
