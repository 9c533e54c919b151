#include "identity/random.hpp"

#include <sodium.h>

#include <array>
#include <cstring>

#include "base/result.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kBufferSize = 4096;

struct RandomBuffer {
  std::array<unsigned char, kBufferSize> bytes;
  std::size_t used = kBufferSize;
};

}  // namespace

void ensure_crypto() {
  static const int ready = sodium_init();
  NJ_ASSERT(ready >= 0);
}

void fill_random(void* bytes, std::size_t size) {
  thread_local RandomBuffer buffer;
  ensure_crypto();
  if (size > kBufferSize / 4) {
    randombytes_buf(bytes, size);
    return;
  }
  if (size > kBufferSize - buffer.used) {
    randombytes_buf(buffer.bytes.data(), kBufferSize);
    buffer.used = 0;
  }
  std::memcpy(bytes, buffer.bytes.data() + buffer.used, size);
  sodium_memzero(buffer.bytes.data() + buffer.used, size);
  buffer.used += size;
}

std::string random_token() {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<unsigned char, 32> bytes;
  fill_random(bytes.data(), bytes.size());
  std::string token(sodium_base64_ENCODED_LEN(bytes.size(), kVariant), '\0');
  sodium_bin2base64(token.data(), token.size(), bytes.data(), bytes.size(), kVariant);
  token.pop_back();  // the library ends it with NUL
  sodium_memzero(bytes.data(), bytes.size());
  return token;
}

}  // namespace niangjia::identity
