#include "identity/sign_in.hpp"

#include "identity/audit.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

constexpr Phrase kWrong{"账号或密码不对，还可以试{}次。",
                        "Account or password is wrong. {} tries left."};
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

tl::unexpected<Error> SignIn::refuse_wrong(const Attempt& attempt) {
  const int left = throttle_.wrong(attempt.login, attempt.address, clock_.now());
  if (left > 0) {
    return fail(ErrorCode::unauthenticated, "wrong account or password",
                say(attempt.language, kWrong, left));
  }
  const auto wait = throttle_.wait(attempt.login, attempt.address, clock_.now());
  return refuse_wait(wait.value_or(SignInThrottle::Wait{}), attempt.language);
}

Result<std::string> SignIn::sign_in(const Attempt& attempt) {
  NJ_CHECK(admit(attempt));  // without waiting for a slot behind those who guess
  std::optional<Credentials> found;
  if (const auto login = normal_login(attempt.login)) {
    NJ_TRY(found, database_.read([&](db::Tx& tx) { return find_credentials(tx, *login); },
                                 attempt.deadline));
  }
  {
    NJ_TRY(const auto slot, hasher_.acquire(attempt.deadline));
    NJ_CHECK(admit(attempt));
    const bool possible = found && found->account.state == AccountState::active &&
                          attempt.password.size() <= kMaxPasswordBytes;
    const std::string_view password =
        std::string_view(attempt.password).substr(0, kMaxPasswordBytes);
    if (!slot.matches(possible ? std::string_view(found->password) : std::string_view(),
                      password)) {
      return refuse_wrong(attempt);
    }
    throttle_.right(attempt.login, attempt.address);
  }
  const AccountId account = found->account.id;
  return database_.write(
      [&](db::Tx& tx) -> Result<std::string> {
        NJ_TRY(std::string token, sessions_.start(tx, account));
        NJ_CHECK(append(tx, {.at = clock_.now(), .account = account, .action = "signed_in"}));
        return token;
      },
      attempt.deadline);
}

}  // namespace niangjia::identity
