#include "identity/audit.hpp"

#include <fmt/format.h>

namespace niangjia::identity {
namespace {

constexpr db::Statement kAppend{"identity.append_audit",
                                "INSERT INTO audit (at, account, action, ledger, entry, revision, "
                                "organisation, reason, detail, digest) "
                                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

#define NJ_AUDIT_COLUMNS \
  "tx, seq, at, account, action, ledger, entry, revision, organisation, reason, detail, digest"
// One writer: whatever is committed is settled, and `seq` alone is the order.
constexpr db::Statement kAfterSqlite{"identity.audit_after",
                                     "SELECT " NJ_AUDIT_COLUMNS
                                     " FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2"};
constexpr db::Statement kAfterPostgres{"identity.audit_after",
                                       "SELECT " NJ_AUDIT_COLUMNS
                                       " FROM audit WHERE (tx, seq) > ($1, $2) AND tx < $3 "
                                       "ORDER BY tx, seq LIMIT $4"};
constexpr db::Statement kLastSqlite{"identity.audit_last",
                                    "SELECT tx, seq FROM audit ORDER BY seq DESC LIMIT 1"};
constexpr db::Statement kLastPostgres{"identity.audit_last",
                                      "SELECT tx, seq FROM audit WHERE tx < $1 "
                                      "ORDER BY tx DESC, seq DESC LIMIT 1"};
constexpr db::Statement kOfEntry{"identity.audit_of_entry",
                                 "SELECT " NJ_AUDIT_COLUMNS
                                 " FROM audit WHERE entry = $1 ORDER BY seq DESC LIMIT $2"};
#undef NJ_AUDIT_COLUMNS
constexpr db::Statement kHorizon{"identity.audit_horizon", "SELECT audit_horizon()"};
constexpr db::Statement kOrderGap{"identity.audit_order_gap",
                                  "SELECT coalesce(max(tx), 0) - audit_tx() + 1, "
                                  "audit_tx() - pg_current_xact_id()::text::bigint FROM audit"};

StoredLine read_line(const db::Row& row) {
  return {.position = {row.integer(0), row.integer(1)},
          .at = Moment{row.integer(2)},
          .account = AccountId{row.integer(3)},
          .action = std::string(row.text(4)),
          .ledger = std::string(row.text(5)),
          .entry = EntryId{row.integer(6)},
          .revision = row.integer(7),
          .organisation = OrganisationId{row.integer(8)},
          .reason = std::string(row.text(9)),
          .detail = std::string(row.text(10)),
          .digest = std::string(row.blob(11))};
}

// Read before the lines, in a statement of its own, so that what is below it is visible to the next
// one.
Result<std::int64_t> horizon(db::Tx& tx) {
  NJ_TRY(const auto found,
         tx.first(kHorizon, {}, [](const db::Row& row) { return row.integer(0); }));
  return found.value_or(0);
}

AuditPosition read_position(const db::Row& row) { return {row.integer(0), row.integer(1)}; }

// Raises the addend of audit_tx() and audit_horizon().
Status raise_order(db::Tx& tx, std::int64_t addend) {
  return tx.exec_ddl(fmt::format(
      "CREATE OR REPLACE FUNCTION audit_tx() RETURNS BIGINT LANGUAGE sql VOLATILE AS "
      "'SELECT pg_current_xact_id()::text::bigint + {0}';"
      "CREATE OR REPLACE FUNCTION audit_horizon() RETURNS BIGINT LANGUAGE sql STABLE AS "
      "'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + {0}'",
      addend));
}

}  // namespace

Status append(db::Tx& tx, const AuditLine& line) {
  const std::optional<std::int64_t> entry =
      line.entry.is_set() ? std::optional(line.entry.value) : std::nullopt;
  NJ_CHECK(tx.run(kAppend, {line.at, line.account, line.action, line.ledger, entry, line.revision,
                            line.organisation, line.reason, line.detail, db::Blob{line.digest}}));
  return Done{};
}

Result<std::vector<StoredLine>> lines_after(db::Tx& tx, AuditPosition after, int limit) {
  if (tx.dialect() == db::Dialect::sqlite) {
    return tx.all(kAfterSqlite, {after.seq, limit}, read_line);
  }
  NJ_TRY(const std::int64_t end, horizon(tx));
  return tx.all(kAfterPostgres, {after.tx, after.seq, end, limit}, read_line);
}

Result<AuditPosition> last_settled(db::Tx& tx) {
  std::optional<AuditPosition> last;
  if (tx.dialect() == db::Dialect::sqlite) {
    NJ_TRY(last, tx.first(kLastSqlite, {}, read_position));
  } else {
    NJ_TRY(const std::int64_t end, horizon(tx));
    NJ_TRY(last, tx.first(kLastPostgres, {end}, read_position));
  }
  return last.value_or(AuditPosition{});
}

Result<std::vector<StoredLine>> lines_of_entry(db::Tx& tx, EntryId entry, int limit) {
  return tx.all(kOfEntry, {entry, limit}, read_line);
}

Status keep_audit_order(db::Database& database) {
  return database.write([](db::Tx& tx) -> Status {
    if (tx.dialect() == db::Dialect::sqlite) return Done{};
    struct Order {
      std::int64_t missing, addend;
    };
    NJ_CHECK(tx.exec_ddl("LOCK TABLE audit IN EXCLUSIVE MODE"));  // two nodes may start at once
    NJ_TRY(const auto order, tx.first(kOrderGap, {}, [](const db::Row& row) {
      return Order{row.integer(0), row.integer(1)};
    }));
    if (!order || order->missing <= 0) return Done{};
    return raise_order(tx, order->addend + order->missing);
  });
}

}  // namespace niangjia::identity
