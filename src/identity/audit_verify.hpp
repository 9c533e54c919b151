// Proves that the audit is as it was written: `niangjia audit verify`.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "identity/audit_anchor.hpp"
#include "identity/audit_seal.hpp"

namespace niangjia::identity {

enum class AuditFaultKind {
  line_altered,      // a line's content or place is another than when it was sealed
  line_missing,      // a sealed line is gone
  line_inserted,     // a line stands among the sealed ones that was not there
  chain_broken,      // a seal was altered, removed or put in
  tail_cut,          // an anchor names a seal behind the last one
  anchor_differs,    // an anchor names another hash for its seal
  anchor_invalid,    // an anchor's file was altered or is not ours
  revision_altered,  // an entry's revision is not what its line stands for, or is gone
};

struct AuditFault {
  AuditFaultKind kind;
  std::int64_t seal = 0;  // 0 when it is not about one
  std::int64_t line = 0;  // `seq`; 0 when it is not about one
  std::string words;      // one sentence: where, what
};

struct AuditVerdict {
  std::int64_t seals = 0;  // how far the check came
  std::int64_t lines = 0;
  std::int64_t anchors = 0;
  std::optional<AuditFault> fault;  // the first one found
};

struct AuditChecks {
  // The digest of an entry's revision, recomputed from what the store holds now; nullopt when the
  // revision is not there, empty when its key was destroyed. Supplied by the ledger; may read the
  // database. Empty: revisions are not compared.
  std::function<Result<std::optional<std::string>>(std::string_view ledger, EntryId entry,
                                                   std::int64_t revision)>
      revision_digest;
  const Anchors* anchors = nullptr;
  std::function<void(std::int64_t lines)> progress;  // after every seal; may be empty
};

// Recomputes every seal from the lines and the chain from the seals. A fault found is an answer,
// not an error. May run beside a working program.
[[nodiscard]] Result<AuditVerdict> verify_audit(db::Database& database, const AuditChecks& checks);

}  // namespace niangjia::identity
