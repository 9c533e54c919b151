// Values copied from what an entry links to.
#pragma once
#include "ledger/entries.hpp"

namespace niangjia::ledger {

[[nodiscard]] bool fetches(const catalog::Ledger& ledger);
// `given` with the values of fields that are fetched through a link of `given`, else of `before`.
// What the actor may neither see nor reveal there is not copied; what cannot be found stays out.
[[nodiscard]] Result<catalog::Values> with_fetched(db::Tx& tx, const Services& services,
                                                   const Actor& actor,
                                                   const catalog::Ledger& ledger,
                                                   const catalog::Values& before,
                                                   catalog::Values given);

}  // namespace niangjia::ledger
