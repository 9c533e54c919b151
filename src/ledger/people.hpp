// One person, one entry: whoever adds a person has looked for her first.
#pragma once
#include "ledger/entry_routes.hpp"

namespace niangjia::ledger {

// The proof that an account has searched, good for an hour. Sealed, so that nobody makes one.
[[nodiscard]] std::string search_proof(const Services& services, const Actor& actor);
// Fails with `invalid_fields` naming `search` when the ledger keeps people and the proof is
// missing, old or another's.
[[nodiscard]] Status require_search(const Services& services, const Actor& actor,
                                    const catalog::Ledger& ledger, std::string_view proof);

// GET /api/people?q=: people that the actor may see, masked, and the proof.
void add_people_routes(http::Router& router, Services& services, ActorOf actor_of);

}  // namespace niangjia::ledger
