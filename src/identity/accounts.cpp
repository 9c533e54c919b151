#include "identity/accounts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "identity/audit.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kMinLogin = 2;
constexpr std::size_t kMaxLogin = 64;
constexpr std::size_t kMaxName = 60;  // code points

constexpr Phrase kBadLogin{
    "账号用2到64个小写字母、数字、点、横线或下划线。",
    "An account has 2 to 64 lower-case letters, digits, dots, hyphens or underscores."};
constexpr Phrase kTakenLogin{"账号“{}”已经有人用了，请换一个。",
                             "The account “{}” is taken. Choose another."};
constexpr Phrase kBadName{"请写姓名，最多{}个字。", "Enter a name of at most {} characters."};
constexpr Phrase kBadLanguage{"语言只有中文（zh）和英文（en）。", "The languages are zh and en."};

#define NJ_ACCOUNT_COLUMNS \
  "id, login, name, state, language, created_at, password_changed_at, password"
constexpr db::Statement kByLogin{"identity.account_by_login",
                                 "SELECT " NJ_ACCOUNT_COLUMNS " FROM account WHERE login = $1"};
constexpr db::Statement kById{"identity.account_by_id",
                              "SELECT " NJ_ACCOUNT_COLUMNS " FROM account WHERE id = $1"};
constexpr db::Statement kList{"identity.list_accounts",
                              "SELECT " NJ_ACCOUNT_COLUMNS
                              " FROM account WHERE login > $1 ORDER BY login LIMIT $2"};
#undef NJ_ACCOUNT_COLUMNS
constexpr db::Statement kInsert{
    "identity.insert_account",
    "INSERT INTO account (id, login, name, password, state, language, created_at, "
    "password_changed_at) "
    "VALUES ($1, $2, $3, $4, 'active', $5, $6, $6) ON CONFLICT DO NOTHING"};
constexpr db::Statement kSetPassword{
    "identity.set_password",
    "UPDATE account SET password = $2, password_changed_at = $3 WHERE id = $1"};
constexpr db::Statement kEndSessions{"identity.end_other_sessions",
                                     "DELETE FROM session WHERE account = $1 AND hash <> $2"};
constexpr db::Statement kSetLanguage{"identity.set_language",
                                     "UPDATE account SET language = $2 WHERE id = $1"};
constexpr db::Statement kSetState{"identity.set_account_state",
                                  "UPDATE account SET state = $2 WHERE id = $1"};

Account read_account(const db::Row& row) {
  return {.id = AccountId{row.integer(0)},
          .login = std::string(row.text(1)),
          .name = std::string(row.text(2)),
          .state = row.text(3) == "active" ? AccountState::active : AccountState::disabled,
          .language = std::string(row.text(4)),
          .created_at = Moment{row.integer(5)},
          .password_changed_at = Moment{row.integer(6)}};
}

Credentials read_credentials(const db::Row& row) {
  return {read_account(row), std::string(row.text(7))};
}

tl::unexpected<Error> refuse(std::map<std::string, std::string> fields) {
  Error error{ErrorCode::invalid_fields, "an account's values were refused", {}, std::move(fields)};
  return fail(std::move(error));
}

tl::unexpected<Error> no_such(AccountId account) {
  return fail(ErrorCode::not_found, "there is no account " + account.text());
}

bool is_language(std::string_view language) { return language == "zh" || language == "en"; }

}  // namespace

const char* to_string(AccountState state) {
  return state == AccountState::active ? "active" : "disabled";
}

std::optional<std::string> normal_login(std::string_view typed) {
  std::string login = text::to_half_width(text::trim(typed));
  for (char& c : login) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    const bool allowed =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    if (!allowed) return std::nullopt;
  }
  if (login.size() < kMinLogin || login.size() > kMaxLogin) return std::nullopt;
  return login;
}

Result<std::optional<Account>> find_account(db::Tx& tx, std::string_view login) {
  return tx.first(kByLogin, {login}, read_account);
}

