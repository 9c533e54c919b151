#include "identity/access.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace niangjia::identity {
namespace {

using catalog::Action;
using catalog::FormulaContext;
using catalog::FormulaSchema;
using catalog::Scope;
using organisation::PlaceRange;

constexpr unsigned bit(Action action) { return 1U << static_cast<unsigned>(action); }

PlaceRange places_of(Scope scope, const organisation::Organisation& organisation) {
  if (scope == Scope::all) return {0, INT64_MAX};
  if (scope == Scope::organisation) return {organisation.places.low, organisation.places.low};
  return organisation.places;
}

bool applies(const catalog::Grant& grant, const catalog::Ledger& ledger) {
  return std::any_of(grant.ledgers.begin(), grant.ledgers.end(), [&](const std::string& id) {
    return id == ledger.id || (id == "*" && !ledger.system);
  });
}

ClassSet classes(const std::vector<catalog::Sensitivity>& list) {
  ClassSet set = 0;
  for (catalog::Sensitivity sensitivity : list) set |= class_bit(sensitivity);
  return set;
}

unsigned actions_of(const catalog::Grant& grant) {
  unsigned set = 0;
  for (Action action : grant.actions) set |= bit(action);
  // Whoever may open entries may count them; whatever changes or shows an entry needs to see it
  // first.
  if (set & bit(Action::read)) set |= bit(Action::count);
  return set;
}

}  // namespace

bool LedgerAccess::Rule::grants(Action action) const { return (actions & bit(action)) != 0; }

bool LedgerAccess::Rule::fits(const RowFacts& row, AccountId account,
                              const FormulaContext& context) const {
  if (!places.contains(row.place)) return false;
  if (own && row.created_by != account) return false;
  return when == nullptr || when->holds(row.values, context);
}

LedgerAccess LedgerAccess::compile(const catalog::Ledger& ledger, AccountId account,
                                   const std::vector<RoleAt>& roles) {
  LedgerAccess access;
  access.account_ = account;
  for (const RoleAt& held : roles) {
    for (const catalog::Grant& grant : held.role->grants) {
      if (!applies(grant, ledger)) continue;
      const auto when = grant.when.find(ledger.id);
      // A condition that does not fit the ledger allows nothing; without it the grant would be
      // wider than it was written.
      if (when == grant.when.end() && !grant.when_text.empty()) continue;
      access.rules_.push_back(Rule{actions_of(grant), places_of(grant.scope, *held.organisation),
                                   grant.scope == Scope::own,
                                   when == grant.when.end() ? nullptr : &when->second,
                                   kOpenClasses | classes(grant.clear), classes(grant.reveal)});
    }
  }
  return access;
}

bool LedgerAccess::may(Action action) const {
  return std::any_of(rules_.begin(), rules_.end(),
                     [&](const Rule& rule) { return rule.grants(action); });
}

bool LedgerAccess::may(Action action, const RowFacts& row, const FormulaContext& context) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return rule.grants(action) && rule.fits(row, account_, context);
  });
}

ClassSet LedgerAccess::clear(const RowFacts& row, const FormulaContext& context) const {
  ClassSet set = 0;
  for (const Rule& rule : rules_) {
    if (rule.grants(Action::read) && rule.fits(row, account_, context)) set |= rule.clear;
  }
  return set;
}

ClassSet LedgerAccess::revealable(const RowFacts& row, const FormulaContext& context) const {
  ClassSet set = 0;
  for (const Rule& rule : rules_) {
    if (rule.grants(Action::read) && rule.grants(Action::reveal) &&
        rule.fits(row, account_, context))
      set |= rule.reveal;
  }
  return set;
}

ClassSet LedgerAccess::clear_anywhere() const {
  ClassSet set = 0;
  for (const Rule& rule : rules_) set |= rule.grants(Action::read) ? rule.clear : 0;
  return set;
}

ClassSet LedgerAccess::revealable_anywhere() const {
  ClassSet set = 0;
  for (const Rule& rule : rules_) {
    if (rule.grants(Action::read) && rule.grants(Action::reveal)) set |= rule.reveal;
  }
  return set;
}

Result<std::string> LedgerAccess::condition(const Rule& rule, const FormulaSchema& schema,
                                            const FormulaContext& context,
                                            std::vector<catalog::Value>& parameters) const {
  const auto bind = [&](std::int64_t value) {
    parameters.emplace_back(value);
    return parameters.size();
  };
  std::vector<std::string> parts;
  if (rule.places != PlaceRange{0, INT64_MAX}) {
    // Adding zero keeps the planner from walking the index on place where the list walks its sort
    // index.
    parts.push_back(fmt::format("(place + 0 BETWEEN ${} AND ${})", bind(rule.places.low),
                                bind(rule.places.high)));
  }
  if (rule.own) parts.push_back(fmt::format("created_by = ${}", bind(account_.value)));
  if (rule.when) {
    NJ_TRY(auto when, rule.when->to_sql(schema, context, parameters));
    parts.push_back("(" + when + ")");
  }
  return parts.empty() ? std::string("1 = 1") : fmt::format("{}", fmt::join(parts, " AND "));
}

Result<std::string> LedgerAccess::filter(Action action, const FormulaSchema& schema,
                                         const FormulaContext& context,
                                         std::vector<catalog::Value>& parameters) const {
  std::vector<std::string> alternatives;
  for (const Rule& rule : rules_) {
    if (!rule.grants(action)) continue;
    NJ_TRY(auto one, condition(rule, schema, context, parameters));
    alternatives.push_back("(" + one + ")");
  }
  if (alternatives.empty()) return std::string("1 = 0");
  return fmt::format("({})", fmt::join(alternatives, " OR "));
}

Result<std::vector<LedgerAccess::SearchPart>> LedgerAccess::search_parts(
    const FormulaSchema& schema, const FormulaContext& context,
    std::vector<catalog::Value>& parameters) const {
  std::vector<SearchPart> parts;
  for (const Rule& rule : rules_) {
    if (!rule.grants(Action::read)) continue;
    NJ_TRY(auto one, condition(rule, schema, context, parameters));
    parts.push_back(
        SearchPart{rule.clear | (rule.grants(Action::reveal) ? rule.reveal : 0), std::move(one)});
  }
  return parts;
}

bool LedgerAccess::may_count_all(PlaceRange subtree) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return rule.grants(Action::count) && !rule.own && rule.when == nullptr &&
           rule.places.low <= subtree.low && subtree.high <= rule.places.high;
  });
}

bool LedgerAccess::may_hear_of(std::int64_t place, AccountId created_by) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return rule.grants(Action::read) && rule.when == nullptr && rule.places.contains(place) &&
           (!rule.own || created_by == account_);
  });
}

std::vector<PlaceRange> LedgerAccess::places(Action action) const {
  std::vector<PlaceRange> found;
  for (const Rule& rule : rules_) {
    if (rule.grants(action)) found.push_back(rule.places);
  }
  return found;
}

}  // namespace niangjia::identity
