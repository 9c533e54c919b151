#include "organisation/layout_anchor.hpp"

#include <fmt/format.h>

namespace niangjia::organisation {
namespace {

tl::unexpected<Error> wrong_place(http::Language language, const std::string& chinese,
                                  const std::string& english) {
  const std::string& words = language == http::Language::en ? english : chinese;
  return fail(Error{ErrorCode::invalid_fields, "layout: " + english, words, {{"under", words}}});
}

// What the caller named must be the division's own organisation or one that it can stand under.
Result<LayoutAnchor> check_named(const Tree& tree, const Divisions& divisions,
                                 const StandingOrganisations& standing, const LayoutWish& wish,
                                 http::Language language) {
  const Organisation* under = tree.find(wish.under);
  if (!under)
    return wrong_place(language, "没有这个上级组织，请重新选。",
                       "There is no such organisation. Choose another.");
  const Organisation* itself = standing.of(wish.division);
  if (itself == under) return LayoutAnchor{under, tree.parent(*under)};
  const std::string name = divisions.full_name(wish.division);
  if (under->level >= divisions.level(wish.division))
    return wrong_place(language,
                       fmt::format("{}的级别不比{}高，请选上一级的组织。", under->name, name),
                       fmt::format("{} is not of a higher level than {}. Choose one that is.",
                                   under->name, name));
  const auto sits_in = divisions.by_code(under->division);
  if (sits_in && (*sits_in == wish.division || !divisions.contains(*sits_in, wish.division)))
    return wrong_place(
        language,
        fmt::format("{}在{}，管不到{}。", under->name, divisions.full_name(*sits_in), name),
        fmt::format("{} is in {}, to which {} does not belong.", under->name,
                    divisions.full_name(*sits_in), name));
  if (itself && !under->places.contains(itself->places.low))
    return wrong_place(language, fmt::format("{}已经在别处，不在{}下面。", itself->name, under->name),
                       fmt::format("{} stands elsewhere already, not under {}.", itself->name,
                                   under->name));
  return LayoutAnchor{itself, itself ? tree.parent(*itself) : under};
}

}  // namespace

StandingOrganisations::StandingOrganisations(const Tree& tree, const Divisions& divisions,
                                             const LayoutRule& rule) {
  for (const Organisation& organisation : tree.all()) {
    if (organisation.division.empty() || !rule.counts(organisation)) continue;
    const auto division = divisions.by_code(organisation.division);
    if (division && divisions.level(*division) == organisation.level)
      by_division_.emplace(division->number, &organisation);
  }
}

const Organisation* StandingOrganisations::of(Division division) const {
  const auto found = by_division_.find(division.number);
  return found == by_division_.end() ? nullptr : found->second;
}

Result<LayoutAnchor> find_anchor(const Tree& tree, const Divisions& divisions,
                                 const StandingOrganisations& standing, const LayoutWish& wish,
                                 http::Language language) {
  if (wish.under.is_set()) return check_named(tree, divisions, standing, wish, language);
  if (const Organisation* itself = standing.of(wish.division))
    return LayoutAnchor{itself, tree.parent(*itself)};
  for (auto up = divisions.parent(wish.division); up; up = divisions.parent(*up)) {
    if (const Organisation* above = standing.of(*up)) return LayoutAnchor{nullptr, above};
  }
  if (!tree.root()) return LayoutAnchor{};
  return wrong_place(language, "请选这个区划的组织归哪个上级管。",
                     "Choose the organisation that the highest new one answers to.");
}

}  // namespace niangjia::organisation
