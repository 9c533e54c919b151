// Who may sign in.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "http/message.hpp"
#include "identity/password.hpp"

namespace niangjia::identity {

enum class AccountState { active, disabled };
[[nodiscard]] const char* to_string(AccountState state);

struct Account {
  AccountId id;
  std::string login;
  std::string name;
  AccountState state = AccountState::active;
  std::string language;
  Moment created_at;
  Moment password_changed_at;
};

// Login names in the form in which they are stored: lower case, half width. nullopt for anything
// but 2 to 64 of a-z 0-9 . _ - .
[[nodiscard]] std::optional<std::string> normal_login(std::string_view typed);

[[nodiscard]] Result<std::optional<Account>> find_account(db::Tx& tx, std::string_view login);
[[nodiscard]] Result<std::optional<Account>> find_account(db::Tx& tx, AccountId id);
// In the order of login names, those behind `after`, at most `limit`.
[[nodiscard]] Result<std::vector<Account>> list_accounts(db::Tx& tx, std::string_view after,
                                                         int limit);

// An account with its password's hash, for the sign-in.
struct Credentials {
  Account account;
  std::string password;
};
[[nodiscard]] Result<std::optional<Credentials>> find_credentials(db::Tx& tx,
                                                                  std::string_view login);

// The changes of accounts; each leaves a line in the audit. `by` is who does it; not set: the
// program itself. Sentences in errors are in `language`. Safe to share between threads.
class Accounts {
 public:
  Accounts(db::Database& database, PasswordHasher& hasher, IdSource& ids, const Clock& clock)
      : database_(database), hasher_(hasher), ids_(ids), clock_(clock) {}

  struct Draft {
    std::string login;
    std::string name;
    std::string password;
    std::string account_language = "zh";
  };
  // Fails with `invalid_fields` naming login, name or password; a login name that exists is one of
  // them.
  [[nodiscard]] Result<Account> add(const Draft& draft, AccountId by,
                                    http::Language language = http::Language::zh);

  // Ends every session of the account but `keep_session` (the hash of its token; may be empty).
  // Fails with `invalid_fields` naming new_password, or `not_found`. Whoever knows the old one goes
  // through SignIn::change_password; without it this is how an administrator helps who forgot it.
  [[nodiscard]] Status set_password(AccountId account, std::string_view new_password, AccountId by,
                                    std::string_view keep_session = {},
                                    http::Language language = http::Language::zh);
  [[nodiscard]] Status set_language(AccountId account, std::string_view account_language,
                                    http::Language language = http::Language::zh);
  // A disabled account cannot sign in, its sessions end and its tokens answer 401. Fails with
  // `not_found`.
  [[nodiscard]] Status set_state(AccountId account, AccountState state, AccountId by);

 private:
  Result<std::string> hash_of(std::string_view password);

  db::Database& database_;
  PasswordHasher& hasher_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace niangjia::identity
