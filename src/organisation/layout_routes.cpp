#include "organisation/layout_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_body.hpp"
#include "organisation/division_check.hpp"

namespace niangjia::organisation {
namespace {

namespace json = boost::json;
using http::Language;
using http::Request;
using http::Response;

constexpr int kDeepest = 5;

tl::unexpected<Error> wrong(const char* field, Language language, const char* chinese,
                            const char* english) {
  const char* const words = language == Language::en ? english : chinese;
  return fail(Error{ErrorCode::invalid_fields, std::string("layout: ") + field, words,
                    {{field, words}}});
}

struct Wanted {
  LayoutWish wish;
  std::string rule;
  bool only_plan = false;
};

Result<Wanted> read_wanted(const json::object& body, const Divisions& divisions,
                           Language language) {
  Wanted wanted;
  NJ_TRY(const std::string code,
         checked_division(http::text_member(body, "division").value_or(""), language));
  if (code.empty())
    return wrong("division", language, "请选要铺开的区划。", "Choose the division to lay out.");
  wanted.wish.division = *divisions.by_code(code);
  wanted.wish.under = OrganisationId{http::id_member(body, "under").value_or(0)};
  wanted.wish.depth = static_cast<int>(
      std::clamp<std::int64_t>(http::integer_member(body, "depth").value_or(kDeepest), 0, kDeepest));
  wanted.rule = http::text_member(body, "rule").value_or(std::string(kUsualLayout));
  const auto* dry_run = body.if_contains("dry_run");
  wanted.only_plan = dry_run && dry_run->is_bool() && dry_run->get_bool();
  return wanted;
}

json::array rules_json(const std::map<std::string, LayoutRule>& rules) {
  json::array all;
  for (const auto& [id, rule] : rules)
    all.push_back(json::object{
        {"id", id}, {"title", json::object{{"zh", rule.title.zh}, {"en", rule.title.en}}}});
  return all;
}

// A tree that has no root yet is begun on the command line, where nobody needs a position.
Status may_lay_out(const Viewer& viewer, const Tree& tree, const LayoutPlan& plan,
                   Language language) {
  const Organisation* above = tree.find(plan.above);
  const bool inside = above && std::any_of(viewer.places.begin(), viewer.places.end(),
                                           [&](const PlaceRange& range) {
                                             return range.contains(above->places.low);
                                           });
  if (viewer.may_change && inside) return Done{};
  return fail(ErrorCode::forbidden, "no duty over that organisation",
              language == Language::en ? "Your position does not let you change organisations "
                                         "there. Ask the administrator above."
                                       : "你的职务不能改这里的组织，可找上级管理员。");
}

Status carry_out(Directory& directory, const LayoutPlan& plan, std::size_t count, Moment at,
                 Language language) {
  const auto added = directory.add_tree(std::span(plan.missing).first(count), at);
  if (added || added.error().code != ErrorCode::conflict) return added;
  return fail(ErrorCode::conflict, added.error().message,
              language == Language::en
                  ? "Somebody changed the organisations meanwhile. Lay out again: it goes on where "
                    "it stopped."
                  : "刚才有人改了组织。再铺一次，会接着没铺完的地方。");
}

Result<Response> lay_out(const Request& request, Directory& directory, const Clock& clock,
                         const std::filesystem::path& overlay, const ViewerOf& viewer_of) {
  NJ_TRY(const Viewer viewer, viewer_of(request));
  NJ_TRY(const auto body, http::json_body(request));
  const Language language = http::language_of(request);
  const Divisions divisions;
  NJ_TRY(const Wanted wanted, read_wanted(body, divisions, language));
  NJ_TRY(const auto rules, layout_rules(overlay));
  const auto rule = rules.find(wanted.rule);
  if (rule == rules.end())
    return wrong("rule", language, "没有这个命名规则，请重新选。",
                 "There is no such rule. Choose another.");
  const auto tree = directory.tree();
  NJ_TRY(const LayoutPlan plan,
         plan_layout(*tree, divisions, rule->second, wanted.wish, language));
  NJ_CHECK(may_lay_out(viewer, *tree, plan, language));
  const std::size_t added =
      wanted.only_plan ? 0 : std::min(plan.missing.size(), kLaidOutAtOnce);
  if (added > 0) NJ_CHECK(carry_out(directory, plan, added, clock.now(), language));
  return Response::json(
      json::object{{"division", division_json(divisions, wanted.wish.division)},
                   {"above", json::object{{"id", plan.above.text()},
                                          {"name", tree->find(plan.above)->name}}},
                   {"rule", wanted.rule},
                   {"rules", rules_json(rules)},
                   {"levels", counts_json(plan)},
                   {"added", added},
                   {"left", plan.missing.size() - added}});
}

}  // namespace

json::array counts_json(const LayoutPlan& plan) {
  json::array levels;
  for (const LayoutCount& count : plan.counts)
    levels.push_back(json::object{{"level", to_string(count.level)},
                                  {"present", count.present},
                                  {"missing", count.missing},
                                  {"examples", json::value_from(count.examples)}});
  return levels;
}

void add_layout_routes(http::Router& router, Directory& directory, const Clock& clock,
                       std::filesystem::path overlay, ViewerOf viewer_of) {
  router.add(http::Method::post, "/api/organisations:layout",
             [&directory, &clock, overlay = std::move(overlay),
              viewer_of = std::move(viewer_of)](const Request& request) {
               return lay_out(request, directory, clock, overlay, viewer_of);
             });
}

}  // namespace niangjia::organisation
