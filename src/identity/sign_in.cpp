#include "identity/sign_in.hpp"

#include "identity/audit.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

constexpr Phrase kWrong{"账号或密码不对，还可以试{}次。",
                        "Account or password is wrong. {} tries left."};
constexpr Phrase kWrongOld{"原密码不对，还可以试{}次。",
                           "The old password is wrong. {} tries left."};
constexpr Phrase kSame{"新密码和原密码一样，请换一个。",
                       "The new password is the old one. Choose another."};
constexpr Phrase kWait{"连续输错{}次，要等{}分钟。", "{} wrong in a row: wait {} minutes."};

tl::unexpected<Error> refuse_wait(const SignInThrottle::Wait& wait, http::Language language) {
  const std::int64_t minutes = (wait.ms + kMinuteMs - 1) / kMinuteMs;
  return fail(ErrorCode::too_many_requests, "too many wrong passwords in a row",
              say(language, kWait, wait.wrong, minutes));
}

}  // namespace

std::int64_t SignIn::retry_after(const Attempt& attempt) const {
  const auto wait = throttle_.wait(attempt.login, attempt.address, clock_.now());
  return wait ? (wait->ms + 999) / 1000 : 0;
}

Status SignIn::admit(const Attempt& attempt) const {
  const auto wait = throttle_.wait(attempt.login, attempt.address, clock_.now());
  if (wait) return refuse_wait(*wait, attempt.language);
  return Done{};
}

tl::unexpected<Error> SignIn::refuse_wrong(const Attempt& attempt, const Phrase& wrong) {
  const int left = throttle_.wrong(attempt.login, attempt.address, clock_.now());
  if (left > 0) {
    return fail(ErrorCode::unauthenticated, "wrong account or password",
                say(attempt.language, wrong, left));
  }
  const auto wait = throttle_.wait(attempt.login, attempt.address, clock_.now());
  return refuse_wait(wait.value_or(SignInThrottle::Wait{}), attempt.language);
}

// The account whose password it is; `wrong` words the refusal.
Result<Account> SignIn::check(const Attempt& attempt, const Phrase& wrong) {
  NJ_CHECK(admit(attempt));  // without waiting for a slot behind those who guess
  std::optional<Credentials> found;
  if (const auto login = normal_login(attempt.login)) {
    NJ_TRY(found, database_.read([&](db::Tx& tx) { return find_credentials(tx, *login); },
                                 attempt.deadline));
  }
  NJ_TRY(const auto slot, hasher_.acquire(attempt.deadline));
  NJ_CHECK(admit(attempt));
  const bool possible = found && found->account.state == AccountState::active &&
                        attempt.password.size() <= kMaxPasswordBytes;
  const std::string_view password = std::string_view(attempt.password).substr(0, kMaxPasswordBytes);
  if (!slot.matches(possible ? std::string_view(found->password) : std::string_view(), password)) {
    return refuse_wrong(attempt, wrong);
  }
  throttle_.right(attempt.login, attempt.address);
  return std::move(found->account);
}

Result<std::string> SignIn::sign_in(const Attempt& attempt) {
  NJ_TRY(const Account account, check(attempt, kWrong));
  return database_.write(
      [&](db::Tx& tx) -> Result<std::string> {
        NJ_TRY(std::string token, sessions_.start(tx, account.id));
        NJ_CHECK(append(tx, {.at = clock_.now(), .account = account.id, .action = "signed_in"}));
        return token;
      },
      attempt.deadline);
}

Status SignIn::change_password(const Attempt& old, std::string_view new_password,
                               std::string_view keep_session) {
  if (old.password == new_password) {
    return fail(Error{ErrorCode::invalid_fields,
                      "the new password is the old one",
                      {},
                      {{"new_password", say(old.language, kSame)}}});
  }
  const auto account = check(old, kWrongOld);
  if (!account && account.error().code == ErrorCode::unauthenticated) {
    return fail(Error{ErrorCode::invalid_fields,
                      "wrong old password",
                      {},
                      {{"old_password", account.error().detail}}});
  }
  if (!account) return fail(account.error());
  NJ_CHECK(
      accounts_.set_password(account->id, new_password, account->id, keep_session, old.language));
  sessions_.forget(account->id);
  return Done{};
}

}  // namespace niangjia::identity
