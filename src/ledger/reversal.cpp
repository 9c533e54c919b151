// Records that are never edited: a wrong one is taken back by another that counts against it.
#include "ledger/entries.hpp"

namespace niangjia::ledger {
namespace {

catalog::Values reversed_values(const catalog::Ledger& ledger, const Entry& entry, Day today) {
  catalog::Values values;
  for (const catalog::Field& field : ledger.fields) {
    const catalog::Value& value = catalog::value_of(entry.values, field.key);
    if (!field.formula && !field.retired && !field.unique && !catalog::is_empty(value))
      values.emplace(field.key, value);
  }
  values[ledger.reversal] = entry.id.value;
  if (!ledger.date_field.empty() && !ledger.find(ledger.date_field)->formula)
    values[ledger.date_field] = today;
  return values;
}

}  // namespace

tl::unexpected<Error> only_reversed(const Actor& actor) {
  return fail(ErrorCode::invalid_argument, "the ledger is append-only",
              actor.english ? "This kind of record isn't changed. Reverse it and record it anew."
                            : "这类记录记下后不改。写错了请先冲红，再重新记一条。");
}

Result<Written> Entries::reverse(const Actor& actor, const LedgerTable& table, EntryId id,
                                 std::string_view reason) {
  const catalog::Ledger& ledger = table.definition();
  if (ledger.reversal.empty()) return fail(ErrorCode::not_found, "the ledger has no reversals");
  NJ_CHECK(check_reason(actor, reason));
  NJ_TRY(Entry entry, get(actor, table, id));
  if (!catalog::is_empty(catalog::value_of(entry.values, ledger.reversal)))
    return fail(ErrorCode::invalid_argument, "a reversal is not reversed",
                actor.english ? "This entry reverses another; record the right one anew."
                              : "这条本身就是冲红，请直接重新记一条。");
  NJ_CHECK(services_.codec(ledger).unseal(entry, identity::ClassSet(~0U)));
  NJ_TRY(const Prepared prepared,
         prepare_checked(actor, table, entry.organisation,
                         reversed_values(ledger, entry, services_.clock.today()), nullptr));
  return services_.database.write(
      [&](db::Tx& tx) { return insert(tx, actor, table, prepared, reason); });
}

}  // namespace niangjia::ledger
