// The chain of seals over the audit. A seal covers the settled lines behind the seal before it,
// holds a hash of each, and is hashed together with the hash of the seal before: no sealed line can
// be altered, removed, added or moved without breaking it. Lines are covered by their place in the
// order (AuditPosition), so sealing changes no line; and because nothing can appear before a
// settled place, a seal covers exactly the lines that it was made from. Lines not yet sealed, a few
// seconds' worth, are not protected.
#pragma once
#include <optional>
#include <string>

#include "identity/audit.hpp"

namespace niangjia::identity {

class Anchors;

struct Seal {
  std::int64_t number = 0;  // from 1
  AuditPosition last;       // covers the lines behind the last of the seal before, up to this one
  std::int64_t lines = 0;
  std::string leaves;    // for each line 8 bytes of seq, little-endian, and the 32 of line_hash()
  std::string previous;  // hash of the seal before
  std::string hash;
  Moment sealed_at;
};

inline constexpr int kSealLines = 4096;  // at most in one seal
inline constexpr std::size_t kLeafSize = 40;

[[nodiscard]] std::string line_hash(const StoredLine& line);
[[nodiscard]] std::string leaf_of(const StoredLine& line);
// Over every member but `hash`.
[[nodiscard]] std::string seal_hash(const Seal& seal);
// What the first seal has as `previous`.
[[nodiscard]] std::string chain_start();

// nullopt when there is none of that number.
[[nodiscard]] Result<std::optional<Seal>> find_seal(db::Tx& tx, std::int64_t number);
[[nodiscard]] Result<std::optional<Seal>> last_seal(db::Tx& tx);

// Safe to call from several nodes at once: one of them makes the next seal.
class Sealer {
 public:
  // `anchors` may be null; then no seal leaves the database.
  Sealer(db::Database& database, const Clock& clock, const Anchors* anchors = nullptr)
      : database_(database), clock_(clock), anchors_(anchors) {}

  // Seals what is settled and records the seal in the anchors. Call it every two seconds, and again
  // at once when the seal is full. nullopt when there was nothing, or another node was first.
  [[nodiscard]] Result<std::optional<Seal>> seal_once();

 private:
  db::Database& database_;
  const Clock& clock_;
  const Anchors* anchors_;
};

}  // namespace niangjia::identity
