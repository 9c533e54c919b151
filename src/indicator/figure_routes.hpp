// /api/indicators: figures and the entries behind them (docs/api.md, Figures).
#pragma once
#include "indicator/figures.hpp"
#include "ledger/entry_routes.hpp"

namespace niangjia::indicator {

void add_figure_routes(http::Router& router, ledger::Services& services, ledger::ActorOf actor_of);

}  // namespace niangjia::indicator
