#include "identity/cipher.hpp"

#include <sodium.h>

#include <bit>
#include <cstring>
#include <memory_resource>

#include "identity/aead.hpp"
#include "identity/random.hpp"

namespace niangjia::identity {
namespace {

// Separates the digests from every other use of an entry's key.
constexpr unsigned char kDigestUse[crypto_generichash_blake2b_PERSONALBYTES + 1] =
    "niangjia-digest1";
constexpr std::size_t kDigestSize = 16;

std::string_view view(const EntryCipher::Key& key) {
  return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

std::array<char, 8> little_endian(EntryId entry) {
  static_assert(std::endian::native == std::endian::little);
  std::array<char, 8> bytes;
  std::memcpy(bytes.data(), &entry.value, bytes.size());
  return bytes;
}

}  // namespace

EntryCipher::Key::~Key() { sodium_memzero(bytes.data(), bytes.size()); }

EntryCipher::EntryCipher(const MasterKey& master)
    : wrapping_(master.derive(KeyPurpose::entry_keys)),
      blinding_(master.derive(KeyPurpose::blind_search)) {}

EntryCipher::Key EntryCipher::make_key() const {
  Key key;
  fill_random(key.bytes.data(), key.bytes.size());
  return key;
}

std::string EntryCipher::wrap(const Key& key, EntryId entry) const {
  const auto bound = little_endian(entry);
  return aead_seal(wrapping_.data(), view(key), {bound.data(), bound.size()});
}

Result<EntryCipher::Key> EntryCipher::unwrap(std::string_view wrapped, EntryId entry) const {
  if (wrapped.empty()) {
    return fail(ErrorCode::not_found, "the key of entry " + entry.text() + " was destroyed");
  }
  const auto bound = little_endian(entry);
  auto opened = aead_open(wrapping_.data(), wrapped, {bound.data(), bound.size()});
  if (!opened || opened->size() != sizeof(Key::bytes)) {
    return fail(ErrorCode::internal, "the key of entry " + entry.text() +
                                         " was altered, or the master key is another one");
  }
  Key key;
  std::memcpy(key.bytes.data(), opened->data(), key.bytes.size());
  sodium_memzero(opened->data(), opened->size());
  return key;
}

std::string EntryCipher::seal(const Key& key, std::string_view plain, std::string_view context) {
  return aead_seal(key.bytes.data(), plain, context);
}

Result<std::string> EntryCipher::open(const Key& key, std::string_view sealed,
                                      std::string_view context) {
  auto plain = aead_open(key.bytes.data(), sealed, context);
  if (!plain) {
    return fail(ErrorCode::internal, "a sealed value (" + std::string(context) +
                                         ") was altered or belongs to another entry");
  }
  return std::move(*plain);
}

std::string EntryCipher::digest(const Key& key, std::string_view canonical) {
  std::string digest(kDigestSize, '\0');
  crypto_generichash_blake2b_salt_personal(
      reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
      reinterpret_cast<const unsigned char*>(canonical.data()), canonical.size(), key.bytes.data(),
      key.bytes.size(), nullptr, kDigestUse);
  return digest;
}

std::int64_t EntryCipher::blind(std::string_view scope, std::string_view token) const {
  std::array<std::byte, 256> memory;  // enough for a word of search; longer ones take the heap
  std::pmr::monotonic_buffer_resource pool(memory.data(), memory.size());
  std::pmr::string message(&pool);
  message.reserve(scope.size() + 1 + token.size());
  message.append(scope).append(1, '\0').append(token);
  std::uint64_t hash = 0;
  static_assert(sizeof hash == crypto_shorthash_BYTES);
  crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                   reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                   blinding_.data());
  return static_cast<std::int64_t>(hash >> 1);
}

}  // namespace niangjia::identity
