// 32 bytes that stand for a sequence of values: BLAKE2b over each value with its length, so that no
// two sequences read alike.
#pragma once
#include <sodium.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "identity/master_key.hpp"

namespace niangjia::identity {

class Fingerprint {
 public:
  // `use` says what is hashed; the same values give other bytes for another use, and another key.
  explicit Fingerprint(std::string_view use, const Secret* key = nullptr);

  Fingerprint& add(std::int64_t number);
  Fingerprint& add(std::string_view bytes);
  // Once, at the end.
  [[nodiscard]] std::string finish();

 private:
  crypto_generichash_state state_;
};

}  // namespace niangjia::identity
