#include "ledger/entries.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "catalog/fields/field_kind.hpp"
#include "identity/audit.hpp"
#include "ledger/balances.hpp"
#include "ledger/fetching.hpp"
#include "ledger/history.hpp"
#include "ledger/numbering.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Action;
using catalog::FieldType;
using catalog::Value;
using catalog::Values;

constexpr identity::ClassSet kAllClasses = ~0U;
constexpr std::size_t kMostReasonCharacters = 200;

tl::unexpected<Error> not_found() {
  return fail(ErrorCode::not_found, "no such entry, or not open to the actor");
}

tl::unexpected<Error> changed_meanwhile(const Actor& actor) {
  return fail(ErrorCode::conflict, "revision has moved on",
              actor.english ? "Somebody changed this entry meanwhile. Look at both and choose."
                            : "这条记录刚被别人改过，请对照后选留哪一个。");
}

Day day_of_entry(const catalog::Ledger& ledger, const Values& values, Day created) {
  const Value& value = catalog::value_of(values, ledger.date_field);
  const Day* day = std::get_if<Day>(&value);
  return day ? *day : created;
}

// The sentence for a movement that takes more than there is.
catalog::Remark too_little_left(const catalog::Ledger& ledger, std::int64_t left) {
  const catalog::Field& field = *ledger.find(ledger.balance->change);
  const std::string amount =
      catalog::kind_of(field).to_display(field, catalog::Value{left}) + field.unit;
  const auto shown = std::find_if(ledger.fields.begin(), ledger.fields.end(), [&](const auto& f) {
    return field.formula && !f.formula &&
           std::binary_search(field.formula->fields().begin(), field.formula->fields().end(),
                              f.key) &&
           catalog::kind_of(f).formula_type() == catalog::FormulaType::integer &&
           f.type != FieldType::link;
  });
  return {shown == ledger.fields.end() ? field.key : shown->key,
          {fmt::format("{}只有{}，不够这次用。", ledger.balance->what.zh, amount),
           fmt::format("Only {} is left ({}).", amount, ledger.balance->what.en)}};
}

}  // namespace

Status check_reason(const Actor& actor, std::string_view reason) {
  if (text::trim(reason).empty() || text::length(reason) > kMostReasonCharacters) {
    const catalog::Title message{"请写理由，最多200个字。",
                                 "Give a reason of at most 200 characters."};
    return refused(actor, {{"reason", message}});
  }
  return Done{};
}

tl::unexpected<Error> forbidden(const Actor& actor) {
  return fail(ErrorCode::forbidden, "no grant allows the action",
              actor.english ? "Your position doesn't include this. Ask your county administrator."
                            : "你的职务不能这样做，可找县妇联管理员开通。");
}

tl::unexpected<Error> refused(const Actor& actor, const std::vector<catalog::Remark>& errors) {
  Error error{ErrorCode::invalid_fields,
              "values were refused",
              actor.english ? "Some fields need a change." : "有几处要改。",
              {}};
  for (const catalog::Remark& remark : errors)
    error.fields.emplace(remark.field, actor.word(remark.message));
  return fail(std::move(error));
}

Result<const organisation::Organisation*> Entries::place_for(const Actor& actor,
                                                             const LedgerTable& table,
                                                             OrganisationId wanted) const {
  const auto& access = actor.access->on(table.definition());
  if (!access.may(Action::create)) return forbidden(actor);
  if (wanted.is_set()) {
    const auto* organisation = actor.access->tree().find(wanted);
    if (!organisation)
      return refused(actor, {{"organisation",
                              {"没有这个组织，或你不能替它记。",
                               "No such organisation, or you can't write for it."}}});
    return organisation;
  }
  for (const identity::RoleAt& held : actor.access->roles()) {
    const auto places = access.places(Action::create);
    const std::int64_t place = held.organisation->places.low;
    if (std::any_of(places.begin(), places.end(),
                    [&](const auto& range) { return range.contains(place); })) {
      return held.organisation;
    }
  }
  return forbidden(actor);
}

Result<Prepared> Entries::prepare(const Actor& actor, const LedgerTable& table,
                                  OrganisationId wanted, const Values& given, db::Tx* tx) const {
  const std::string& reversal = table.definition().reversal;
  if (!reversal.empty() && !catalog::is_empty(catalog::value_of(given, reversal)))
    return refused(actor, {{reversal,
                            {"要冲红请打开那条记录，点“冲红”。",
                             "Open the entry that is wrong and reverse it there."}}});
  return prepare_checked(actor, table, wanted, given, tx);
}

