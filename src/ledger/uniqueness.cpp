#include "ledger/uniqueness.hpp"

#include "base/text.hpp"

namespace niangjia::ledger {
namespace {

constexpr db::Statement kHolder{
    "unique.holder", "SELECT entry FROM entry_unique WHERE hash = $1 AND check_hash = $2"};
constexpr db::Statement kTake{"unique.take",
                              "INSERT INTO entry_unique (hash, check_hash, entry, rule) VALUES "
                              "($1, $2, $3, $4) ON CONFLICT DO NOTHING"};
constexpr db::Statement kGiveBack{"unique.give_back", "DELETE FROM entry_unique WHERE entry = $1"};

// In a rule of several fields: the entry's own organisation.
constexpr const char* kOrganisation = "organisation";

// Texts that differ only in width, case or spaces count as equal.
catalog::Value folded(const catalog::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text::fold(*text);
  return value;
}

UniqueKey make_key(const identity::EntryCipher& cipher, const catalog::Ledger& ledger,
                   std::string rule, std::string field, const catalog::Values& values) {
  const std::string packed = pack_values(values);
  const std::string scope = ledger.id + "/unique/" + rule;
  return UniqueKey{std::move(rule), std::move(field), cipher.blind(scope, packed),
                   cipher.blind(scope + "/check", packed)};
}

}  // namespace

std::vector<UniqueKey> unique_keys(const identity::EntryCipher& cipher,
                                   const catalog::Ledger& ledger, OrganisationId organisation,
                                   const catalog::Values& values) {
  std::vector<UniqueKey> keys;
  const auto own = std::pair(kOrganisation, catalog::Value{organisation.value});
  for (const catalog::Field& field : ledger.fields) {
    const catalog::Value& value = catalog::value_of(values, field.key);
    if (catalog::is_empty(value)) continue;
    if (field.unique)
      keys.push_back(make_key(cipher, ledger, field.key, field.key, {{field.key, folded(value)}}));
    if (field.unique_in_organisation)
      keys.push_back(
          make_key(cipher, ledger, field.key, field.key, {{field.key, folded(value)}, own}));
  }
  for (const auto& together : ledger.unique_together) {
    catalog::Values chosen;
    std::string rule;
    for (const std::string& key : together) {
      const catalog::Value& value =
          key == kOrganisation ? own.second : catalog::value_of(values, key);
      if (!catalog::is_empty(value)) chosen.emplace(key, folded(value));
      rule += (rule.empty() ? "" : "+") + key;
    }
    if (chosen.size() == together.size())
      keys.push_back(make_key(cipher, ledger, rule,
                              together[together.front() == kOrganisation ? 1 : 0], chosen));
  }
  return keys;
}

Result<std::optional<UniqueKey>> take_unique_keys(db::Tx& tx, EntryId entry,
                                                  const std::vector<UniqueKey>& keys) {
  for (const UniqueKey& key : keys) {
    NJ_TRY(const auto holder, tx.first(kHolder, {key.hash, key.check_hash},
                                       [](const db::Row& row) { return row.integer(0); }));
    if (holder && *holder != entry.value) return std::optional(key);
  }
  for (const UniqueKey& key : keys) {
    NJ_CHECK(tx.run(kTake, {key.hash, key.check_hash, entry, key.rule}));
    // Another transaction may have taken it since the look above.
    NJ_TRY(const auto holder, tx.first(kHolder, {key.hash, key.check_hash},
                                       [](const db::Row& row) { return row.integer(0); }));
    if (holder != entry.value) {
      NJ_CHECK(give_back_unique_keys(tx, entry));
      return std::optional(key);
    }
  }
  return std::optional<UniqueKey>();
}

Status give_back_unique_keys(db::Tx& tx, EntryId entry) {
  NJ_CHECK(tx.run(kGiveBack, {entry}));
  return Done{};
}

}  // namespace niangjia::ledger
