#include "organisation/layout.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "organisation/layout_anchor.hpp"

namespace niangjia::organisation {
namespace {

constexpr std::size_t kMostExamples = 3;

class Planner {
 public:
  Planner(const Tree& tree, const Divisions& divisions, const LayoutRule& rule)
      : tree_(tree), divisions_(divisions), rule_(rule), standing_(tree, divisions, rule) {}

  Result<LayoutPlan> plan(const LayoutWish& wish, http::Language language) {
    NJ_TRY(const LayoutAnchor anchor, find_anchor(tree_, divisions_, standing_, wish, language));
    const Organisation* highest = anchor.itself ? anchor.itself : anchor.above;
    if (highest) plan_.above = highest->id;
    scope_ = highest ? highest->places : PlaceRange{};
    Parent parent = parent_of(anchor.above);
    lay(wish.division, parent, wish.depth);
    if (too_long_) return refuse_name(language);
    std::sort(plan_.counts.begin(), plan_.counts.end(),
              [](const LayoutCount& a, const LayoutCount& b) { return a.level < b.level; });
    return std::move(plan_);
  }

 private:
  // What new organisations are put under, and the names that are taken there.
  struct Parent {
    OrganisationId present;
    std::optional<std::size_t> planned;
    std::unordered_map<std::string, const Organisation*> names;
  };

  Parent parent_of(const Organisation* organisation) const {
    Parent parent;
    if (!organisation) return parent;
    parent.present = organisation->id;
    for (const Organisation* child : tree_.children(organisation->id))
      parent.names.emplace(child->name, child);
    return parent;
  }

  // The organisation of one division and those below it.
  void lay(Division division, Parent& parent, int depth) {
    const LayoutLevel* level = rule_.of(divisions_.level(division));
    if (!level) return lay_children(division, parent, depth);
    Parent below;
    if (const Organisation* there = present(division, *level, parent)) {
      ++count_of(division).present;
      below = parent_of(there);
    } else {
      below.planned = add(division, *level, parent);
    }
    lay_children(division, below, depth - 1);
  }

  void lay_children(Division division, Parent& parent, int depth) {
    if (depth < 0) return;
    for (const Division child : divisions_.children(division)) lay(child, parent, depth);
  }

  const Organisation* present(Division division, const LayoutLevel& level,
                              const Parent& parent) const {
    const Organisation* there = standing_.of(division);
    if (there && scope_.contains(there->places.low)) return there;
    const auto same_name = parent.names.find(
        laid_out_name(divisions_, division, level.name, NameForm::usual));
    if (same_name == parent.names.end() || !same_name->second) return nullptr;
    const Organisation& found = *same_name->second;
    const bool is_it = found.division.empty() && found.level == divisions_.level(division) &&
                       rule_.counts(found);
    return is_it ? &found : nullptr;
  }

  std::size_t add(Division division, const LayoutLevel& level, Parent& parent) {
    NewOrganisation wanted;
    wanted.parent = parent.present;
    wanted.name = free_name(division, level, parent);
    wanted.kind = level.kind;
    wanted.level = divisions_.level(division);
    wanted.division = divisions_.code(division);
    too_long_ = too_long_ || text::length(wanted.name) > kLongestOrganisationName;
    parent.names.emplace(wanted.name, nullptr);
    LayoutCount& count = count_of(division);
    if (++count.missing <= kMostExamples) count.examples.push_back(wanted.name);
    plan_.missing.push_back({std::move(wanted), parent.planned});
    return plan_.missing.size() - 1;
  }

  // Two villages of one township may be called alike but for their ending.
  std::string free_name(Division division, const LayoutLevel& level, const Parent& parent) const {
    for (const NameForm form : {NameForm::usual, NameForm::as_written}) {
      std::string name = laid_out_name(divisions_, division, level.name, form);
      if (parent.names.count(name) == 0) return name;
    }
    return laid_out_name(divisions_, division, level.name, NameForm::as_written) + "（" +
           divisions_.code(division) + "）";
  }

  LayoutCount& count_of(Division division) {
    const Level level = divisions_.level(division);
    const auto found = std::find_if(plan_.counts.begin(), plan_.counts.end(),
                                    [&](const LayoutCount& count) { return count.level == level; });
    if (found != plan_.counts.end()) return *found;
    return plan_.counts.emplace_back(LayoutCount{level, 0, 0, {}});
  }

  static tl::unexpected<Error> refuse_name(http::Language language) {
    const char* const words = language == http::Language::en
                                  ? "This rule makes names of more than 60 characters."
                                  : "按这个规则，有的名称超过60个字，请换一个规则。";
    return fail(Error{
        ErrorCode::invalid_fields, "layout: a name is too long", words, {{"rule", words}}});
  }

  const Tree& tree_;
  const Divisions& divisions_;
  const LayoutRule& rule_;
  StandingOrganisations standing_;
  PlaceRange scope_;
  LayoutPlan plan_;
  bool too_long_ = false;
};

}  // namespace

Result<LayoutPlan> plan_layout(const Tree& tree, const Divisions& divisions,
                               const LayoutRule& rule, const LayoutWish& wish,
                               http::Language language) {
  return Planner(tree, divisions, rule).plan(wish, language);
}

}  // namespace niangjia::organisation
