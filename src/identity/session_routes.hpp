// /api/session, /api/account and /api/accounts.
#pragma once
#include <boost/json/object.hpp>
#include <functional>
#include <set>
#include <string>

#include "catalog/definition.hpp"
#include "http/router.hpp"
#include "identity/accounts.hpp"
#include "identity/sessions.hpp"
#include "identity/sign_in.hpp"

namespace niangjia::identity {

// The catalogue's role of that id; null when there is none.
using RoleOf = std::function<const catalog::Role*(std::string_view id)>;

// What these routes work with; lives as long as the router.
struct SessionServices {
  db::Database& database;
  Accounts& accounts;
  Sessions& sessions;
  SignIn& sign_in;
  RoleOf role_of;
  const Clock& clock;
  // {"id","name","kind","level","path":[{"id","name"}]} of an organisation.
  std::function<boost::json::object(OrganisationId)> describe_organisation;
  std::string version;
  bool demo = false;
};

// The desks that are not ledgers and that the caller's roles open: "accounts", "plans" …
[[nodiscard]] std::set<std::string> duties_of(const Caller& caller, const RoleOf& role_of);
// Fails with `forbidden` when none of the caller's roles has that duty.
[[nodiscard]] Status require_duty(const Caller& caller, const RoleOf& role_of,
                                  const std::string& duty, http::Language language);

void add_session_routes(http::Router& router, SessionServices& services);

}  // namespace niangjia::identity
