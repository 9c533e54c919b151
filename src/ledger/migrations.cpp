#include "ledger/migrations.hpp"

#include <array>

namespace niangjia::ledger {
namespace {

constexpr db::Migration kFields{301, "ledger.fields", R"sql(
-- Truth. What the values of each field were first stored as; a field keeps it for ever.
CREATE TABLE ledger_field (
  ledger TEXT NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,            -- field type; of a computed field that of its result
  sealed BIGINT NOT NULL,        -- 1: stored encrypted
  PRIMARY KEY (ledger, field));
)sql"};

constexpr db::Migration kBalances{310, "ledger.balances", R"sql(
-- Can be rebuilt. What each organisation has of what comes in and goes out: the sum of the entries' changes.
CREATE TABLE entry_balance (
  ledger TEXT NOT NULL,
  organisation BIGINT NOT NULL,
  item TEXT NOT NULL,            -- values of the fields that the ledger counts by, joined by |
  amount BIGINT NOT NULL,        -- scaled like the field that is added up
  PRIMARY KEY (ledger, organisation, item));
)sql"};

constexpr std::array kMigrations{db::Migration{300, "ledger.common_tables", R"sql(
-- Truth. The states of entries before their present one: a change copies the row here first. The present state stands in
-- the ledger's own table.
CREATE TABLE entry_revision (
  entry BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  region BIGINT NOT NULL,
  ledger TEXT NOT NULL,
  organisation BIGINT NOT NULL,
  definition BIGINT NOT NULL,    -- revision of the ledger's definition that it was written under
  retired BIGINT NOT NULL,
  number TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by BIGINT NOT NULL,
  open_values BYTEA NOT NULL,    -- packed open values
  personal BYTEA,                -- sealed under the entry's key
  confidential BYTEA,            -- sealed under the entry's key
  PRIMARY KEY (entry, revision, region));
-- Truth. The last number given per series: prefix, organisation that counts, year.
CREATE TABLE entry_number (
  prefix TEXT NOT NULL,
  organisation BIGINT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (prefix, organisation, year));
-- Can be rebuilt. Values that may stand once, as keyed hashes of ledger, rule and value.
CREATE TABLE entry_unique (
  hash BIGINT NOT NULL,
  check_hash BIGINT NOT NULL,    -- a second hash: both together make an accident impossible in practice
  entry BIGINT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (hash, check_hash));
CREATE INDEX entry_unique_entry ON entry_unique (entry);
-- Truth. Imports, so that one can be undone whole.
CREATE TABLE entry_batch (
  id BIGINT NOT NULL PRIMARY KEY,
  ledger TEXT NOT NULL,
  account BIGINT NOT NULL,
  organisation BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  undone_at BIGINT);
CREATE TABLE entry_batch_member (
  batch BIGINT NOT NULL,
  entry BIGINT NOT NULL,
  PRIMARY KEY (batch, entry));
-- Can be rebuilt. Search tokens that wait to be folded into the search index; read beside it, so that nothing is missed.
CREATE TABLE search_pending (
  entry BIGINT NOT NULL,
  ledger TEXT NOT NULL,
  added BYTEA NOT NULL,          -- 64-bit keyed tokens to add
  removed BYTEA NOT NULL,        -- tokens of the state before, to take out
  PRIMARY KEY (ledger, entry));
)sql",
                                               R"sql(
-- Can be rebuilt. Keyed tokens of the searchable fields of all ledgers; rowid is the entry.
CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii');
)sql",
                                               R"sql(
-- Can be rebuilt. Keyed tokens of the searchable fields of all ledgers.
CREATE TABLE search_index (entry BIGINT NOT NULL PRIMARY KEY, tokens BIGINT[] NOT NULL);
CREATE INDEX search_index_tokens ON search_index USING gin (tokens);
)sql"},
                                 kFields, kBalances};

}  // namespace

std::span<const db::Migration> ledger_migrations() { return kMigrations; }

}  // namespace niangjia::ledger
