#include "identity/aead.hpp"

#include <sodium.h>

#include "identity/random.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kNonce + kTag == kSealOverhead);

unsigned char* writable(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* readable(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string aead_seal(const unsigned char* key, std::string_view plain, std::string_view bound) {
  std::string sealed(kSealOverhead + plain.size(), '\0');
  fill_random(sealed.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(writable(sealed) + kNonce, nullptr, readable(plain),
                                             plain.size(), readable(bound), bound.size(), nullptr,
                                             writable(sealed), key);
  return sealed;
}

std::optional<std::string> aead_open(const unsigned char* key, std::string_view sealed,
                                     std::string_view bound) {
  if (sealed.size() < kSealOverhead) return std::nullopt;
  std::string plain(sealed.size() - kSealOverhead, '\0');
  const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
      writable(plain), nullptr, nullptr, readable(sealed) + kNonce, sealed.size() - kNonce,
      readable(bound), bound.size(), readable(sealed), key);
  if (refused != 0) return std::nullopt;
  return plain;
}

}  // namespace niangjia::identity
