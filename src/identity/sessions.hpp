// Browsers that are signed in, programs with a token, and who stands behind a request.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "http/message.hpp"
#include "identity/bearer.hpp"
#include "identity/caller.hpp"
#include "identity/caller_cache.hpp"
#include "identity/session_limits.hpp"

namespace niangjia::identity {

struct ApiToken {
  std::int64_t id = 0;
  AccountId account;
  std::string name;
  Moment created_at;
  Moment expires_at;
  std::optional<Moment> revoked_at;
};

// Safe to share between threads.
class Sessions {
 public:
  Sessions(db::Database& database, IdSource& ids, const Clock& clock, PositionSource positions)
      : database_(database), ids_(ids), clock_(clock), positions_(std::move(positions)) {}

  // Who sends the request. Fails with `unauthenticated` when nobody is signed in, the session ended
  // or the account is disabled, and with `forbidden` when the request came with the cookie but from
  // another site. What it says may be two seconds old; what this process changes and tells below
  // holds at once.
  [[nodiscard]] Result<Caller> authenticate(const http::Request& request);

  // Who stands behind a session's token that was just made for this request.
  [[nodiscard]] Result<Caller> caller_of(std::string_view token, const http::Request& request) {
    return load({BearerKind::session, bearer_hash(BearerKind::session, token)}, request);
  }

  // Begins a session in the caller's unit of work and answers the token for the cookie.
  [[nodiscard]] Result<std::string> start(db::Tx& tx, AccountId account) const;
  // Ends the request's own session; nothing happens when there is none.
  [[nodiscard]] Status end(const http::Request& request);
  // Removes sessions and tokens that are over. Call it now and then.
  [[nodiscard]] Status sweep();

  // A token for a program, with the rights of the account. It is shown this once. Fails with
  // `invalid_argument` when the name is empty or the expiry is past, `not_found` when there is no
  // such account.
  [[nodiscard]] Result<std::string> create_token(AccountId account, std::string_view name,
                                                 Moment expires_at, AccountId by);
  [[nodiscard]] Result<std::vector<ApiToken>> tokens(AccountId account);
  [[nodiscard]] Status revoke_token(std::int64_t id, AccountId by);

  // After a commit that changed password, state, language or name of an account; positions of a
  // login; or any of that.
  void forget(AccountId account) { cache_.forget_account(account); }
  void forget(std::string_view login) { cache_.forget_login(login); }
  void forget_all() { cache_.forget_all(); }

 private:
  struct Found {
    Caller caller;
    Moment good_until;
    Moment seen_at;
  };
  Result<std::optional<Found>> find_session(db::Tx& tx, const std::string& hash, Moment now) const;
  Result<std::optional<Found>> find_token(db::Tx& tx, const std::string& hash, Moment now) const;
  Result<std::vector<Position>> positions_today(db::Tx& tx, std::string_view login,
                                                Moment now) const;
  Result<Caller> load(const Bearer& bearer, const http::Request& request);
  void note_seen(const std::string& hash, Moment now);

  db::Database& database_;
  IdSource& ids_;
  const Clock& clock_;
  const PositionSource positions_;
  CallerCache cache_;
};

}  // namespace niangjia::identity
