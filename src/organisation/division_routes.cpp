#include "organisation/division_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace niangjia::organisation {
namespace {

namespace json = boost::json;
using http::Method;
using http::Request;
using http::Response;

constexpr std::int64_t kMostFound = 50, kUsuallyFound = 20;

tl::unexpected<Error> unknown(std::string_view code) {
  return fail(ErrorCode::not_found, "no division " + std::string(code), "没有这个行政区划。");
}

Result<DivisionQuery> query_of(const Request& request, const Divisions& divisions) {
  DivisionQuery query;
  query.text = request.query("q").value_or("");
  if (const auto word = request.query("level").value_or(""); !word.empty()) {
    query.level = parse_division_level(word);
    if (!query.level)
      return fail(ErrorCode::invalid_argument, "divisions have no level " + word,
                  "level是province、city、county、street、community中的一个。");
  }
  if (const auto code = request.query("parent").value_or(""); !code.empty()) {
    query.inside = divisions.by_code(code);
    if (!query.inside) return unknown(code);
  }
  const auto limit = parse_id(request.query("limit").value_or("")).value_or(kUsuallyFound);
  query.limit = static_cast<std::size_t>(std::min(limit, kMostFound));
  return query;
}

Result<Response> list(const Request& request, const ViewerOf& viewer_of) {
  NJ_CHECK(viewer_of(request));
  const Divisions divisions;
  NJ_TRY(const DivisionQuery query, query_of(request, divisions));
  if (query.text.empty()) return Response::json(children_json(divisions, query.inside));
  return Response::json(hits_json(divisions, find_divisions(divisions, query)));
}

Result<Response> get(const Request& request, const ViewerOf& viewer_of) {
  NJ_CHECK(viewer_of(request));
  const Divisions divisions;
  const std::string& code = request.parameter("code");
  const auto division = divisions.by_code(code);
  if (!division) return unknown(code);
  return Response::json(json::object{{"division", division_json(divisions, *division)}});
}

}  // namespace

std::optional<Level> parse_division_level(std::string_view word) {
  const auto level = parse_level(word);
  return level && *level >= Level::province && *level <= Level::community ? level : std::nullopt;
}

json::object division_json(const Divisions& divisions, Division division) {
  json::array path;
  for (const Division one : divisions.path(division))
    path.push_back(json::object{{"code", divisions.code(one)}, {"name", divisions.name(one)}});
  return {{"code", divisions.code(division)},
          {"name", divisions.name(division)},
          {"full_name", divisions.full_name(division)},
          {"level", to_string(divisions.level(division))},
          {"path", std::move(path)},
          {"children", divisions.children(division).size()}};
}

json::object hits_json(const Divisions& divisions, const DivisionHits& found) {
  json::array hits;
  for (const DivisionHit& hit : found.hits) {
    json::object one = division_json(divisions, hit.division);
    one["match"] = to_string(hit.match);
    hits.push_back(std::move(one));
  }
  return {{"divisions", std::move(hits)},
          {"total", found.total},
          {"equally_good", found.equally_good}};
}

json::object children_json(const Divisions& divisions, std::optional<Division> parent) {
  json::array below;
  for (const Division one : parent ? divisions.children(*parent) : divisions.provinces())
    below.push_back(division_json(divisions, one));
  return {{"divisions", std::move(below)}};
}

void add_division_routes(http::Router& router, ViewerOf viewer_of) {
  router.add(Method::get, "/api/divisions",
             [viewer_of](const Request& request) { return list(request, viewer_of); });
  router.add(Method::get, "/api/divisions/{code}",
             [viewer_of](const Request& request) { return get(request, viewer_of); });
}

}  // namespace niangjia::organisation
