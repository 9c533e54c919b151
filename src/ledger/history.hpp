// Every state that an entry has had, and who looked at what was covered.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ledger/services.hpp"

namespace niangjia::ledger {

// Copies the present row away before it is changed. Part of the change's transaction.
[[nodiscard]] Status keep_revision(db::Tx& tx, const catalog::Ledger& ledger, const Entry& before);

struct FieldChange {
  std::string field;
  catalog::Value before, after;
};

struct HistoryLine {
  std::string kind;  // created, revised, retired, revealed, exported
  Moment at;
  AccountId account;
  std::int64_t revision = 0;
  std::string reason;
  std::string detail;                // keys of revealed fields
  std::vector<FieldChange> changes;  // of revised; only fields of `classes`
  std::vector<std::string> hidden;   // fields that changed and may not be shown
};

// Newest first. `entry` is what the asker may read; values of other classes than `classes` are
// named, not shown.
[[nodiscard]] Result<std::vector<HistoryLine>> history_of(db::Tx& tx, const Services& services,
                                                          const LedgerTable& table,
                                                          const Entry& entry,
                                                          identity::ClassSet classes);

// What a revision's line in the audit must hold: the digest recomputed from what is stored now;
// nullopt when the revision is not there, empty when its key was destroyed. For `audit verify`.
[[nodiscard]] Result<std::optional<std::string>> stored_digest(db::Tx& tx, const Services& services,
                                                               std::string_view ledger,
                                                               EntryId entry,
                                                               std::int64_t revision);

}  // namespace niangjia::ledger
