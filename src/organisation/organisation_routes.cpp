#include "organisation/organisation_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_body.hpp"

namespace niangjia::organisation {
namespace {

namespace json = boost::json;
using http::Method;
using http::Request;
using http::Response;

constexpr std::size_t kMostFound = 50;
constexpr int kDeepest = 6;

void add_below(const Tree& tree, const Organisation& organisation, int depth, json::array& out) {
  for (const Organisation* child : tree.children(organisation.id)) {
    out.push_back(organisation_json(tree, *child));
    if (depth > 1) add_below(tree, *child, depth - 1, out);
  }
}

Result<OrganisationId> id_of(const Request& request) {
  const auto id = parse_id(request.parameter("id"));
  if (!id) return fail(ErrorCode::not_found, "malformed organisation id");
  return OrganisationId{*id};
}

Result<Response> list(const Request& request, const Directory& directory,
                      const ViewerOf& viewer_of) {
  NJ_CHECK(viewer_of(request));
  const auto tree = directory.tree();
  json::array out;
  const std::string words = request.query("q").value_or("");
  if (!words.empty()) {
    for (const Organisation* found : tree->search(words, {0, INT64_MAX}, kMostFound)) {
      json::object one = organisation_json(*tree, *found);
      one["path"] = organisation_path_json(*tree, found->id)["path"];
      out.push_back(std::move(one));
    }
    return Response::json(json::object{{"organisations", std::move(out)}});
  }
  const auto parent = request.query("parent");
  const int depth = static_cast<int>(
      std::min<std::int64_t>(parse_id(request.query("depth").value_or("1")).value_or(1), kDeepest));
  if (!parent || parent->empty()) {
    if (tree->root()) out.push_back(organisation_json(*tree, *tree->root()));
  } else {
    const Organisation* organisation = tree->find(OrganisationId{parse_id(*parent).value_or(0)});
    if (!organisation) return fail(ErrorCode::not_found, "no such organisation");
    add_below(*tree, *organisation, depth, out);
  }
  return Response::json(json::object{{"organisations", std::move(out)}});
}

Result<Response> get(const Request& request, const Directory& directory,
                     const ViewerOf& viewer_of) {
  NJ_CHECK(viewer_of(request));
  NJ_TRY(const auto id, id_of(request));
  const auto tree = directory.tree();
  const Organisation* organisation = tree->find(id);
  if (!organisation) return fail(ErrorCode::not_found, "no such organisation");
  json::object one = organisation_json(*tree, *organisation);
  one["path"] = organisation_path_json(*tree, id)["path"];
  return Response::json(json::object{{"organisation", std::move(one)}});
}

Status may_change(const Viewer& viewer, const Organisation* organisation) {
  const bool inside = organisation && std::any_of(viewer.places.begin(), viewer.places.end(),
                                                  [&](const PlaceRange& range) {
                                                    return range.contains(organisation->places.low);
                                                  });
  if (!viewer.may_change || !inside) {
    return fail(ErrorCode::forbidden, "no duty over that organisation",
                "你的职务不能改这里的组织，可找上级管理员。");
  }
  return Done{};
}

Result<Response> create(const Request& request, Directory& directory, const Clock& clock,
                        const ViewerOf& viewer_of) {
  NJ_TRY(const Viewer viewer, viewer_of(request));
  NJ_TRY(const auto body, http::json_body(request));
  NewOrganisation wanted;
  wanted.parent = OrganisationId{http::id_member(body, "parent").value_or(0)};
  NJ_CHECK(may_change(viewer, directory.tree()->find(wanted.parent)));
  wanted.name = http::text_member(body, "name").value_or("");
  wanted.kind = http::text_member(body, "kind").value_or("");
  wanted.division = http::text_member(body, "division").value_or("");
  const auto level = parse_level(http::text_member(body, "level").value_or(""));
  if (!level) {
    return fail(Error{ErrorCode::invalid_fields,
                      "unknown level",
                      "请选组织级别。",
                      {{"level", "请选组织级别。"}}});
  }
  wanted.level = *level;
  NJ_TRY(const auto made, directory.add(wanted, clock.now()));
  return Response::json(json::object{{"organisation", organisation_json(*directory.tree(), made)}},
                        201);
}

Result<Response> change(const Request& request, Directory& directory, const ViewerOf& viewer_of) {
  NJ_TRY(const Viewer viewer, viewer_of(request));
  NJ_TRY(const auto body, http::json_body(request));
  NJ_TRY(const auto id, id_of(request));
  const auto tree = directory.tree();
  const Organisation* organisation = tree->find(id);
  NJ_CHECK(may_change(viewer, organisation));
  NJ_CHECK(directory.rename(id, http::text_member(body, "name").value_or(organisation->name),
                            http::text_member(body, "division").value_or(organisation->division)));
  const auto now = directory.tree();
  return Response::json(json::object{{"organisation", organisation_json(*now, *now->find(id))}});
}

}  // namespace

json::object organisation_json(const Tree& tree, const Organisation& organisation) {
  json::array lines;
  for (const SecondLine& line : tree.second_lines(organisation.id)) {
    const Organisation* superior = tree.find(line.superior);
    json::object one{{"id", line.superior.text()},
                     {"name", superior ? superior->name : ""},
                     {"from", format_day(line.from)},
                     {"to", nullptr}};
    if (line.until) one["to"] = format_day(*line.until - std::chrono::days{1});
    lines.push_back(std::move(one));
  }
  json::object out{{"id", organisation.id.text()},
                   {"name", organisation.name},
                   {"kind", organisation.kind},
                   {"level", to_string(organisation.level)},
                   {"parent", nullptr},
                   {"division", organisation.division},
                   {"children", tree.children(organisation.id).size()},
                   {"second_lines", std::move(lines)}};
  if (organisation.parent.is_set()) out["parent"] = organisation.parent.text();
  return out;
}

json::object organisation_path_json(const Tree& tree, OrganisationId id) {
  const Organisation* organisation = tree.find(id);
  if (!organisation) return {};
  json::array path;
  for (const Organisation* one : tree.path(id))
    path.push_back(json::object{{"id", one->id.text()}, {"name", one->name}});
  return {{"id", id.text()},
          {"name", organisation->name},
          {"kind", organisation->kind},
          {"level", to_string(organisation->level)},
          {"path", std::move(path)}};
}

void add_organisation_routes(http::Router& router, Directory& directory, const Clock& clock,
                             ViewerOf viewer_of) {
  router.add(Method::get, "/api/organisations",
             [&directory, viewer_of](const Request& r) { return list(r, directory, viewer_of); });
  router.add(Method::get, "/api/organisations/{id}",
             [&directory, viewer_of](const Request& r) { return get(r, directory, viewer_of); });
  router.add(Method::post, "/api/organisations", [&directory, &clock, viewer_of](const Request& r) {
    return create(r, directory, clock, viewer_of);
  });
  router.add(Method::patch, "/api/organisations/{id}",
             [&directory, viewer_of](const Request& r) { return change(r, directory, viewer_of); });
}

}  // namespace niangjia::organisation
