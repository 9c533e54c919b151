// POST /api/organisations:layout: lays out organisations from divisions, a part with each call, until
// nothing is left; or says what would be laid out. For those with the duty over the place.
#pragma once
#include <boost/json/object.hpp>
#include <filesystem>

#include "organisation/division_routes.hpp"
#include "organisation/layout.hpp"

namespace niangjia::organisation {

// How many organisations one call adds at most; the caller goes on while some are left.
inline constexpr std::size_t kLaidOutAtOnce = 3000;

// [{"level","present","missing","examples":[name,…]}]
[[nodiscard]] boost::json::array counts_json(const LayoutPlan& plan);

// `overlay` is DATA/catalog, whose rules stand over the shipped ones.
void add_layout_routes(http::Router& router, Directory& directory, const Clock& clock,
                       std::filesystem::path overlay, ViewerOf viewer_of);

}  // namespace niangjia::organisation
