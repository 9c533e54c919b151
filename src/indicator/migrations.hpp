// The counters' tables; numbers 400 to 499.
#pragma once
#include <span>

#include "db/migrations.hpp"

namespace niangjia::indicator {

[[nodiscard]] std::span<const db::Migration> indicator_migrations();

}  // namespace niangjia::indicator
