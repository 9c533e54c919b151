// /api/catalogue: the ledgers, indicators and capabilities that a person works with.
#pragma once
#include "ledger/entry_routes.hpp"

namespace niangjia::ledger {

void add_catalogue_routes(http::Router& router, Services& services, ActorOf actor_of);

}  // namespace niangjia::ledger
