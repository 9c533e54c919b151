// Lays out a tree of organisations from divisions: one organisation for every division of a subtree,
// under the one of the division above it. What stands already is left as it is, so that laying out
// again adds only what is missing, also after an interruption.
#pragma once
#include <cstddef>
#include <vector>

#include "http/message.hpp"
#include "organisation/directory.hpp"
#include "organisation/layout_rule.hpp"

namespace niangjia::organisation {

struct LayoutWish {
  Division division;
  // The organisation of the division above, or that of the division itself. Not set: it is found by
  // the divisions that organisations sit in; the first organisation of all stands under none.
  OrganisationId under;
  int depth = 5;  // steps below the division; 0 is it alone
};

struct LayoutCount {
  Level level = Level::unit;
  std::size_t present = 0, missing = 0;
  std::vector<std::string> examples;  // names of the first that are missing
};

struct LayoutPlan {
  // The highest organisation that the plan adds something under, or looks at; not set for a first
  // root. Whoever carries the plan out must have the right to change what is below it.
  OrganisationId above;
  std::vector<LayoutCount> counts;         // from the highest level down
  std::vector<PlannedOrganisation> missing;  // parents before children
};

// Fails with `invalid_fields` at `under` when nothing says under which organisation the division
// belongs, or when it cannot belong under that one, and at `rule` when a name would be too long. An
// organisation without a division that is called as the rule says counts as present as well.
[[nodiscard]] Result<LayoutPlan> plan_layout(const Tree& tree, const Divisions& divisions,
                                             const LayoutRule& rule, const LayoutWish& wish,
                                             http::Language language);

}  // namespace niangjia::organisation
