#include "ledger/history.hpp"

#include "identity/audit.hpp"

namespace niangjia::ledger {
namespace {

constexpr db::Statement kKeep{"history.keep",
                              "INSERT INTO entry_revision (entry, revision, region, ledger, "
                              "organisation, definition, retired, number, updated_at, "
                              "updated_by, open_values, personal, confidential) VALUES ($1, $2, "
                              "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
constexpr db::Statement kRevisions{"history.revisions",
                                   "SELECT revision, definition, retired, number, updated_at, "
                                   "updated_by, open_values, personal, confidential "
                                   "FROM entry_revision WHERE entry = $1 ORDER BY revision"};
constexpr int kMostLines = 1000;

db::Parameter blob_or_null(const std::string& bytes) {
  return bytes.empty() ? db::Parameter(nullptr) : db::Parameter(db::Blob{bytes});
}

// A kept state, laid over what never changes about the entry.
Result<Entry> read_revision(const db::Row& row, const Entry& present) {
  Entry entry = present;
  entry.values.clear();
  entry.revision = row.integer(0);
  entry.definition = row.integer(1);
  entry.retired = row.integer(2) != 0;
  entry.number = row.text(3);
  entry.updated_at = Moment{row.integer(4)};
  entry.updated_by = AccountId{row.integer(5)};
  NJ_CHECK(unpack_values(row.blob(6), entry.values));
  entry.personal = row.is_null(7) ? std::string() : std::string(row.blob(7));
  entry.confidential = row.is_null(8) ? std::string() : std::string(row.blob(8));
  return entry;
}

void compare(const catalog::Ledger& ledger, const Entry& before, const Entry& after,
             identity::ClassSet classes, HistoryLine& line) {
  for (const catalog::Field& field : ledger.fields) {
    const catalog::Value& old_value = catalog::value_of(before.values, field.key);
    const catalog::Value& new_value = catalog::value_of(after.values, field.key);
    if (old_value == new_value) continue;
    if (classes & identity::class_bit(field.sensitivity)) {
      line.changes.push_back({field.key, old_value, new_value});
    } else {
      line.hidden.push_back(field.key);
    }
  }
}

}  // namespace

Status keep_revision(db::Tx& tx, const catalog::Ledger& ledger, const Entry& before) {
  const std::string open = pack_values(before.values);
  NJ_CHECK(tx.run(kKeep, {before.id, before.revision, before.region, ledger.id, before.organisation,
                          before.definition, before.retired ? 1 : 0, before.number,
                          before.updated_at, before.updated_by, db::Blob{open},
                          blob_or_null(before.personal), blob_or_null(before.confidential)}));
  return Done{};
}

Result<std::vector<HistoryLine>> history_of(db::Tx& tx, const Services& services,
                                            const LedgerTable& table, const Entry& entry,
                                            identity::ClassSet classes) {
  const RowCodec codec = services.codec(table.definition());
  Entry present = entry;
  NJ_TRY(auto states, tx.all(kRevisions, {entry.id},
                             [&](const db::Row& row) { return read_revision(row, entry); }));
  states.push_back(std::move(present));
  std::map<std::int64_t, Entry> by_revision;
  for (Entry& state : states) {
    NJ_CHECK(codec.unseal(state, ~0U));
    by_revision.emplace(state.revision, std::move(state));
  }
  NJ_TRY(const auto stored, identity::lines_of_entry(tx, entry.id, kMostLines));
  std::vector<HistoryLine> lines;
  for (const identity::StoredLine& line : stored) {
    lines.push_back(
        {line.action, line.at, line.account, line.revision, line.reason, line.detail, {}, {}});
  }
  for (HistoryLine& line : lines) {
    const auto after = by_revision.find(line.revision),
               before = by_revision.find(line.revision - 1);
    if (line.kind == "revised" && after != by_revision.end() && before != by_revision.end()) {
      compare(table.definition(), before->second, after->second, classes, line);
    }
  }
  return lines;
}

Result<std::optional<std::string>> stored_digest(db::Tx& tx, const Services& services,
                                                 std::string_view ledger, EntryId id,
                                                 std::int64_t revision) {
  const auto table = services.table(ledger);
  if (!table) return std::optional<std::string>();
  NJ_TRY(const auto present, (*table)->get(tx, id));
  if (!present) return std::optional<std::string>();
  std::optional<Entry> state = present;
  if (present->revision != revision) {
    NJ_TRY(auto states, tx.all(kRevisions, {id},
                               [&](const db::Row& row) { return read_revision(row, *present); }));
    state.reset();
    for (Entry& one : states) {
      if (one.revision == revision) state = std::move(one);
    }
  }
  if (!state) return std::optional<std::string>();
  const RowCodec codec = services.codec((*table)->definition());
  NJ_CHECK(codec.unseal(*state, ~0U));
  NJ_TRY(auto digest, codec.digest(*state));
  return std::optional(std::move(digest));
}

}  // namespace niangjia::ledger
