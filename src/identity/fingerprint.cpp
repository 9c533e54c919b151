#include "identity/fingerprint.hpp"

#include <bit>

#include "identity/random.hpp"

namespace niangjia::identity {

static_assert(std::endian::native == std::endian::little,
              "numbers are hashed as they lie in memory");

Fingerprint::Fingerprint(std::string_view use, const Secret* key) {
  ensure_crypto();
  crypto_generichash_init(&state_, key != nullptr ? key->data() : nullptr,
                          key != nullptr ? Secret::kSize : 0, Secret::kSize);
  add(use);
}

Fingerprint& Fingerprint::add(std::int64_t number) {
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(&number),
                            sizeof number);
  return *this;
}

Fingerprint& Fingerprint::add(std::string_view bytes) {
  add(static_cast<std::int64_t>(bytes.size()));
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
  return *this;
}

std::string Fingerprint::finish() {
  std::string bytes(Secret::kSize, '\0');
  crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(bytes.data()), bytes.size());
  return bytes;
}

}  // namespace niangjia::identity
