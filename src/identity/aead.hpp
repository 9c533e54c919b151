// Authenticated encryption under any 32-byte key: nonce, ciphertext, tag.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace niangjia::identity {

inline constexpr std::size_t kSealOverhead = 40;

// `bound` is not stored and must be given again.
[[nodiscard]] std::string aead_seal(const unsigned char* key, std::string_view plain,
                                    std::string_view bound);
// nullopt when anything differs from what was sealed.
[[nodiscard]] std::optional<std::string> aead_open(const unsigned char* key,
                                                   std::string_view sealed, std::string_view bound);

}  // namespace niangjia::identity
