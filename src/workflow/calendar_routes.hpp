// /api/calendar: on which days of a year people work and rest (docs/api.md, Today).
#pragma once
#include "http/router.hpp"
#include "ledger/entry_routes.hpp"

namespace niangjia::workflow {

// `services` outlives the router.
void add_calendar_routes(http::Router& router, ledger::Services& services,
                         ledger::ActorOf actor_of);

}  // namespace niangjia::workflow
