#include "ledger/entry_json.hpp"

#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "ledger/entries.hpp"

namespace niangjia::ledger {
namespace {

namespace json = boost::json;
using catalog::Field;
using catalog::FieldType;
using catalog::Sensitivity;
using identity::ClassSet;

json::object account_json(db::Tx& tx, const Services& services, AccountId account) {
  return {{"id", account.text()}, {"name", services.account_name(tx, account)}};
}

struct Shown {
  ClassSet clear, revealable;
};

Shown rights_on(const Services& services, const Actor& actor, const LedgerTable& table,
                const Entry& entry, Detail detail) {
  const auto context = services.formula_context();
  const auto& access = actor.access->on(table.definition());
  Shown shown{access.clear(entry.facts(), context), access.revealable(entry.facts(), context)};
  shown.revealable &= ~shown.clear;
  if (detail == Detail::list) shown = {identity::kOpenClasses, 0};
  return shown;
}

// Which sealed values have to be opened to show the entry: those in clear, and personal ones for
// their masks.
ClassSet needed_classes(const catalog::Ledger& ledger, Detail detail, ClassSet clear) {
  ClassSet needed = 0;
  for (const Field& field : ledger.fields) {
    if (!field.is_encrypted() || (detail == Detail::list && !field.in_list)) continue;
    const ClassSet bit = identity::class_bit(field.sensitivity);
    if (field.sensitivity == Sensitivity::personal || (clear & bit) || detail == Detail::whole)
      needed |= bit;
  }
  return needed;
}

json::object frame_json(db::Tx& tx, const Services& services, const Actor& actor,
                        const LedgerTable& table, const Entry& entry,
                        const json::storage_ptr& storage) {
  const auto* organisation = actor.access->tree().find(entry.organisation);
  json::object out({{"id", entry.id.text()},
                    {"ledger", table.definition().id},
                    {"number", nullptr},
                    {"organisation", entry.organisation.text()},
                    {"organisation_name", organisation ? organisation->name : std::string()},
                    {"revision", entry.revision},
                    {"retired", entry.retired},
                    {"created_at", format_moment(entry.created_at)},
                    {"created_by", account_json(tx, services, entry.created_by)},
                    {"updated_at", format_moment(entry.updated_at)}},
                   storage);
  if (!entry.number.empty()) out["number"] = entry.number;
  return out;
}

}  // namespace

bool is_reference(FieldType type) {
  return type == FieldType::person || type == FieldType::link || type == FieldType::organisation;
}

namespace {

// `more` further steps may be taken from a name that is itself a link; then the number stands for
// it.
std::string label_within(db::Tx& tx, const Services& services, const Actor& actor,
                         std::string_view ledger, EntryId id, int more) {
  const auto table = services.table(ledger);
  if (!table) return {};
  auto entry = (*table)->get(tx, id);
  const auto context = services.formula_context();
  const auto& access = actor.access->on((*table)->definition());
  if (!entry || !*entry || !access.may(catalog::Action::read, (*entry)->facts(), context))
    return {};
  const Field* name = (*table)->definition().find((*table)->definition().name_field);
  if (!name) return (*entry)->number;
  if (!services.codec((*table)->definition())
           .unseal(**entry, identity::class_bit(name->sensitivity)))
    return {};
  const auto& value = catalog::value_of((*entry)->values, name->key);
  const auto* linked = std::get_if<std::int64_t>(&value);
  if (linked && (name->type == FieldType::person || name->type == FieldType::link)) {
    return more == 0
               ? (*entry)->number
               : label_within(tx, services, actor, name->link_ledger, EntryId{*linked}, more - 1);
  }
  if (is_reference(name->type)) return display_of(tx, services, actor, *name, value);
  return name->is_encrypted() ? catalog::kind_of(*name).mask(*name, value)
                              : catalog::kind_of(*name).to_display(*name, value);
}

}  // namespace

std::string label_of(db::Tx& tx, const Services& services, const Actor& actor,
                     std::string_view ledger, EntryId id) {
  // A grant is called after the girl; two ledgers that are called after each other end here.
  return label_within(tx, services, actor, ledger, id, 1);
}

std::string display_of(db::Tx& tx, const Services& services, const Actor& actor, const Field& field,
                       const catalog::Value& value) {
  const auto* id = std::get_if<std::int64_t>(&value);
  if (id && field.type == FieldType::organisation) {
    const auto* organisation = actor.access->tree().find(OrganisationId{*id});
    return organisation ? organisation->name : std::string();
  }
  if (id && is_reference(field.type))
    return label_of(tx, services, actor, field.link_ledger, EntryId{*id});
  return catalog::kind_of(field).to_display(field, value);
}

Result<json::object> entry_json(db::Tx& tx, const Services& services, const Actor& actor,
                                const LedgerTable& table, Entry entry, Detail detail,
                                const json::storage_ptr& storage) {
  const catalog::Ledger& ledger = table.definition();
  const Shown shown = rights_on(services, actor, table, entry, detail);
  json::object out = frame_json(tx, services, actor, table, entry, storage);
  NJ_CHECK(services.codec(ledger).unseal(entry, needed_classes(ledger, detail, shown.clear)));
  json::object values(storage), display(storage);
  json::array masked(storage), hidden(storage), revealable(storage);
  for (const Field& field : ledger.fields) {
    const auto& value = catalog::value_of(entry.values, field.key);
    if (catalog::is_empty(value) || (detail == Detail::list && !field.in_list)) continue;
    const ClassSet bit = identity::class_bit(field.sensitivity);
    if (shown.revealable & bit) revealable.emplace_back(field.key);
    if (shown.clear & bit) {
      values[field.key] = catalog::kind_of(field).to_json(field, value);
      if (is_reference(field.type))
        display[field.key] = display_of(tx, services, actor, field, value);
    } else if (field.sensitivity == Sensitivity::personal) {
      values[field.key] = catalog::kind_of(field).mask(field, value);
      masked.emplace_back(field.key);
    } else {
      hidden.emplace_back(field.key);
    }
  }
  out["values"] = std::move(values);
  out["display"] = std::move(display);
  out["masked"] = std::move(masked);
  out["hidden"] = std::move(hidden);
  out["revealable"] = std::move(revealable);
  return out;
}

Result<json::array> entries_json(db::Tx& tx, const Services& services, const Actor& actor,
                                 const LedgerTable& table, std::vector<Entry> entries,
                                 json::storage_ptr storage) {
  json::array out(storage);
  out.reserve(entries.size());
  for (Entry& entry : entries) {
    NJ_TRY(auto one,
           entry_json(tx, services, actor, table, std::move(entry), Detail::list, storage));
    out.push_back(std::move(one));
  }
  return out;
}

Result<json::array> history_json(db::Tx& tx, const Services& services, const Actor& actor,
                                 const LedgerTable& table, const Entry& entry) {
  const Shown shown = rights_on(services, actor, table, entry, Detail::whole);
  NJ_TRY(const auto lines, history_of(tx, services, table, entry, shown.clear));
  json::array out;
  for (const HistoryLine& line : lines) {
    json::array changes;
    for (const FieldChange& change : line.changes) {
      const Field& field = *table.definition().find(change.field);
      changes.push_back(
          json::object{{"field", change.field},
                       {"before", display_of(tx, services, actor, field, change.before)},
                       {"after", display_of(tx, services, actor, field, change.after)}});
    }
    for (const std::string& key : line.hidden) {
      changes.push_back(json::object{{"field", key}, {"before", nullptr}, {"after", nullptr}});
    }
    out.push_back(json::object{{"kind", line.kind},
                               {"at", format_moment(line.at)},
                               {"account", account_json(tx, services, line.account)},
                               {"revision", line.revision},
                               {"reason", line.reason},
                               {"detail", line.detail},
                               {"changes", std::move(changes)}});
  }
  return out;
}

Result<catalog::Values> values_from_json(const Actor& actor, const catalog::Ledger& ledger,
                                         const json::object& object) {
  catalog::Values values;
  std::vector<catalog::Remark> errors;
  for (const auto& [key, value] : object) {
    const Field* field = ledger.find(key);
    if (!field) {
      errors.push_back(
          {std::string(key), {"这份台账没有这一栏。", "This ledger has no such field."}});
      continue;
    }
    auto read = catalog::kind_of(*field).from_json(*field, value);
    if (read) {
      values.emplace(field->key, std::move(*read));
    } else {
      errors.push_back({field->key, read.error()});
    }
  }
  if (!errors.empty()) return refused(actor, errors);
  return values;
}

}  // namespace niangjia::ledger