Result<Values> Entries::fetched(const Actor& actor, const catalog::Ledger& ledger,
                                const Values& given, db::Tx* tx) const {
  if (!fetches(ledger)) return given;
  if (tx) return with_fetched(*tx, services_, actor, ledger, {}, given);
  return services_.database.read(
      [&](db::Tx& own) { return with_fetched(own, services_, actor, ledger, {}, given); });
}

Result<Prepared> Entries::prepare_checked(const Actor& actor, const LedgerTable& table,
                                          OrganisationId wanted, const Values& given,
                                          db::Tx* tx) const {
  const catalog::Ledger& ledger = table.definition();
  NJ_TRY(const auto* organisation, place_for(actor, table, wanted));
  const auto context = services_.formula_context();
  NJ_TRY(const Values whole, fetched(actor, ledger, given, tx));
  auto checked = catalog::validate(ledger, {}, whole, context);
  if (!checked.errors.empty()) return refused(actor, checked.errors);
  const identity::RowFacts facts{organisation->places.low, actor.account, checked.values};
  if (!actor.access->on(ledger).may(Action::create, facts, context)) return forbidden(actor);

  Prepared prepared;
  Entry& entry = prepared.entry;
  entry.id = services_.ids.next_as<EntryId>();
  entry.organisation = organisation->id;
  entry.region = organisation->region;
  entry.place = organisation->places.low;
  entry.definition = ledger.revision;
  entry.created_at = entry.updated_at = services_.clock.now();
  entry.created_by = entry.updated_by = actor.account;
  entry.on_day = day_of_entry(ledger, checked.values, day_of(entry.created_at));
  prepared.all = std::move(checked.values);
  prepared.warnings = std::move(checked.warnings);
  prepared.tokens = services_.search().tokens(ledger, prepared.all);
  prepared.unique = unique_keys(services_.cipher, ledger, entry.organisation, prepared.all);
  NJ_CHECK(services_.codec(ledger).seal(entry, prepared.all));
  return prepared;
}

Result<Written> Entries::insert(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                const Prepared& prepared, std::string_view reason) const {
  const catalog::Ledger& ledger = table.definition();
  NJ_CHECK(check_links(tx, actor, ledger, {}, prepared.all));
  NJ_TRY(const auto taken, take_unique_keys(tx, prepared.entry.id, prepared.unique));
  if (taken)
    return refused(actor, {{taken->field, catalog::duplicate_message(ledger, taken->field)}});
  NJ_TRY(const auto left, move_balance(tx, ledger, nullptr, &prepared.entry));
  if (left) {
    NJ_CHECK(give_back_unique_keys(tx, prepared.entry.id));
    return refused(actor, {too_little_left(ledger, *left)});
  }
  Entry entry = prepared.entry;
  const auto* organisation = actor.access->tree().find(entry.organisation);
  NJ_TRY(entry.number,
         take_number(tx, ledger, actor.access->tree(), *organisation, year_of(entry.on_day)));
  NJ_CHECK(table.insert(tx, entry));
  NJ_CHECK(services_.search().put(tx, ledger, entry.id, {}, prepared.tokens));
  NJ_CHECK(after_change(tx, actor, table, "created", nullptr, &entry, prepared.all, reason));
  return Written{std::move(entry), prepared.warnings};
}

Result<Written> Entries::create(const Actor& actor, const LedgerTable& table,
                                OrganisationId organisation, const Values& given,
                                db::Deadline deadline) {
  NJ_TRY(const Prepared prepared, prepare(actor, table, organisation, given));
  return services_.database.write([&](db::Tx& tx) { return insert(tx, actor, table, prepared); },
                                  deadline);
}

