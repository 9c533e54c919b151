#include "identity/throttle.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kMaxKey = 80;  // whatever is longer is no login name

std::string login_key(std::string_view login) {
  return "login " + text::fold(login.substr(0, kMaxKey));
}

std::string address_key(std::string_view address) {
  return "address " + std::string(address.substr(0, kMaxKey));
}

}  // namespace

std::optional<SignInThrottle::Wait> SignInThrottle::wait(std::string_view login,
                                                         std::string_view address,
                                                         Moment now) const {
  const std::lock_guard lock(mutex_);
  const Wait of_login{kWrongPerLogin, wait_for(login_key(login), kWrongPerLogin, now)};
  const Wait of_address{kWrongPerAddress, wait_for(address_key(address), kWrongPerAddress, now)};
  const Wait& longer = of_login.ms >= of_address.ms ? of_login : of_address;
  if (longer.ms <= 0) return std::nullopt;
  return longer;
}

int SignInThrottle::wrong(std::string_view login, std::string_view address, Moment now) {
  const std::lock_guard lock(mutex_);
  const int left_for_login = count(login_key(login), kWrongPerLogin, now);
  const int left_for_address = count(address_key(address), kWrongPerAddress, now);
  return std::min(left_for_login, left_for_address);
}

void SignInThrottle::right(std::string_view login, std::string_view address) {
  const std::lock_guard lock(mutex_);
  forget(login_key(login));
  forget(address_key(address));
}

std::int64_t SignInThrottle::wait_for(const std::string& key, int limit, Moment now) const {
  const auto found = found_.find(key);
  if (found == found_.end()) return 0;
  const Guesses& guesses = *found->second;
  return guesses.wrong >= limit ? guesses.last.ms + kWaitMs - now.ms : 0;
}

int SignInThrottle::count(const std::string& key, int limit, Moment now) {
  auto found = found_.find(key);
  if (found == found_.end()) {
    if (order_.size() >= kMaxRemembered) {
      found_.erase(order_.front().key);
      order_.pop_front();
    }
    order_.push_back({key});
    found = found_.emplace(order_.back().key, std::prev(order_.end())).first;
  } else {
    order_.splice(order_.end(), order_, found->second);
  }
  Guesses& guesses = *found->second;
  if (guesses.last.ms + kWaitMs <= now.ms) guesses.wrong = 0;
  guesses.last = now;
  return std::max(0, limit - ++guesses.wrong);
}

void SignInThrottle::forget(const std::string& key) {
  const auto found = found_.find(key);
  if (found == found_.end()) return;
  const Order::iterator place = found->second;
  found_.erase(found);
  order_.erase(place);
}

}  // namespace niangjia::identity
