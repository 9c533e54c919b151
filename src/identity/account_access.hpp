// Everything that the rights of one account come to, over all ledgers.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>

#include "identity/access.hpp"

namespace niangjia::identity {

// Immutable; keeps the picture of the tree that it was compiled from.
class AccountAccess {
 public:
  [[nodiscard]] static std::shared_ptr<const AccountAccess> compile(
      const catalog::Catalogue& catalogue, std::shared_ptr<const organisation::Tree> tree,
      AccountId account, std::vector<RoleAt> roles);

  [[nodiscard]] const LedgerAccess& on(const catalog::Ledger& ledger) const;
  [[nodiscard]] bool has_duty(std::string_view duty) const {
    return duties_.find(duty) != duties_.end();
  }
  [[nodiscard]] const std::set<std::string, std::less<>>& duties() const { return duties_; }
  [[nodiscard]] const std::vector<RoleAt>& roles() const { return roles_; }
  [[nodiscard]] const organisation::Tree& tree() const { return *tree_; }
  [[nodiscard]] const std::shared_ptr<const organisation::Tree>& shared_tree() const {
    return tree_;
  }
  // The organisation that the account works at: that of its first position; null without any.
  [[nodiscard]] const organisation::Organisation* home() const;
  // Whether some position covers the organisation: it is the position's own or below it.
  [[nodiscard]] bool covers(const organisation::Organisation& organisation) const;

 private:
  std::shared_ptr<const organisation::Tree> tree_;
  std::vector<RoleAt> roles_;
  std::map<std::string, LedgerAccess, std::less<>> ledgers_;
  std::set<std::string, std::less<>> duties_;
};

}  // namespace niangjia::identity
