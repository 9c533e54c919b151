#include "ledger/numbering.hpp"

#include <fmt/format.h>

namespace niangjia::ledger {
namespace {
constexpr db::Statement kTake{
    "number.take",
    "INSERT INTO entry_number (prefix, organisation, year, last) VALUES ($1, $2, $3, 1) "
    "ON CONFLICT (prefix, organisation, year) DO UPDATE SET last = entry_number.last + 1 RETURNING "
    "last"};

void fill(std::string& pattern, std::string_view mark, const std::string& word) {
  const auto at = pattern.find(mark);
  if (at != std::string::npos) pattern.replace(at, mark.size(), word);
}
}  // namespace

Result<std::string> take_number(db::Tx& tx, const catalog::Ledger& ledger,
                                const organisation::Tree& tree,
                                const organisation::Organisation& organisation, int year) {
  const bool patterned = !ledger.number_pattern.empty();
  if (ledger.number_prefix.empty() && !patterned) return std::string();
  const std::string& series = ledger.number_prefix.empty() ? ledger.id : ledger.number_prefix;
  const auto& counting = ledger.number_per_organisation
                             ? organisation
                             : tree.above(organisation, organisation::Level::county);
  NJ_TRY(const auto taken, tx.first(kTake, {series, counting.id, year},
                                    [](const db::Row& row) { return row.integer(0); }));
  const std::int64_t last = taken.value_or(0);
  if (!patterned) return fmt::format("{}{}-{:04}", ledger.number_prefix, year, last);
  std::string number = ledger.number_pattern;
  fill(number, "{organisation}", counting.name);
  fill(number, "{year}", std::to_string(year));
  fill(number, "{number}", std::to_string(last));
  return number;
}

}  // namespace niangjia::ledger