Status Entries::check_links(db::Tx& tx, const Actor& actor, const catalog::Ledger& ledger,
                            const Values& before, const Values& values) const {
  std::vector<catalog::Remark> errors;
  for (const catalog::Field& field : ledger.fields) {
    const auto* id = std::get_if<std::int64_t>(&catalog::value_of(values, field.key));
    // A link that stands already may lead to what this actor can't see, such as the county's plan
    // behind a village's share.
    if (!id || catalog::value_of(before, field.key) == Value{*id}) continue;
    bool there = true;
    if (field.type == FieldType::organisation)
      there = actor.access->tree().find(OrganisationId{*id}) != nullptr;
    if (field.type == FieldType::person || field.type == FieldType::link) {
      NJ_TRY(const LedgerTable* target, services_.table(field.link_ledger));
      // A link to what the actor may not see is refused in the same words as one to nothing.
      there = get(tx, actor, *target, EntryId{*id}).has_value();
    }
    if (!there)
      errors.push_back(
          {field.key,
           {"没有找到所选的这一条，请重新选。", "The chosen entry was not found. Choose again."}});
  }
  if (!errors.empty()) return refused(actor, errors);
  return Done{};
}

Status Entries::after_change(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                             const char* action, const Entry* before, const Entry* after,
                             const Values& all, std::string_view reason) const {
  Entry whole = after ? *after : *before;
  const Moment at = whole.updated_at;
  whole.values = all;
  NJ_TRY(const std::string digest, services_.codec(table.definition()).digest(whole));
  identity::AuditLine line;
  line.at = at;
  line.account = actor.account;
  line.action = action;
  line.ledger = table.definition().id;
  line.entry = whole.id;
  line.revision = whole.revision;
  line.organisation = whole.organisation;
  line.reason = reason;
  line.digest = digest;
  NJ_CHECK(identity::append(tx, line));
  const Entry* lasting = after && after->retired ? nullptr : after;
  for (EntryListener* listener : services_.listeners) {
    NJ_CHECK(
        listener->on_change(tx, Change{table.definition(), before, lasting, actor.account, at}));
  }
  return Done{};
}

Result<Entry> Entries::get(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                           EntryId id) const {
  const auto& access = actor.access->on(table.definition());
  if (!access.may(Action::read)) return not_found();
  NJ_TRY(auto entry, table.get(tx, id));
  if (!entry || !access.may(Action::read, entry->facts(), services_.formula_context()))
    return not_found();
  return std::move(*entry);
}

Result<Entry> Entries::get(const Actor& actor, const LedgerTable& table, EntryId id) {
  return services_.database.read([&](db::Tx& tx) { return get(tx, actor, table, id); });
}

Result<Written> Entries::revise(const Actor& actor, const LedgerTable& table,
                                const Revision& revision) {
  return services_.database.write([&](db::Tx& tx) { return revise(tx, actor, table, revision); });
}

Result<Written> Entries::revise(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                const Revision& revision) const {
  const catalog::Ledger& ledger = table.definition();
  const auto context = services_.formula_context();
  const auto& access = actor.access->on(ledger);
  NJ_TRY(const Entry before, get(tx, actor, table, revision.id));
  if (ledger.append_only) return only_reversed(actor);
  if (!access.may(Action::revise, before.facts(), context)) return forbidden(actor);
  if (before.revision != revision.expected || before.retired) return changed_meanwhile(actor);
  const identity::ClassSet known =
      access.clear(before.facts(), context) | access.revealable(before.facts(), context);
  for (const auto& [key, value] : revision.given) {
    const catalog::Field* field = ledger.find(key);
    if (field && !(known & identity::class_bit(field->sensitivity))) {
      return refused(actor, {{key,
                              {"你的职务看不到这一栏，不能改。",
                               "Your position doesn't show this field, so it can't be changed."}}});
    }
  }
  const RowCodec codec = services_.codec(ledger);
  Entry whole = before;
  NJ_CHECK(codec.unseal(whole, kAllClasses));
  NJ_TRY(const Values given,
         with_fetched(tx, services_, actor, ledger, whole.values, revision.given));
  auto checked = catalog::validate(ledger, whole.values, given, context);
  if (!checked.errors.empty()) return refused(actor, checked.errors);
  NJ_CHECK(check_links(tx, actor, ledger, whole.values, checked.values));

  Entry after = before;
  after.revision = before.revision + 1;
  after.definition = ledger.revision;
  after.updated_at = services_.clock.now();
  after.updated_by = actor.account;
  after.on_day = day_of_entry(ledger, checked.values, day_of(before.created_at));
  NJ_CHECK(codec.seal(after, checked.values));
  if (!access.may(Action::revise, after.facts(), context)) return forbidden(actor);

  NJ_CHECK(give_back_unique_keys(tx, before.id));
  NJ_TRY(const auto taken, take_unique_keys(tx, before.id,
                                            unique_keys(services_.cipher, ledger,
                                                        before.organisation, checked.values)));
  if (taken)
    return refused(actor, {{taken->field, catalog::duplicate_message(ledger, taken->field)}});
  NJ_TRY(const auto left, move_balance(tx, ledger, &before, &after));
  if (left) return refused(actor, {too_little_left(ledger, *left)});
  NJ_CHECK(keep_revision(tx, ledger, before));
  NJ_TRY(const bool written, table.update(tx, after, before.revision));
  if (!written) return changed_meanwhile(actor);
  const SearchIndex search = services_.search();
  NJ_CHECK(search.put(tx, ledger, after.id, search.tokens(ledger, whole.values),
                      search.tokens(ledger, checked.values)));
  NJ_CHECK(
      after_change(tx, actor, table, "revised", &before, &after, checked.values, revision.reason));
  return Written{std::move(after), std::move(checked.warnings)};
}

