#include "ledger/balances.hpp"

#include <boost/json.hpp>
#include <map>

#include "catalog/fields/field_kind.hpp"

namespace niangjia::ledger {
namespace {

constexpr db::Statement kMove{
    "balance.move",
    "INSERT INTO entry_balance (ledger, organisation, item, amount) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (ledger, organisation, item) DO UPDATE SET amount = entry_balance.amount + "
    "excluded.amount RETURNING amount"};
constexpr db::Statement kLines{"balance.lines",
                               "SELECT item, amount FROM entry_balance WHERE ledger = $1 AND "
                               "organisation = $2 AND amount <> 0 ORDER BY item"};

struct Move {
  OrganisationId organisation;
  std::string item;
  std::int64_t amount = 0;
};

std::optional<Move> move_of(const catalog::Ledger& ledger, const Entry* entry) {
  if (!entry || entry->retired) return std::nullopt;
  const auto* amount =
      std::get_if<std::int64_t>(&catalog::value_of(entry->values, ledger.balance->change));
  if (!amount || *amount == 0) return std::nullopt;
  Move move{entry->organisation, {}, *amount};
  for (const std::string& key : ledger.balance->per) {
    const catalog::Field* field = ledger.find(key);
    const auto json =
        catalog::kind_of(*field).to_json(*field, catalog::value_of(entry->values, key));
    move.item += (move.item.empty() ? "" : "|") +
                 (json.is_string() ? std::string(json.get_string()) : boost::json::serialize(json));
  }
  return move;
}

// What a change adds to each balance; in a fixed order, so that two writers cannot wait for each
// other.
using Moves = std::map<std::pair<std::int64_t, std::string>, std::int64_t>;

Result<std::int64_t> apply(db::Tx& tx, const catalog::Ledger& ledger, const Moves::value_type& move,
                           std::int64_t sign) {
  const auto& [key, amount] = move;
  NJ_TRY(const auto left, tx.first(kMove, {ledger.id, key.first, key.second, sign * amount},
                                   [](const db::Row& row) { return row.integer(0); }));
  return left.value_or(0);
}

}  // namespace

Result<std::optional<std::int64_t>> move_balance(db::Tx& tx, const catalog::Ledger& ledger,
                                                 const Entry* before, const Entry* after) {
  std::optional<std::int64_t> short_of;
  if (!ledger.balance) return short_of;
  Moves moves;
  if (const auto old_move = move_of(ledger, before))
    moves[{old_move->organisation.value, old_move->item}] -= old_move->amount;
  if (const auto new_move = move_of(ledger, after))
    moves[{new_move->organisation.value, new_move->item}] += new_move->amount;
  for (const auto& move : moves) {
    NJ_TRY(const std::int64_t left, apply(tx, ledger, move, +1));
    if (left < 0 && move.second < 0 && !short_of) short_of = left - move.second;
  }
  if (!short_of) return short_of;
  // A refused row is refused on its own and its unit goes on: nothing of it may stay.
  for (const auto& move : moves) NJ_CHECK(apply(tx, ledger, move, -1));
  return short_of;
}

Result<std::vector<BalanceLine>> balances_of(db::Tx& tx, const catalog::Ledger& ledger,
                                             OrganisationId organisation) {
  return tx.all(kLines, {ledger.id, organisation}, [](const db::Row& row) {
    return BalanceLine{std::string(row.text(0)), row.integer(1)};
  });
}

}  // namespace niangjia::ledger
