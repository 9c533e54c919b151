// Passwords: which are good enough, and how they are kept (argon2id).
#pragma once
#include <atomic>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "db/database.hpp"
#include "http/message.hpp"

namespace niangjia::identity {

inline constexpr std::size_t kMaxPasswordBytes = 256;

// What is wrong with a new password, as a sentence; nullopt when nothing is. It needs 10
// characters, or 8 of two kinds (letters, digits, signs), and must be neither the login name nor
// one of those that everybody tries first.
[[nodiscard]] std::optional<std::string> password_fault(std::string_view password,
                                                        std::string_view login,
                                                        http::Language language);

// What one guess costs. The default is OWASP's minimum for argon2id, fit for a small server.
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory = std::size_t{19} * 1024 * 1024;
};

// Hashes in a bounded number of slots, so that a crowd signing in at once cannot take all memory.
// Safe to share between threads.
class PasswordHasher {
 public:
  static constexpr int kSlots = 2;
  static constexpr int kMaxWaiting =
      40;  // fewer than the server's workers, so that others are still answered

  explicit PasswordHasher(PasswordCost cost = {}) : cost_(cost) {}

  // The right to hash; given back at the end of its life. Belongs to one thread.
  class Slot {
   public:
    Slot(Slot&& other) noexcept : hasher_(std::exchange(other.hasher_, nullptr)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot() {
      if (hasher_ != nullptr) hasher_->slots_.release();
    }

    // Salt, cost and hash in one text. Fails with `unavailable` when there is no memory for it.
    [[nodiscard]] Result<std::string> hash(std::string_view password) const;
    // Takes the same time whether it matches or not, and also for an empty `stored`, which nothing
    // matches: so an unknown account answers no faster than a wrong password.
    [[nodiscard]] bool matches(std::string_view stored, std::string_view password) const;

   private:
    friend class PasswordHasher;
    explicit Slot(PasswordHasher& hasher) : hasher_(&hasher) {}
    PasswordHasher* hasher_;
  };

  // Waits for a slot, at most five seconds. Fails with `unavailable`, at once when too many wait
  // already.
  [[nodiscard]] Result<Slot> acquire(db::Deadline deadline = db::default_deadline());

 private:
  const PasswordCost cost_;
  std::counting_semaphore<kSlots> slots_{kSlots};
  std::atomic<int> waiting_{0};
};

}  // namespace niangjia::identity
