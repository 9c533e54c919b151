#include "ledger/numbering.hpp"

#include <fmt/format.h>

namespace niangjia::ledger {
namespace {
constexpr db::Statement kTake{
    "number.take",
    "INSERT INTO entry_number (prefix, organisation, year, last) VALUES ($1, $2, $3, 1) "
    "ON CONFLICT (prefix, organisation, year) DO UPDATE SET last = entry_number.last + 1 RETURNING "
    "last"};
}

Result<std::string> take_number(db::Tx& tx, std::string_view prefix, const organisation::Tree& tree,
                                const organisation::Organisation& organisation, int year) {
  if (prefix.empty()) return std::string();
  const auto& counting = tree.above(organisation, organisation::Level::county);
  NJ_TRY(const auto last, tx.first(kTake, {prefix, counting.id, year},
                                   [](const db::Row& row) { return row.integer(0); }));
  return fmt::format("{}{}-{:04}", prefix, year, last.value_or(0));
}

}  // namespace niangjia::ledger
