// The tables that all ledgers share; numbers 300 to 399.
#pragma once
#include <span>

#include "db/migrations.hpp"

namespace niangjia::ledger {

[[nodiscard]] std::span<const db::Migration> ledger_migrations();

}  // namespace niangjia::ledger
