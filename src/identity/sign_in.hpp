// What needs a password that somebody types: to begin a session, and to set another password.
#pragma once
#include <string>
#include <string_view>

#include "db/database.hpp"
#include "http/message.hpp"
#include "identity/accounts.hpp"
#include "identity/password.hpp"
#include "identity/sessions.hpp"
#include "identity/throttle.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {

// Safe to share between threads.
class SignIn {
 public:
  SignIn(db::Database& database, PasswordHasher& hasher, Accounts& accounts, Sessions& sessions,
         const Clock& clock)
      : database_(database),
        hasher_(hasher),
        accounts_(accounts),
        sessions_(sessions),
        clock_(clock) {}

  struct Attempt {
    std::string login;
    std::string password;
    std::string address;  // where it comes from
    http::Language language = http::Language::zh;
    db::Deadline deadline = db::default_deadline();
  };
  // The token for the cookie. Fails with `unauthenticated` alike, in words and in time, whether the
  // account is unknown, disabled or the password wrong; with `too_many_requests` after too many
  // wrong ones in a row, saying how long to wait.
  [[nodiscard]] Result<std::string> sign_in(const Attempt& attempt);
  // `old` holds the old password. Ends the account's other sessions; `keep_session` is the hash of
  // the one that stays. Fails with `invalid_fields` naming old_password or new_password; wrong old
  // ones are counted like at the sign-in.
  [[nodiscard]] Status change_password(const Attempt& old, std::string_view new_password,
                                       std::string_view keep_session);
  // Seconds until the next attempt is looked at; 0: at once.
  [[nodiscard]] std::int64_t retry_after(const Attempt& attempt) const;

 private:
  Status admit(const Attempt& attempt) const;
  Result<Account> check(const Attempt& attempt, const Phrase& wrong);
  tl::unexpected<Error> refuse_wrong(const Attempt& attempt, const Phrase& wrong);

  db::Database& database_;
  PasswordHasher& hasher_;
  Accounts& accounts_;
  Sessions& sessions_;
  const Clock& clock_;
  SignInThrottle throttle_;
};

}  // namespace niangjia::identity
