#include "ledger/fetching.hpp"

#include <algorithm>
#include <map>

namespace niangjia::ledger {
namespace {

using catalog::Value;
using catalog::Values;

// The entry behind a link as far as the actor may know it; nothing when there is none.
Result<Values> values_behind(db::Tx& tx, const Services& services, const Actor& actor,
                             const std::string& ledger, EntryId id) {
  NJ_TRY(const LedgerTable* table, services.table(ledger));
  const auto& access = actor.access->on(table->definition());
  NJ_TRY(auto entry, table->get(tx, id));
  const auto context = services.formula_context();
  if (!entry || !access.may(catalog::Action::read, entry->facts(), context)) return Values{};
  NJ_CHECK(services.codec(table->definition())
               .unseal(*entry, access.clear(entry->facts(), context) |
                                   access.revealable(entry->facts(), context)));
  return std::move(entry->values);
}

}  // namespace

bool fetches(const catalog::Ledger& ledger) {
  return std::any_of(ledger.fields.begin(), ledger.fields.end(),
                     [](const catalog::Field& field) { return !field.fetch_link.empty(); });
}

Result<Values> with_fetched(db::Tx& tx, const Services& services, const Actor& actor,
                            const catalog::Ledger& ledger, const Values& before, Values given) {
  std::map<std::string, Values> behind;
  for (const catalog::Field& field : ledger.fields) {
    if (field.fetch_link.empty()) continue;
    const Value& fresh = catalog::value_of(given, field.fetch_link);
    const Value& link =
        given.contains(field.fetch_link) ? fresh : catalog::value_of(before, field.fetch_link);
    const auto* id = std::get_if<std::int64_t>(&link);
    if (!id) continue;
    auto found = behind.find(field.fetch_link);
    if (found == behind.end()) {
      NJ_TRY(auto values, values_behind(tx, services, actor,
                                        ledger.find(field.fetch_link)->link_ledger, EntryId{*id}));
      found = behind.emplace(field.fetch_link, std::move(values)).first;
    }
    const Value& value = catalog::value_of(found->second, field.fetch_field);
    if (!catalog::is_empty(value)) given[field.key] = value;
  }
  return given;
}

}  // namespace niangjia::ledger
