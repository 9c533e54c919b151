// Slows down the guessing of passwords.
#pragma once
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace niangjia::identity {

// Counts wrong guesses in a row, per login name and per address. Knows nothing of accounts: a name
// that does not exist is counted like any other. Bounded memory, forgotten at a restart. Safe to
// share between threads.
class SignInThrottle {
 public:
  static constexpr int kWrongPerLogin = 5;
  // Many people of one office come from one address, so it is given more.
  static constexpr int kWrongPerAddress = 25;
  static constexpr std::int64_t kWaitMs = 15 * 60 * 1000;
  static constexpr std::size_t kMaxRemembered = 20'000;

  struct Wait {
    int wrong;        // so many in a row
    std::int64_t ms;  // until the next guess
  };
  // nullopt: guess now. Ask, check the password and report
  // while holding a slot of PasswordHasher: then guesses sent at once cannot outrun the count by
  // more than its slots.
  [[nodiscard]] std::optional<Wait> wait(std::string_view login, std::string_view address,
                                         Moment now) const;
  // Answers how many guesses are left before the wait; 0: it has begun.
  int wrong(std::string_view login, std::string_view address, Moment now);
  void right(std::string_view login, std::string_view address);

 private:
  struct Guesses {
    std::string key;
    int wrong = 0;
    Moment last;  // of the last wrong guess
  };
  using Order = std::list<Guesses>;  // the longest untouched first

  [[nodiscard]] std::int64_t wait_for(const std::string& key, int limit, Moment now) const;
  int count(const std::string& key, int limit, Moment now);
  void forget(const std::string& key);

  mutable std::mutex mutex_;
  Order order_;
  std::unordered_map<std::string_view, Order::iterator> found_;  // views into the list's keys
};

}  // namespace niangjia::identity
