// /api/divisions: administrative divisions, to look up and to choose from. Open to everybody who is
// signed in.
#pragma once
#include <boost/json/object.hpp>

#include "http/router.hpp"
#include "organisation/division_search.hpp"
#include "organisation/organisation_routes.hpp"

namespace niangjia::organisation {

// province to community, the levels that divisions have; nullopt for any other word.
[[nodiscard]] std::optional<Level> parse_division_level(std::string_view word);

// {"code","name","full_name","level","path":[{"code","name"}],"children":n}
[[nodiscard]] boost::json::object division_json(const Divisions& divisions, Division division);
// {"divisions":[as above and "match"],"total","equally_good"}
[[nodiscard]] boost::json::object hits_json(const Divisions& divisions, const DivisionHits& found);
// {"divisions":[as above]} of those directly below; of the provinces when `parent` is none.
[[nodiscard]] boost::json::object children_json(const Divisions& divisions,
                                                std::optional<Division> parent);

void add_division_routes(http::Router& router, ViewerOf viewer_of);

}  // namespace niangjia::organisation
