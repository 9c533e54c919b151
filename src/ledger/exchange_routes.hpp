// Export, template, import and undo of a ledger (docs/api.md, Entries).
#pragma once
#include "ledger/entry_routes.hpp"

namespace niangjia::ledger {

void add_exchange_routes(http::Router& router, Services& services, ActorOf actor_of);

}  // namespace niangjia::ledger