Result<std::optional<Account>> find_account(db::Tx& tx, AccountId id) {
  return tx.first(kById, {id}, read_account);
}

Result<std::vector<Account>> list_accounts(db::Tx& tx, std::string_view after, int limit) {
  return tx.all(kList, {after, limit}, read_account);
}

Result<std::optional<Credentials>> find_credentials(db::Tx& tx, std::string_view login) {
  return tx.first(kByLogin, {login}, read_credentials);
}

Result<Account> Accounts::add(const Draft& draft, AccountId by, http::Language language) {
  std::map<std::string, std::string> faults;
  const auto login = normal_login(draft.login);
  const std::string name(text::trim(draft.name));
  if (!login) faults["login"] = say(language, kBadLogin);
  if (name.empty() || text::length(name) > kMaxName)
    faults["name"] = say(language, kBadName, kMaxName);
  if (!is_language(draft.account_language)) faults["language"] = say(language, kBadLanguage);
  if (auto fault = password_fault(draft.password, draft.login, language))
    faults["password"] = *fault;
  if (!faults.empty()) return refuse(std::move(faults));

  NJ_TRY(const std::string hash, hash_of(draft.password));
  const Moment at = clock_.now();
  const Account account{ids_.next_as<AccountId>(), *login, name, AccountState::active,
                        draft.account_language,    at,     at};
  return database_.write([&](db::Tx& tx) -> Result<Account> {
    NJ_TRY(const auto stored, tx.run(kInsert, {account.id, account.login, account.name, hash,
                                               account.language, account.created_at}));
    if (stored == 0) return refuse({{"login", say(language, kTakenLogin, account.login)}});
    NJ_CHECK(append(
        tx, {.at = at, .account = by, .action = "account_added", .detail = account.id.text()}));
    return account;
  });
}

Status Accounts::set_password(AccountId account, std::string_view new_password, AccountId by,
                              std::string_view keep_session, http::Language language) {
  NJ_TRY(const auto found, database_.read([&](db::Tx& tx) { return find_account(tx, account); }));
  if (!found) return no_such(account);
  if (auto fault = password_fault(new_password, found->login, language)) {
    return refuse({{"new_password", *fault}});
  }
  NJ_TRY(const std::string hash, hash_of(new_password));
  const Moment at = clock_.now();
  return database_.write([&](db::Tx& tx) -> Status {
    NJ_CHECK(tx.run(kSetPassword, {account, hash, at}));
    NJ_CHECK(tx.run(kEndSessions, {account, db::Blob{keep_session}}));
    return append(
        tx, {.at = at, .account = by, .action = "password_changed", .detail = account.text()});
  });
}

Result<std::string> Accounts::hash_of(std::string_view password) {
  NJ_TRY(const auto slot, hasher_.acquire());
  return slot.hash(password);
}

Status Accounts::set_language(AccountId account, std::string_view account_language,
                              http::Language language) {
  if (!is_language(account_language)) return refuse({{"language", say(language, kBadLanguage)}});
  return database_.write([&](db::Tx& tx) -> Status {
    NJ_CHECK(tx.run(kSetLanguage, {account, account_language}));
    return Done{};
  });
}

Status Accounts::set_state(AccountId account, AccountState state, AccountId by) {
  const Moment at = clock_.now();
  return database_.write([&](db::Tx& tx) -> Status {
    NJ_TRY(const auto found, find_account(tx, account));
    if (!found) return no_such(account);
    NJ_CHECK(tx.run(kSetState, {account, to_string(state)}));
    if (state == AccountState::disabled) NJ_CHECK(tx.run(kEndSessions, {account, db::Blob{}}));
    const char* const action =
        state == AccountState::disabled ? "account_disabled" : "account_enabled";
    return append(tx, {.at = at, .account = by, .action = action, .detail = account.text()});
  });
}

}  // namespace niangjia::identity
