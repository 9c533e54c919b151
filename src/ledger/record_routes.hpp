// What the kinds of records ask for beside lists and forms:
// GET  /api/ledgers/{ledger}/matrices/{matrix}?organisation=&from=&to=&filter=
// GET  /api/ledgers/{ledger}/balances?organisation=
// POST /api/ledgers/{ledger}/entries/{id}/reverse {"reason"}
#pragma once
#include "ledger/entry_routes.hpp"

namespace niangjia::ledger {

void add_record_routes(http::Router& router, Services& services, ActorOf actor_of);

}  // namespace niangjia::ledger
