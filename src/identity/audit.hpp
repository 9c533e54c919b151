// The audit: one line for everything that was done, written in the transaction that did it. Lines
// are never changed; they are sealed within seconds (audit_seal.hpp). Listeners read them as their
// outbox.
#pragma once
#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

namespace niangjia::identity {

// A line to write. A view: the texts must live until append() returns. No member may hold a
// personal value, because erasing an entry leaves its lines; a reason that names people is the
// ledger's to keep sealed.
struct AuditLine {
  Moment at;
  AccountId account;  // not set: the program itself
  std::string_view
      action;  // "created", "revised", "retired", "revealed", "exported", "signed_in" ...
  std::string_view ledger;  // these four: empty when it is not about an entry
  EntryId entry;
  std::int64_t revision = 0;
  OrganisationId organisation;
  std::string_view reason;
  std::string_view detail;  // what exactly: keys of revealed fields, number of exported rows
  std::string_view digest;  // EntryCipher::digest of the revision, when one was written
};

// One insert.
[[nodiscard]] Status append(db::Tx& tx, const AuditLine& line);

// The place of a line in the one order that all readers share. In SQLite it is the order of
// commits. In PostgreSQL it is the order in which transactions began to write, and lines are shown
// only when every older transaction has ended: nothing can appear before a place that has been
// read.
struct AuditPosition {
  std::int64_t tx = 0;
  std::int64_t seq = 0;
  auto operator<=>(const AuditPosition&) const = default;
};

// Before every line, also before one that was put in ahead of the first.
inline constexpr AuditPosition kAuditBeginning{std::numeric_limits<std::int64_t>::min(),
                                               std::numeric_limits<std::int64_t>::min()};

struct StoredLine {
  AuditPosition position;
  Moment at;
  AccountId account;
  std::string action;
  std::string ledger;
  EntryId entry;
  std::int64_t revision = 0;
  OrganisationId organisation;
  std::string reason;
  std::string detail;
  std::string digest;
};

// The settled lines behind `after`, at most `limit`, in their order.
[[nodiscard]] Result<std::vector<StoredLine>> lines_after(db::Tx& tx, AuditPosition after,
                                                          int limit);
// Where a listener starts that only wants what comes from now on.
[[nodiscard]] Result<AuditPosition> last_settled(db::Tx& tx);
// What was done to and with one entry, newest first, settled or not.
[[nodiscard]] Result<std::vector<StoredLine>> lines_of_entry(db::Tx& tx, EntryId entry, int limit);

// Call once at start, after the migrations and before the first line: in a PostgreSQL cluster
// restored from a dump transactions are numbered anew, and the order has to go on from the newest
// line.
[[nodiscard]] Status keep_audit_order(db::Database& database);

}  // namespace niangjia::identity
