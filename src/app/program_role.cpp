#include "app/program_role.hpp"

namespace niangjia::app {

catalog::Role program_role(const catalog::Catalogue& catalogue) {
  using catalog::Action;
  catalog::Grant grant;
  for (const auto& ledger : catalogue.ledgers()) grant.ledgers.push_back(ledger.id);
  grant.actions = {Action::read,    Action::count,  Action::create, Action::revise, Action::retire,
                   Action::export_, Action::reveal, Action::import, Action::history};
  grant.scope = catalog::Scope::all;
  grant.clear = {catalog::Sensitivity::personal, catalog::Sensitivity::confidential};
  catalog::Role role;
  role.id = "program";
  role.grants = {std::move(grant)};
  role.duties = {"accounts", "organisations", "plans", "audit"};
  return role;
}

}  // namespace niangjia::app
