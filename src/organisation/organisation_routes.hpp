// /api/organisations: the tree, to look at and, for those with the duty, to change.
#pragma once
#include <boost/json/object.hpp>
#include <functional>

#include "http/router.hpp"
#include "organisation/directory.hpp"

namespace niangjia::organisation {

// Who asks, as far as the tree is concerned. Names of organisations are open to everybody who is
// signed in.
struct Viewer {
  bool may_change = false;
  std::vector<PlaceRange> places;  // where she works; changes are allowed inside only
};
using ViewerOf = std::function<Result<Viewer>(const http::Request&)>;

// {"id","name","kind","level","parent","division","children","second_lines"}
[[nodiscard]] boost::json::object organisation_json(const Tree& tree,
                                                    const Organisation& organisation);
// {"id","name","kind","level","path":[{"id","name"}]}; empty when there is no such organisation.
[[nodiscard]] boost::json::object organisation_path_json(const Tree& tree, OrganisationId id);

void add_organisation_routes(http::Router& router, Directory& directory, const Clock& clock,
                             ViewerOf viewer_of);

}  // namespace niangjia::organisation
