// Who may do what with the entries of one ledger: one rule in three forms (docs/decisions/0006).
// The row form answers for an entry in hand, the SQL form selects exactly the rows that the row
// form allows, the statistics form says whether counters may stand for the rows.
// tests/indicator/rights_proof_test.cpp proves the three equal on generated cases.
#pragma once
#include <string>
#include <vector>

#include "catalog/definition.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::identity {

// A set of field classes, one bit each.
using ClassSet = unsigned;
[[nodiscard]] constexpr ClassSet class_bit(catalog::Sensitivity sensitivity) {
  return 1U << static_cast<unsigned>(sensitivity);
}
inline constexpr ClassSet kOpenClasses =
    class_bit(catalog::Sensitivity::public_) | class_bit(catalog::Sensitivity::internal);

// A role held at an organisation.
struct RoleAt {
  const catalog::Role* role;
  const organisation::Organisation* organisation;
};

// What the rules look at in an entry.
struct RowFacts {
  std::int64_t place = 0;  // of its organisation
  AccountId created_by;
  const catalog::Values& values;
};

// The rights of one account on one ledger. Immutable; safe to share between threads. Refers to the
// catalogue.
class LedgerAccess {
 public:
  // Whatever no grant of `roles` allows is denied.
  [[nodiscard]] static LedgerAccess compile(const catalog::Ledger& ledger, AccountId account,
                                            const std::vector<RoleAt>& roles);

  // Whether there can be an entry on which the action is allowed.
  [[nodiscard]] bool may(catalog::Action action) const;
  // Row form.
  [[nodiscard]] bool may(catalog::Action action, const RowFacts& row,
                         const catalog::FormulaContext& context) const;
  // The classes that are shown in clear on this row, and those that may be revealed with a reason.
  [[nodiscard]] ClassSet clear(const RowFacts& row, const catalog::FormulaContext& context) const;
  [[nodiscard]] ClassSet revealable(const RowFacts& row,
                                    const catalog::FormulaContext& context) const;
  // All classes that are in clear or revealable on some row.
  [[nodiscard]] ClassSet clear_anywhere() const;
  [[nodiscard]] ClassSet revealable_anywhere() const;

  // SQL form: a condition over the columns place, created_by and those of `schema`, with its values
  // appended to `parameters`. Never empty: "1 = 1" and "1 = 0" are conditions too.
  [[nodiscard]] Result<std::string> filter(catalog::Action action,
                                           const catalog::FormulaSchema& schema,
                                           const catalog::FormulaContext& context,
                                           std::vector<catalog::Value>& parameters) const;
  // For searching in encrypted fields: rows on which the action is allowed, apart by the classes
  // that a search may look into there. Rows allowed by several rules stand in several parts.
  struct SearchPart {
    ClassSet classes;
    std::string condition;
  };
  [[nodiscard]] Result<std::vector<SearchPart>> search_parts(
      const catalog::FormulaSchema& schema, const catalog::FormulaContext& context,
      std::vector<catalog::Value>& parameters) const;

  // Statistics form: every entry of the subtree may be counted, so that its counters may be shown.
  [[nodiscard]] bool may_count_all(organisation::PlaceRange subtree) const;
  // Every entry of that organisation may be opened, or this one because the account wrote it; for
  // hints of changes, which come without the entry's values.
  [[nodiscard]] bool may_hear_of(std::int64_t place, AccountId created_by) const;
  // Subtrees in which the action is allowed without any condition; for pickers of organisations.
  [[nodiscard]] std::vector<organisation::PlaceRange> places(catalog::Action action) const;

 private:
  struct Rule {
    unsigned actions;
    organisation::PlaceRange places;
    bool own;                      // only entries that the account wrote
    const catalog::Formula* when;  // null: always
    ClassSet clear, reveal;

    [[nodiscard]] bool grants(catalog::Action action) const;
    [[nodiscard]] bool fits(const RowFacts& row, AccountId account,
                            const catalog::FormulaContext& context) const;
  };
  [[nodiscard]] Result<std::string> condition(const Rule& rule,
                                              const catalog::FormulaSchema& schema,
                                              const catalog::FormulaContext& context,
                                              std::vector<catalog::Value>& parameters) const;
  AccountId account_;
  std::vector<Rule> rules_;
};

}  // namespace niangjia::identity
