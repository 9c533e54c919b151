#include "ledger/numbering.hpp"

#include <fmt/format.h>

#include <array>

namespace niangjia::ledger {
namespace {

#define NJ_RAISE_NUMBER                                                                 \
  "INSERT INTO entry_number (prefix, organisation, year, last) VALUES ($1, $2, $3, 1) " \
  "ON CONFLICT (prefix, organisation, year) DO UPDATE SET last = entry_number.last + 1"
constexpr db::Statement kRaise{"number.raise", NJ_RAISE_NUMBER};
constexpr db::Statement kRaiseAndTell{"number.raise_and_tell", NJ_RAISE_NUMBER " RETURNING last"};
#undef NJ_RAISE_NUMBER
constexpr db::Statement kLast{
    "number.last",
    "SELECT last FROM entry_number WHERE prefix = $1 AND organisation = $2 AND year = $3"};

// PostgreSQL saves a way to the server by telling at once. SQLite would make a table in memory for
// the answer, which costs more than asking.
Result<std::int64_t> next_number(db::Tx& tx, db::Parameters series) {
  const bool tells = tx.dialect() == db::Dialect::postgres;
  if (!tells) NJ_CHECK(tx.run(kRaise, series));
  NJ_TRY(const auto last, tx.first(tells ? kRaiseAndTell : kLast, series,
                                   [](const db::Row& row) { return row.integer(0); }));
  return last.value_or(0);
}

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
  const std::array<db::Parameter, 3> key{series, counting.id, year};
  NJ_TRY(const std::int64_t last, next_number(tx, key));
  if (!patterned) return fmt::format("{}{}-{:04}", ledger.number_prefix, year, last);
  std::string number = ledger.number_pattern;
  fill(number, "{organisation}", counting.name);
  fill(number, "{year}", std::to_string(year));
  fill(number, "{number}", std::to_string(last));
  return number;
}

}  // namespace niangjia::ledger