Result<Entry> Entries::retire(const Actor& actor, const LedgerTable& table, EntryId id,
                              std::int64_t expected, std::string_view reason) {
  return services_.database.write(
      [&](db::Tx& tx) { return retire(tx, actor, table, id, expected, reason); });
}

Result<Entry> Entries::retire(db::Tx& tx, const Actor& actor, const LedgerTable& table, EntryId id,
                              std::int64_t expected, std::string_view reason) const {
  const catalog::Ledger& ledger = table.definition();
  NJ_CHECK(check_reason(actor, reason));
  NJ_TRY(const Entry before, get(tx, actor, table, id));
  if (ledger.append_only) return only_reversed(actor);
  if (!actor.access->on(ledger).may(Action::retire, before.facts(), services_.formula_context()))
    return forbidden(actor);
  if (before.revision != expected || before.retired) return changed_meanwhile(actor);
  Entry whole = before;
  NJ_CHECK(services_.codec(ledger).unseal(whole, kAllClasses));
  Entry after = before;
  after.retired = true;
  after.revision = before.revision + 1;
  after.updated_at = services_.clock.now();
  after.updated_by = actor.account;
  NJ_TRY(const auto left, move_balance(tx, ledger, &before, nullptr));
  if (left) return refused(actor, {too_little_left(ledger, *left)});
  NJ_CHECK(give_back_unique_keys(tx, id));
  NJ_CHECK(keep_revision(tx, ledger, before));
  NJ_TRY(const bool written, table.update(tx, after, before.revision));
  if (!written) return changed_meanwhile(actor);
  const SearchIndex search = services_.search();
  NJ_CHECK(search.put(tx, ledger, id, search.tokens(ledger, whole.values), {}));
  NJ_CHECK(after_change(tx, actor, table, "retired", &before, &after, whole.values, reason));
  return after;
}

Result<Values> Entries::reveal(const Actor& actor, const LedgerTable& table, EntryId id,
                               const std::vector<std::string>& fields, std::string_view reason) {
  const catalog::Ledger& ledger = table.definition();
  NJ_CHECK(check_reason(actor, reason));
  if (fields.empty())
    return refused(actor, {{"fields", {"请选要查看的栏。", "Choose the fields to uncover."}}});
  const auto context = services_.formula_context();
  return services_.database.write([&](db::Tx& tx) -> Result<Values> {
    NJ_TRY(Entry entry, get(tx, actor, table, id));
    const auto& access = actor.access->on(ledger);
    const identity::ClassSet known =
        access.clear(entry.facts(), context) | access.revealable(entry.facts(), context);
    NJ_CHECK(services_.codec(ledger).unseal(entry, known));
    Values shown;
    std::string named;
    for (const std::string& key : fields) {
      const catalog::Field* field = ledger.find(key);
      if (!field || !(known & identity::class_bit(field->sensitivity))) return forbidden(actor);
      shown.emplace(key, catalog::value_of(entry.values, key));
      named += (named.empty() ? "" : ",") + key;
    }
    identity::AuditLine line;
    line.at = services_.clock.now();
    line.account = actor.account;
    line.action = "revealed";
    line.ledger = ledger.id;
    line.entry = id;
    line.revision = entry.revision;
    line.organisation = entry.organisation;
    line.reason = text::trim(reason);
    line.detail = named;
    NJ_CHECK(identity::append(tx, line));
    return shown;
  });
}

}  // namespace niangjia::ledger
