// A ledger's definition as the browser reads it: what forms, lists and live checks are drawn from.
#pragma once
#include <boost/json/fwd.hpp>

#include "catalog/definition.hpp"

namespace niangjia::catalog {

// Bounds and defaults in the API's format; formulas as trees; the filter of a view as text, for
// `filter=`. A date's default may be the word "today". Nothing in it is private.
[[nodiscard]] boost::json::object to_json(const Ledger& ledger);

}  // namespace niangjia::catalog
