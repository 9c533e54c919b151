// The tables of accounts, sessions, audit and stored answers.
#pragma once
#include <span>

#include "db/migrations.hpp"

namespace niangjia::identity {

// Numbers 100 to 199.
[[nodiscard]] std::span<const db::Migration> identity_migrations();

}  // namespace niangjia::identity
