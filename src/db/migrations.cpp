#include "db/migrations.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace niangjia::db {
namespace {

// Building an index over ten million rows takes its time.
constexpr auto kLongest = std::chrono::hours{6};

// Which migrations this store has: the truth about its schema.
constexpr std::string_view kCreateTable = R"(
  CREATE TABLE IF NOT EXISTS migration (
    number     BIGINT NOT NULL PRIMARY KEY,  -- its number in the program
    name       TEXT NOT NULL,                -- what the program called it
    digest     TEXT NOT NULL,                -- hash of its text, which must never change
    applied_at BIGINT NOT NULL               -- milliseconds since 1970
  )
)";
// Nodes that start together take turns; SQLite has one writer anyway.
constexpr Statement kLock{"db.migration_lock", "SELECT pg_advisory_xact_lock(4705829316001)"};
constexpr Statement kApplied{"db.migrations_applied",
                             "SELECT number, name, digest FROM migration ORDER BY number"};
constexpr Statement kRecord{
    "db.record_migration",
    "INSERT INTO migration (number, name, digest, applied_at) VALUES ($1, $2, $3, $4)"};

struct Applied {
  std::int64_t number;
  std::string name;
  std::string digest;
};

std::string digest_of(const Migration& migration) {
  // The separator keeps text from moving between the parts unseen.
  const auto text =
      fmt::format("{}\x1f{}\x1f{}", migration.sql, migration.sqlite, migration.postgres);
  const auto hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

Result<std::vector<Migration>> in_order(std::span<const Migration> migrations) {
  std::vector<Migration> sorted(migrations.begin(), migrations.end());
  std::ranges::stable_sort(sorted, {}, &Migration::number);
  const auto twin = std::ranges::adjacent_find(sorted, {}, &Migration::number);
  if (twin == sorted.end()) return sorted;
  return fail(ErrorCode::invalid_argument,
              fmt::format("migrations '{}' and '{}' both have the number {}", twin->name,
                          std::next(twin)->name, twin->number));
}

Result<std::vector<Applied>> open_turn(Tx& tx) {
  if (tx.dialect() == Dialect::postgres) NJ_CHECK(tx.run(kLock));
  NJ_CHECK(tx.exec_ddl(kCreateTable));
  return tx.all(kApplied, {}, [](const Row& row) {
    return Applied{row.integer(0), std::string(row.text(1)), std::string(row.text(2))};
  });
}

Status check_applied(const std::vector<Applied>& applied, const std::vector<Migration>& known) {
  for (const auto& past : applied) {
    const auto found = std::ranges::find(known, past.number,
                                         [](const Migration& m) { return std::int64_t{m.number}; });
    if (found == known.end()) {
      return fail(
          ErrorCode::invalid_argument,
          fmt::format(
              "the store holds migration {} '{}', which this program does not know: it was used by "
              "a newer version. Start that version, or restore a backup from before it.",
              past.number, past.name));
    }
    if (digest_of(*found) != past.digest) {
      return fail(
          ErrorCode::invalid_argument,
          fmt::format(
              "migration {} '{}' has been changed after it was applied to this store. Put its text "
              "back and add a new migration instead.",
              past.number, found->name));
    }
  }
  return Done{};
}

Status apply(Tx& tx, const Migration& migration, Moment applied_at) {
  if (!migration.sql.empty()) NJ_CHECK(tx.exec_ddl(migration.sql));
  const auto own = tx.dialect() == Dialect::sqlite ? migration.sqlite : migration.postgres;
  if (!own.empty()) NJ_CHECK(tx.exec_ddl(own));
  NJ_CHECK(tx.run(kRecord, {migration.number, migration.name, digest_of(migration), applied_at}));
  return Done{};
}

// Applies the first migration that is missing. Answers whether there was one.
Result<bool> apply_next(Tx& tx, const std::vector<Migration>& known, Moment applied_at) {
  NJ_TRY(const auto applied, open_turn(tx));
  NJ_CHECK(check_applied(applied, known));
  for (const auto& migration : known) {
    if (std::ranges::find(applied, std::int64_t{migration.number}, &Applied::number) !=
        applied.end())
      continue;
    auto status = apply(tx, migration, applied_at);
    if (status) return true;
    status.error().message = fmt::format("migration {} '{}': {}", migration.number, migration.name,
                                         status.error().message);
    return fail(std::move(status.error()));
  }
  return false;
}

}  // namespace

Status migrate(Database& database, std::span<const Migration> migrations, Moment applied_at) {
  NJ_TRY(const auto known, in_order(migrations));
  for (bool more = true; more;) {
    NJ_TRY(more, database.write([&](Tx& tx) { return apply_next(tx, known, applied_at); },
                                deadline_in(kLongest)));
  }
  return Done{};
}

}  // namespace niangjia::db
