// Entry numbers such as 求2026-0318 or 某镇妇联〔2026〕3号: one series per ledger, year and county,
// or organisation where the ledger says so, without gaps.
#pragma once
#include <string>

#include "catalog/definition.hpp"
#include "db/database.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::ledger {

// Takes the next number inside the transaction of its entry: when that is undone, the number is
// free again. The series is the one of the organisation itself where the ledger counts per
// organisation, else of the nearest one at or above it that is a county or higher. "" when the
// ledger has no numbers.
[[nodiscard]] Result<std::string> take_number(db::Tx& tx, const catalog::Ledger& ledger,
                                              const organisation::Tree& tree,
                                              const organisation::Organisation& organisation,
                                              int year);

}  // namespace niangjia::ledger
