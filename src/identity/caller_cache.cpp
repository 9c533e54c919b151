#include "identity/caller_cache.hpp"

#include <algorithm>

namespace niangjia::identity {

std::shared_ptr<const Caller> CallerCache::find(const std::string& token_hash, Moment now) const {
  const std::shared_lock lock(mutex_);
  const auto found = known_.find(token_hash);
  if (found == known_.end()) return nullptr;
  const Known& known = found->second;
  return now >= known.from && now < known.until ? known.caller : nullptr;
}

std::uint64_t CallerCache::generation() const {
  const std::shared_lock lock(mutex_);
  return generation_;
}

void CallerCache::keep(const std::string& token_hash, std::shared_ptr<const Caller> caller,
                       Moment now, Moment good_until, std::uint64_t generation) {
  const std::unique_lock lock(mutex_);
  if (generation != generation_) return;
  if (known_.size() >= kMaxCallers) make_room(now);
  known_[token_hash] = {std::move(caller), now, std::min(good_until, Moment{now.ms + kGoodForMs})};
}

void CallerCache::forget_token(const std::string& token_hash) {
  const std::unique_lock lock(mutex_);
  ++generation_;
  known_.erase(token_hash);
}

void CallerCache::forget_account(AccountId account) {
  const std::unique_lock lock(mutex_);
  ++generation_;
  std::erase_if(known_, [&](const auto& known) { return known.second.caller->account == account; });
}

void CallerCache::forget_login(std::string_view login) {
  const std::unique_lock lock(mutex_);
  ++generation_;
  std::erase_if(known_, [&](const auto& known) { return known.second.caller->login == login; });
}

void CallerCache::forget_all() {
  const std::unique_lock lock(mutex_);
  ++generation_;
  known_.clear();
}

void CallerCache::make_room(Moment now) {
  std::erase_if(known_, [&](const auto& known) { return known.second.until <= now; });
  if (known_.size() >= kMaxCallers) known_.clear();
}

}  // namespace niangjia::identity
