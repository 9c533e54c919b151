// Encryption of what is personal or confidential. Every entry has a key of its own, kept wrapped by
// the master key; destroying the wrapped key makes the entry unreadable everywhere, old copies and
// revisions included.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "identity/master_key.hpp"

namespace niangjia::identity {

// XChaCha20-Poly1305. Immutable, safe to share between threads.
class EntryCipher {
 public:
  explicit EntryCipher(const MasterKey& master);

  // The key of one entry; overwritten when it goes out of use.
  struct Key {
    std::array<unsigned char, 32> bytes{};

    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();
  };

  [[nodiscard]] Key make_key() const;

  // The key encrypted under the master key and bound to the entry: 72 bytes to store beside it.
  [[nodiscard]] std::string wrap(const Key& key, EntryId entry) const;
  // Fails with `not_found` when `wrapped` is empty, because the key was destroyed, and with
  // `internal` when it was altered, belongs to another entry, or was wrapped under another master
  // key.
  [[nodiscard]] Result<Key> unwrap(std::string_view wrapped, EntryId entry) const;

  // Nonce, ciphertext and tag: 40 bytes more than `plain`. `context` says what it is ("personal",
  // "confidential") and must be given again to open it.
  [[nodiscard]] static std::string seal(const Key& key, std::string_view plain,
                                        std::string_view context);
  // Fails with `internal` when a byte was altered, or key or context are others.
  [[nodiscard]] static Result<std::string> open(const Key& key, std::string_view sealed,
                                                std::string_view context);

  // 16 bytes that stand for one revision in the audit. They cannot be checked without the entry's
  // key, so they tell nothing about an erased entry.
  [[nodiscard]] static std::string digest(const Key& key, std::string_view canonical);

  // 63 bits that stand for a search word in an index. The same word gives other bits in another
  // `scope`, for example "help_request/personal".
  [[nodiscard]] std::int64_t blind(std::string_view scope, std::string_view token) const;

 private:
  Secret wrapping_;
  Secret blinding_;
};

}  // namespace niangjia::identity
