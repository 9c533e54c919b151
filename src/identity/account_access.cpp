#include "identity/account_access.hpp"

#include <algorithm>

namespace niangjia::identity {

std::shared_ptr<const AccountAccess> AccountAccess::compile(
    const catalog::Catalogue& catalogue, std::shared_ptr<const organisation::Tree> tree,
    AccountId account, std::vector<RoleAt> roles) {
  auto access = std::make_shared<AccountAccess>();
  for (const catalog::Ledger& ledger : catalogue.ledgers()) {
    access->ledgers_.emplace(ledger.id, LedgerAccess::compile(ledger, account, roles));
  }
  for (const RoleAt& held : roles)
    access->duties_.insert(held.role->duties.begin(), held.role->duties.end());
  access->tree_ = std::move(tree);
  access->roles_ = std::move(roles);
  return access;
}

const LedgerAccess& AccountAccess::on(const catalog::Ledger& ledger) const {
  const auto found = ledgers_.find(ledger.id);
  NJ_ASSERT(found != ledgers_.end());
  return found->second;
}

const organisation::Organisation* AccountAccess::home() const {
  return roles_.empty() ? nullptr : roles_.front().organisation;
}

bool AccountAccess::covers(const organisation::Organisation& organisation) const {
  return std::any_of(roles_.begin(), roles_.end(), [&](const RoleAt& held) {
    return held.organisation->places.contains(organisation.places.low);
  });
}

}  // namespace niangjia::identity
