// What is left of what comes in and goes out, kept as a running sum per organisation and item, so
// that it can never fall below zero, however many write at once.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "ledger/entry.hpp"

namespace niangjia::ledger {

struct BalanceLine {
  std::string item;         // values of the ledger's `per` fields, joined by "|"
  std::int64_t amount = 0;  // scaled like the field `change`
};

// Moves the balance from what `before` gave to what `after` gives; either may be null. Answers the
// amount that there was when it would fall below zero, and then changes nothing; nullopt when it
// went well. Does nothing for ledgers without a balance.
[[nodiscard]] Result<std::optional<std::int64_t>> move_balance(db::Tx& tx,
                                                               const catalog::Ledger& ledger,
                                                               const Entry* before,
                                                               const Entry* after);
// What an organisation has, item by item; lines of nothing are left out.
[[nodiscard]] Result<std::vector<BalanceLine>> balances_of(db::Tx& tx,
                                                           const catalog::Ledger& ledger,
                                                           OrganisationId organisation);

}  // namespace niangjia::ledger
