// The installation's one secret, from which every other key is derived. It lives in a file outside
// the database and is backed up apart from it: whoever holds only one of the two can read nothing
// that is personal.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace niangjia::identity {

// 32 secret bytes that are overwritten when they go out of use.
class Secret {
 public:
  static constexpr std::size_t kSize = 32;

  Secret() = default;
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret();

  [[nodiscard]] unsigned char* data() { return bytes_.data(); }
  [[nodiscard]] const unsigned char* data() const { return bytes_.data(); }
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes_.data()), kSize};
  }

 private:
  std::array<unsigned char, kSize> bytes_{};
};

// What a derived key is for. The numbers are part of what is stored: never change one, never use
// one twice.
enum class KeyPurpose : std::uint64_t {
  entry_keys = 1,      // wraps the key of each entry
  blind_search = 2,    // hashes search words
  audit_anchor = 3,    // seed of the Ed25519 pair that signs anchors
  stored_answers = 4,  // seals the answers kept for repeated requests
  cursors = 5,         // seals the places in a list that the browser carries
  recognition = 6,     // kept in the store, which so knows its key again; opens nothing
};

// Immutable, safe to share between threads.
class MasterKey {
 public:
  // What to do when there is no key file: a new installation makes one, but a store that already
  // holds data would become unreadable, so its key has to be brought back.
  enum class WhenAbsent { create, refuse };

  // Reads `file`, or the file that the environment variable NIANGJIA_MASTER_KEY_FILE names: one
  // line of 64 hexadecimal digits that nobody but its owner may read. Fails with
  // `invalid_argument`, saying what to do, when the file is absent and must not be made, is open to
  // others, or holds anything else; with `unavailable` when it cannot be read or written. Two
  // processes that start at once end up with the same key.
  [[nodiscard]] static Result<MasterKey> open_or_create(
      const std::filesystem::path& file, WhenAbsent when_absent = WhenAbsent::create);
  // The same key for the same seed. For tests only.
  [[nodiscard]] static MasterKey for_tests(std::string_view seed);

  [[nodiscard]] Secret derive(KeyPurpose purpose) const;

 private:
  explicit MasterKey(const Secret& secret) : secret_(secret) {}
  Secret secret_;
};

}  // namespace niangjia::identity
