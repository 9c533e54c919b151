// /api/ledgers/{ledger}/entries and what hangs on it (docs/api.md).
#pragma once
#include <boost/json/object.hpp>
#include <functional>

#include "http/router.hpp"
#include "ledger/entries.hpp"
#include "ledger/listing.hpp"

namespace niangjia::ledger {

// Who asks; fails with `unauthenticated` or, for a change that another site could have sent,
// `forbidden`.
using ActorOf = std::function<Result<Actor>(const http::Request&)>;

// `services` outlives the router.
void add_entry_routes(http::Router& router, Services& services, ActorOf actor_of);

// The organisation that an address or a body names: not set when it names none, and one that does
// not exist when what stands there is no id, so that nothing lands at home by mistake.
[[nodiscard]] OrganisationId organisation_of(const http::Request& request);
[[nodiscard]] OrganisationId organisation_of(const boost::json::object& body);

// filter, sort, q, organisation, from, to, own, after, limit and count of a list's address.
[[nodiscard]] Result<ListQuery> list_query(const http::Request& request);
// {"entries", "next", "count"?}
[[nodiscard]] Result<boost::json::object> page_json(db::Tx& tx, const Services& services,
                                                    const Actor& actor, const LedgerTable& table,
                                                    const ListQuery& query);

}  // namespace niangjia::ledger
