#include "identity/migrations.hpp"

#include <array>

namespace niangjia::identity {
namespace {

constexpr std::string_view kAccounts = R"sql(
-- Who may sign in. Truth. Positions are entries of a ledger and refer to `login`.
CREATE TABLE account (
  id BIGINT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,           -- lower case; never given to another person
  name TEXT NOT NULL,                   -- what colleagues read
  password TEXT NOT NULL,               -- argon2id with its salt and cost, as libsodium writes it
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  created_at BIGINT NOT NULL,           -- milliseconds since 1970 UTC, like every moment here
  password_changed_at BIGINT NOT NULL
);
)sql";

constexpr std::string_view kSessions = R"sql(
-- Browsers that are signed in. Losing it signs everybody out and nothing more.
CREATE TABLE session (
  hash BYTEA NOT NULL PRIMARY KEY,      -- of the cookie's token, which is stored nowhere
  account BIGINT NOT NULL,
  created_at BIGINT NOT NULL,           -- the absolute limit counts from here
  seen_at BIGINT NOT NULL               -- the idle limit counts from here; a few minutes behind at most
);
CREATE INDEX session_by_account ON session (account);

-- Tokens for programs. Truth; a lost token is made anew.
CREATE TABLE api_token (
  id BIGINT NOT NULL PRIMARY KEY,
  hash BYTEA NOT NULL UNIQUE,           -- of the token, which is stored nowhere
  account BIGINT NOT NULL,              -- whose rights it has
  name TEXT NOT NULL,                   -- what it is for
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT                     -- empty while it is good
);
CREATE INDEX api_token_by_account ON api_token (account);
)sql";

constexpr std::string_view kAuditSqlite = R"sql(
-- What was done, by whom: one line each, never changed. Truth; also the outbox that listeners read.
-- One writer: `seq` grows in the order of commits and `tx` stays 0.
CREATE TABLE audit (
  seq INTEGER NOT NULL PRIMARY KEY,
  tx BIGINT NOT NULL DEFAULT 0,
  at BIGINT NOT NULL,
  account BIGINT NOT NULL,              -- 0: the program itself
  action TEXT NOT NULL,                 -- 'created', 'revised', 'revealed' ...
  ledger TEXT NOT NULL,                 -- '' when it is not about an entry
  entry BIGINT,
  revision BIGINT NOT NULL,             -- of the entry after the action; 0 without an entry
  organisation BIGINT NOT NULL,         -- of the entry; 0 without one
  reason TEXT NOT NULL,                 -- why, as the person said; '' where none is asked
  detail TEXT NOT NULL,                 -- what exactly: keys of fields, number of rows; never values
  digest BYTEA NOT NULL                 -- of the revision under the entry's key; empty when nothing was written
);
)sql";

constexpr std::string_view kAuditPostgres = R"sql(
-- The order of transactions. pg_current_xact_id() starts anew in a restored cluster; the addend, 0 here, is raised by
-- keep_audit_order() so that the order goes on.
CREATE FUNCTION audit_tx() RETURNS BIGINT LANGUAGE sql VOLATILE
  AS 'SELECT pg_current_xact_id()::text::bigint + 0';
-- Every transaction below it has ended: no line below it can still appear.
CREATE FUNCTION audit_horizon() RETURNS BIGINT LANGUAGE sql STABLE
  AS 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 0';
-- What was done, by whom: one line each, never changed. Truth; also the outbox that listeners read.
-- Many writers: `seq` does not grow in the order of commits, so lines are ordered by (tx, seq).
CREATE TABLE audit (
  seq BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  tx BIGINT NOT NULL DEFAULT audit_tx(),
  at BIGINT NOT NULL,
  account BIGINT NOT NULL,              -- 0: the program itself
  action TEXT NOT NULL,                 -- 'created', 'revised', 'revealed' ...
  ledger TEXT NOT NULL,                 -- '' when it is not about an entry
  entry BIGINT,
  revision BIGINT NOT NULL,             -- of the entry after the action; 0 without an entry
  organisation BIGINT NOT NULL,         -- of the entry; 0 without one
  reason TEXT NOT NULL,                 -- why, as the person said; '' where none is asked
  detail TEXT NOT NULL,                 -- what exactly: keys of fields, number of rows; never values
  digest BYTEA NOT NULL,                -- of the revision under the entry's key; empty when nothing was written
  PRIMARY KEY (tx, seq)
);
)sql";

constexpr std::string_view kAuditSeals = R"sql(
CREATE INDEX audit_by_entry ON audit (entry, seq) WHERE entry IS NOT NULL;

-- The chain over the audit: each seal covers the lines after the one before it, up to its last. Truth.
CREATE TABLE audit_seal (
  number BIGINT NOT NULL PRIMARY KEY,   -- 1, 2, 3 ... without gaps
  last_tx BIGINT NOT NULL,              -- place of the last line it covers
  last_seq BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  leaves BYTEA NOT NULL,                -- for each line 8 bytes of seq and 32 of its hash
  previous BYTEA NOT NULL,              -- hash of the seal before; 32 zero bytes in the first
  hash BYTEA NOT NULL,                  -- over all columns but itself
  sealed_at BIGINT NOT NULL
);
)sql";

constexpr std::string_view kStoredAnswers = R"sql(
-- Answers of writes that carried an Idempotency-Key, for a day. Losing it loses only the protection of repeats.
CREATE TABLE stored_answer (
  account BIGINT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request BYTEA NOT NULL,               -- keyed hash of method, path and body
  status BIGINT NOT NULL,
  body BYTEA NOT NULL,                  -- sealed under a key of its own: it may hold personal values
  at BIGINT NOT NULL,
  PRIMARY KEY (account, idempotency_key)
);
CREATE INDEX stored_answer_by_time ON stored_answer (at);
)sql";

constexpr std::array kMigrations{
    db::Migration{100, "identity.accounts", kAccounts},
    db::Migration{101, "identity.sessions", kSessions},
    db::Migration{102, "identity.audit", {}, kAuditSqlite, kAuditPostgres},
    db::Migration{103, "identity.audit_seals", kAuditSeals},
    db::Migration{104, "identity.stored_answers", kStoredAnswers},
};

}  // namespace

std::span<const db::Migration> identity_migrations() { return kMigrations; }

}  // namespace niangjia::identity
