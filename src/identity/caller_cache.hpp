// Who stands behind a token, remembered for two seconds: a busy session asks the store once in that
// time.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"
#include "identity/caller.hpp"

namespace niangjia::identity {

// Safe to share between threads.
class CallerCache {
 public:
  static constexpr std::int64_t kGoodForMs = 2000;
  static constexpr std::size_t kMaxCallers = 20'000;

  // nullptr when it is not known or was learnt too long ago.
  [[nodiscard]] std::shared_ptr<const Caller> find(const std::string& token_hash, Moment now) const;

  // The state of the cache before the store is asked. Callers read before something was forgotten
  // are not kept.
  [[nodiscard]] std::uint64_t generation() const;
  // `good_until` bounds the two seconds.
  void keep(const std::string& token_hash, std::shared_ptr<const Caller> caller, Moment now,
            Moment good_until, std::uint64_t generation);

  void forget_token(const std::string& token_hash);
  void forget_account(AccountId account);
  void forget_login(std::string_view login);
  void forget_all();

 private:
  struct Known {
    std::shared_ptr<const Caller> caller;
    Moment from;
    Moment until;
  };
  void make_room(Moment now);

  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Known> known_;
  std::uint64_t generation_ = 0;
};

}  // namespace niangjia::identity
