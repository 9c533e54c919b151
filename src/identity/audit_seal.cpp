#include "identity/audit_seal.hpp"

#include <cstring>

#include "identity/audit_anchor.hpp"
#include "identity/fingerprint.hpp"

namespace niangjia::identity {
namespace {

constexpr db::Statement kLast{
    "identity.last_seal",
    "SELECT number, last_tx, last_seq, lines, leaves, previous, hash, sealed_at "
    "FROM audit_seal ORDER BY number DESC LIMIT 1"};
constexpr db::Statement kFind{
    "identity.find_seal",
    "SELECT number, last_tx, last_seq, lines, leaves, previous, hash, sealed_at "
    "FROM audit_seal WHERE number = $1"};
constexpr db::Statement kInsert{
    "identity.insert_seal",
    "INSERT INTO audit_seal (number, last_tx, last_seq, lines, leaves, previous, hash, sealed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"};

Seal read_seal(const db::Row& row) {
  return {.number = row.integer(0),
          .last = {row.integer(1), row.integer(2)},
          .lines = row.integer(3),
          .leaves = std::string(row.blob(4)),
          .previous = std::string(row.blob(5)),
          .hash = std::string(row.blob(6)),
          .sealed_at = Moment{row.integer(7)}};
}

// The next seal, not yet stored; nullopt when there is nothing to seal.
Result<std::optional<Seal>> next_seal(db::Tx& tx, Moment at) {
  NJ_TRY(const auto before, last_seal(tx));
  NJ_TRY(const auto lines, lines_after(tx, before ? before->last : kAuditBeginning, kSealLines));
  if (lines.empty()) return std::nullopt;
  Seal seal{.number = before ? before->number + 1 : 1,
            .last = lines.back().position,
            .lines = static_cast<std::int64_t>(lines.size()),
            .leaves = {},
            .previous = before ? before->hash : chain_start(),
            .hash = {},
            .sealed_at = at};
  seal.leaves.reserve(lines.size() * kLeafSize);
  for (const StoredLine& line : lines) seal.leaves += leaf_of(line);
  seal.hash = seal_hash(seal);
  return seal;
}

}  // namespace

std::string line_hash(const StoredLine& line) {
  return Fingerprint("niangjia audit line 1")
      .add(line.position.tx)
      .add(line.position.seq)
      .add(line.at.ms)
      .add(line.account.value)
      .add(line.action)
      .add(line.ledger)
      .add(line.entry.value)
      .add(line.revision)
      .add(line.organisation.value)
      .add(line.reason)
      .add(line.detail)
      .add(line.digest)
      .finish();
}

std::string leaf_of(const StoredLine& line) {
  std::string leaf(sizeof line.position.seq, '\0');
  std::memcpy(leaf.data(), &line.position.seq, leaf.size());
  return leaf + line_hash(line);
}

std::string seal_hash(const Seal& seal) {
  return Fingerprint("niangjia audit seal 1")
      .add(seal.number)
      .add(seal.last.tx)
      .add(seal.last.seq)
      .add(seal.lines)
      .add(seal.leaves)
      .add(seal.previous)
      .add(seal.sealed_at.ms)
      .finish();
}

std::string chain_start() { return std::string(Secret::kSize, '\0'); }

Result<std::optional<Seal>> find_seal(db::Tx& tx, std::int64_t number) {
  return tx.first(kFind, {number}, read_seal);
}

Result<std::optional<Seal>> last_seal(db::Tx& tx) { return tx.first(kLast, {}, read_seal); }

Result<std::optional<Seal>> Sealer::seal_once() {
  const Moment at = clock_.now();
  NJ_TRY(std::optional<Seal> seal, database_.read([&](db::Tx& tx) { return next_seal(tx, at); }));
  if (!seal) return std::nullopt;
  NJ_TRY(const std::int64_t stored, database_.write([&](db::Tx& tx) {
    return tx.run(kInsert,
                  {seal->number, seal->last.tx, seal->last.seq, seal->lines, db::Blob{seal->leaves},
                   db::Blob{seal->previous}, db::Blob{seal->hash}, seal->sealed_at});
  }));
  if (stored == 0) return std::nullopt;
  if (anchors_ != nullptr) NJ_CHECK(anchors_->keep(*seal));
  return seal;
}

}  // namespace niangjia::identity
