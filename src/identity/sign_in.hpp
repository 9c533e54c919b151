// From a login name and a password to a session.
#pragma once
#include <string>
#include <string_view>

#include "db/database.hpp"
#include "http/message.hpp"
#include "identity/accounts.hpp"
#include "identity/password.hpp"
#include "identity/sessions.hpp"
#include "identity/throttle.hpp"

namespace niangjia::identity {

// Safe to share between threads.
class SignIn {
 public:
  SignIn(db::Database& database, PasswordHasher& hasher, Sessions& sessions, const Clock& clock)
      : database_(database), hasher_(hasher), sessions_(sessions), clock_(clock) {}

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
  // Seconds until the next attempt is looked at; 0: at once.
  [[nodiscard]] std::int64_t retry_after(const Attempt& attempt) const;

 private:
  Status admit(const Attempt& attempt) const;
  tl::unexpected<Error> refuse_wrong(const Attempt& attempt);

  db::Database& database_;
  PasswordHasher& hasher_;
  Sessions& sessions_;
  const Clock& clock_;
  SignInThrottle throttle_;
};

}  // namespace niangjia::identity
