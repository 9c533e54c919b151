// Values that may stand once, in clear or sealed: kept as keyed hashes, so that the check tells
// nothing.
#pragma once
#include <string>
#include <vector>

#include "ledger/services.hpp"

namespace niangjia::ledger {

struct UniqueKey {
  std::string rule;   // the field, or the fields that are unique together
  std::string field;  // where the message stands
  std::int64_t hash, check_hash;
};

// The keys that an entry of the organisation takes; none for empty values. `values` holds all of
// them.
[[nodiscard]] std::vector<UniqueKey> unique_keys(const identity::EntryCipher& cipher,
                                                 const catalog::Ledger& ledger,
                                                 OrganisationId organisation,
                                                 const catalog::Values& values);
// Gives back the keys of `before` and takes those of `after` for the entry. The first key that
// another entry holds is answered and nothing is taken; nullopt when all were free.
[[nodiscard]] Result<std::optional<UniqueKey>> take_unique_keys(db::Tx& tx, EntryId entry,
                                                                const std::vector<UniqueKey>& keys);
[[nodiscard]] Status give_back_unique_keys(db::Tx& tx, EntryId entry);

}  // namespace niangjia::ledger
