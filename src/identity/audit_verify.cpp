#include "identity/audit_verify.hpp"

#include <fmt/format.h>

#include <cstring>
#include <unordered_map>
#include <unordered_set>

namespace niangjia::identity {
namespace {

// A seal with the lines that stand in its range today.
struct SealedLines {
  Seal seal;
  std::vector<StoredLine> lines;
};

// What is compared while walking along the chain.
struct Walk {
  std::int64_t number = 0;
  AuditPosition last = kAuditBeginning;
  std::string hash = chain_start();
};

std::optional<AuditFault> fault(AuditFaultKind kind, std::int64_t seal, std::int64_t line,
                                std::string words) {
  return AuditFault{kind, seal, line, std::move(words)};
}

// nullopt when the chain ends before `walk`'s next seal. Lines of the range only; one more than a
// seal may hold is enough to see that some were put in.
Result<std::optional<SealedLines>> next_sealed(db::Tx& tx, const Walk& walk) {
  NJ_TRY(auto seal, find_seal(tx, walk.number + 1));
  if (!seal) return std::nullopt;
  NJ_TRY(auto lines, lines_after(tx, walk.last, kSealLines + 1));
  std::erase_if(lines, [&](const StoredLine& line) { return line.position > seal->last; });
  return SealedLines{std::move(*seal), std::move(lines)};
}

std::optional<AuditFault> check_chain(const Seal& seal, const Walk& walk) {
  const bool whole = seal.previous == walk.hash && seal.hash == seal_hash(seal) &&
                     seal.last > walk.last &&
                     seal.leaves.size() == static_cast<std::size_t>(seal.lines) * kLeafSize;
  if (whole) return std::nullopt;
  const char* const what =
      seal.previous != walk.hash ? "does not continue the seal before it" : "was altered";
  return fault(AuditFaultKind::chain_broken, seal.number, 0,
               fmt::format("Seal {} {}: the chain is broken there.", seal.number, what));
}

// The lines differ from the leaves: finds the first that does.
std::optional<AuditFault> first_difference(const SealedLines& sealed) {
  std::unordered_map<std::int64_t, std::string_view> leaves;
  const std::string_view all = sealed.seal.leaves;
  for (std::size_t at = 0; at < all.size(); at += kLeafSize) {
    std::int64_t seq = 0;
    std::memcpy(&seq, all.data() + at, sizeof seq);
    leaves.emplace(seq, all.substr(at, kLeafSize));
  }
  const std::int64_t number = sealed.seal.number;
  std::unordered_set<std::int64_t> present;
  for (const StoredLine& line : sealed.lines) {
    const std::int64_t seq = line.position.seq;
    present.insert(seq);
    const auto leaf = leaves.find(seq);
    if (leaf == leaves.end()) {
      return fault(AuditFaultKind::line_inserted, number, seq,
                   fmt::format("Line {} was inserted: seal {} does not know it.", seq, number));
    }
    if (leaf->second != leaf_of(line)) {
      return fault(AuditFaultKind::line_altered, number, seq,
                   fmt::format("Line {} was altered after seal {} was made.", seq, number));
    }
  }
  for (std::size_t at = 0; at < all.size(); at += kLeafSize) {
    std::int64_t seq = 0;
    std::memcpy(&seq, all.data() + at, sizeof seq);
    if (!present.contains(seq)) {
      return fault(AuditFaultKind::line_missing, number, seq,
                   fmt::format("Line {} is missing: seal {} covers it.", seq, number));
    }
  }
  return fault(
      AuditFaultKind::line_altered, number, 0,
      fmt::format("The lines of seal {} stand in another order than when it was made.", number));
}

std::optional<AuditFault> check_lines(const SealedLines& sealed) {
  std::string leaves;
  leaves.reserve(sealed.lines.size() * kLeafSize);
  for (const StoredLine& line : sealed.lines) leaves += leaf_of(line);
  if (leaves == sealed.seal.leaves) return std::nullopt;
  return first_difference(sealed);
}

Result<std::optional<AuditFault>> check_revisions(const SealedLines& sealed,
                                                  const AuditChecks& checks) {
  if (!checks.revision_digest) return std::nullopt;
  for (const StoredLine& line : sealed.lines) {
    if (line.digest.empty()) continue;
    NJ_TRY(const auto digest, checks.revision_digest(line.ledger, line.entry, line.revision));
    if (digest && (digest->empty() || *digest == line.digest)) continue;
    return fault(AuditFaultKind::revision_altered, sealed.seal.number, line.position.seq,
                 fmt::format("Revision {} of entry {} in {} {}: it is not what line {} stands for.",
                             line.revision, line.entry.value, line.ledger,
                             digest ? "was altered" : "is missing", line.position.seq));
  }
  return std::nullopt;
}

Result<std::optional<AuditFault>> check_sealed(const SealedLines& sealed, const Walk& walk,
                                               const AuditChecks& checks) {
  if (auto broken = check_chain(sealed.seal, walk)) return broken;
  if (auto differs = check_lines(sealed)) return differs;
  return check_revisions(sealed, checks);
}

// The chain ended; there must be no seal behind the gap.
Result<std::optional<AuditFault>> check_end(db::Database& database, const Walk& walk) {
  NJ_TRY(const auto last, database.read([](db::Tx& tx) { return last_seal(tx); }));
  if (!last || last->number <= walk.number) return std::nullopt;
  // A working program may have made the next seal since; then it is found by its number.
  NJ_TRY(const auto next,
         database.read([&](db::Tx& tx) { return find_seal(tx, walk.number + 1); }));
  if (next) return std::nullopt;
  return fault(AuditFaultKind::chain_broken, walk.number + 1, 0,
               fmt::format("Seal {} is missing, though seal {} exists: the chain is broken there.",
                           walk.number + 1, last->number));
}

Result<std::optional<AuditFault>> check_anchor(db::Database& database, const Anchor& anchor) {
  NJ_TRY(const auto seal, database.read([&](db::Tx& tx) { return find_seal(tx, anchor.seal); }));
  if (!seal) {
    return fault(
        AuditFaultKind::tail_cut, anchor.seal, 0,
        fmt::format("{} names seal {}, which is not there: the newest lines were cut off, or an "
                    "older backup was restored.",
                    anchor.file, anchor.seal));
  }
  if (seal->hash == anchor.hash) return std::nullopt;
  return fault(AuditFaultKind::anchor_differs, anchor.seal, 0,
               fmt::format("{} names another hash for seal {}: the chain was written anew.",
                           anchor.file, anchor.seal));
}

Result<std::optional<AuditFault>> check_anchors(db::Database& database, const Anchors& anchors,
                                                AuditVerdict& verdict) {
  NJ_TRY(const auto files, anchors.files());
  for (const Anchors::File& file : files) {
    const auto anchor = anchors.read(file.text, file.name);
    if (!anchor) return fault(AuditFaultKind::anchor_invalid, 0, 0, anchor.error().message + ".");
    NJ_TRY(auto found, check_anchor(database, *anchor));
    if (found) return found;
    ++verdict.anchors;
  }
  return std::nullopt;
}

}  // namespace

Result<AuditVerdict> verify_audit(db::Database& database, const AuditChecks& checks) {
  AuditVerdict verdict;
  Walk walk;
  while (true) {
    NJ_TRY(const auto sealed, database.read([&](db::Tx& tx) { return next_sealed(tx, walk); }));
    if (!sealed) break;
    NJ_TRY(verdict.fault, check_sealed(*sealed, walk, checks));
    if (verdict.fault) return verdict;
    walk = {sealed->seal.number, sealed->seal.last, sealed->seal.hash};
    verdict.seals = walk.number;
    verdict.lines += sealed->seal.lines;
    if (checks.progress) checks.progress(verdict.lines);
  }
  NJ_TRY(verdict.fault, check_end(database, walk));
  if (!verdict.fault && checks.anchors != nullptr) {
    NJ_TRY(verdict.fault, check_anchors(database, *checks.anchors, verdict));
  }
  return verdict;
}

}  // namespace niangjia::identity
