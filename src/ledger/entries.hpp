// Creating, changing and reading single entries under the rights of an actor.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/validation.hpp"
#include "ledger/services.hpp"
#include "ledger/uniqueness.hpp"

namespace niangjia::ledger {

// An entry that has been checked and sealed and only waits for its transaction.
struct Prepared {
  Entry entry;          // without a number yet
  catalog::Values all;  // its values in clear
  TokenSet tokens;
  std::vector<UniqueKey> unique;
  std::vector<catalog::Remark> warnings;
};

struct Written {
  Entry entry;  // sealed, open values only
  std::vector<catalog::Remark> warnings;
};

struct Revision {
  EntryId id;
  std::int64_t expected = 0;  // the revision that the change was made on
  catalog::Values given;      // an empty value empties the field
  std::string reason;
};

// Thread-safe. What an actor may not see answers `not_found`; what she may see and not change,
// `forbidden`.
class Entries {
 public:
  explicit Entries(Services& services) : services_(services) {}

  // `organisation` may be unset: then it is the actor's first organisation at which she may write
  // this ledger. Fails with `invalid_fields`, saying for each field what to do.
  [[nodiscard]] Result<Written> create(const Actor& actor, const LedgerTable& table,
                                       OrganisationId organisation, const catalog::Values& given,
                                       db::Deadline deadline = db::default_deadline());
  // The two halves of `create`, for callers that write more in the same transaction. `prepare` may
  // need to look at linked entries: inside a unit of work it is given its transaction.
  [[nodiscard]] Result<Prepared> prepare(const Actor& actor, const LedgerTable& table,
                                         OrganisationId organisation, const catalog::Values& given,
                                         db::Tx* tx = nullptr) const;
  [[nodiscard]] Result<Written> insert(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                       const Prepared& prepared,
                                       std::string_view reason = {}) const;

  // Fails with `conflict` when somebody has changed it since `expected`.
  [[nodiscard]] Result<Written> revise(const Actor& actor, const LedgerTable& table,
                                       const Revision& revision);
  [[nodiscard]] Result<Written> revise(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                       const Revision& revision) const;
  // A retired entry leaves lists and figures and can still be read by its id.
  [[nodiscard]] Result<Entry> retire(const Actor& actor, const LedgerTable& table, EntryId id,
                                     std::int64_t expected, std::string_view reason);
  [[nodiscard]] Result<Entry> retire(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                     EntryId id, std::int64_t expected,
                                     std::string_view reason) const;

  // Writes an entry that counts against the one of `id`, of today, at the same organisation; for
  // ledgers that are append-only. Each entry is reversed once. A reason is owed.
  [[nodiscard]] Result<Written> reverse(const Actor& actor, const LedgerTable& table, EntryId id,
                                        std::string_view reason);

  [[nodiscard]] Result<Entry> get(const Actor& actor, const LedgerTable& table, EntryId id);
  [[nodiscard]] Result<Entry> get(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                  EntryId id) const;
  // The values of sealed fields in clear; leaves a line in the audit before it answers. A reason is
  // owed.
  [[nodiscard]] Result<catalog::Values> reveal(const Actor& actor, const LedgerTable& table,
                                               EntryId id, const std::vector<std::string>& fields,
                                               std::string_view reason);

 private:
  // `prepare` for values that may say which entry they reverse.
  [[nodiscard]] Result<Prepared> prepare_checked(const Actor& actor, const LedgerTable& table,
                                                 OrganisationId organisation,
                                                 const catalog::Values& given, db::Tx* tx) const;
  [[nodiscard]] Result<catalog::Values> fetched(const Actor& actor, const catalog::Ledger& ledger,
                                                const catalog::Values& given, db::Tx* tx) const;
  [[nodiscard]] Result<const organisation::Organisation*> place_for(const Actor& actor,
                                                                    const LedgerTable& table,
                                                                    OrganisationId wanted) const;
  [[nodiscard]] Status check_links(db::Tx& tx, const Actor& actor, const catalog::Ledger& ledger,
                                   const catalog::Values& before,
                                   const catalog::Values& values) const;
  [[nodiscard]] Status after_change(db::Tx& tx, const Actor& actor, const LedgerTable& table,
                                    const char* action, const Entry* before, const Entry* after,
                                    const catalog::Values& all, std::string_view reason) const;
  Services& services_;
};

// An entry of an append-only ledger is not changed.
[[nodiscard]] tl::unexpected<Error> only_reversed(const Actor& actor);
// A reason of 1 to 200 characters; `invalid_fields` else.
[[nodiscard]] Status check_reason(const Actor& actor, std::string_view reason);
// The actor sees the entry, or knows of the ledger, and no grant allows the action.
[[nodiscard]] tl::unexpected<Error> forbidden(const Actor& actor);
// `invalid_fields` with one sentence per field, in the actor's language.
[[nodiscard]] tl::unexpected<Error> refused(const Actor& actor,
                                            const std::vector<catalog::Remark>& errors);

}  // namespace niangjia::ledger
