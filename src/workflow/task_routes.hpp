// /api/tasks: what is due (docs/api.md, Today).
#pragma once
#include "http/router.hpp"
#include "ledger/entry_routes.hpp"
#include "workflow/tasks.hpp"

namespace niangjia::workflow {

void add_task_routes(http::Router& router, ledger::Services& services, ledger::ActorOf actor_of);

}  // namespace niangjia::workflow
