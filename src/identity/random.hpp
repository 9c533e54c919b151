// Random bytes that nobody can guess.
#pragma once
#include <cstddef>
#include <string>

namespace niangjia::identity {

// Makes the crypto library ready; cheap when it already is. Everything here calls it itself.
void ensure_crypto();

// Fills `size` bytes from a buffer of the calling thread, which the system's source refills: one
// system call for many nonces.
void fill_random(void* bytes, std::size_t size);

// 256 random bits as 43 characters of base64url.
[[nodiscard]] std::string random_token();

}  // namespace niangjia::identity
