// Which organisations stand for divisions, and under which one a division belongs.
#pragma once
#include <unordered_map>

#include "organisation/layout.hpp"

namespace niangjia::organisation {

// The organisations that count for a rule, by the division that they stand for.
class StandingOrganisations {
 public:
  StandingOrganisations(const Tree& tree, const Divisions& divisions, const LayoutRule& rule);
  // Null when none does. Of several the first by place.
  [[nodiscard]] const Organisation* of(Division division) const;

 private:
  std::unordered_map<std::uint32_t, const Organisation*> by_division_;
};

struct LayoutAnchor {
  const Organisation* itself = nullptr;  // stands for the division already
  const Organisation* above = nullptr;   // null above a root
};

// Fails as plan_layout() does at `under`.
[[nodiscard]] Result<LayoutAnchor> find_anchor(const Tree& tree, const Divisions& divisions,
                                               const StandingOrganisations& standing,
                                               const LayoutWish& wish, http::Language language);

}  // namespace niangjia::organisation
