// Entry numbers such as 求2026-0318: one series per ledger, year and county, without gaps.
#pragma once
#include <string>

#include "db/database.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::ledger {

// Takes the next number inside the transaction of its entry: when that is undone, the number is
// free again. The series is the one of the nearest organisation at or above `organisation` that is
// a county or higher.
[[nodiscard]] Result<std::string> take_number(db::Tx& tx, std::string_view prefix,
                                              const organisation::Tree& tree,
                                              const organisation::Organisation& organisation,
                                              int year);

}  // namespace niangjia::ledger
