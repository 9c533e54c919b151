#include <array>

#include "organisation/directory.hpp"

namespace niangjia::organisation {
namespace {

constexpr std::array kMigrations{db::Migration{200, "organisation.tree", R"sql(
-- Truth. The tree of organisations; a subtree is the rows with place_low between its place_low and place_high.
CREATE TABLE organisation (
  id BIGINT NOT NULL PRIMARY KEY,
  parent BIGINT,                 -- null at the root
  name TEXT NOT NULL,
  kind TEXT NOT NULL,            -- key of the code list organisation_kind
  level BIGINT NOT NULL,         -- 0 nation … 6 unit
  division TEXT NOT NULL,        -- code of the administrative division, or empty
  region BIGINT NOT NULL,        -- part of every large key
  place_low BIGINT NOT NULL,     -- its own place
  place_high BIGINT NOT NULL,    -- the last place of its subtree
  child_count BIGINT NOT NULL,   -- slices of its places that have been given to children
  created_at BIGINT NOT NULL);
CREATE UNIQUE INDEX organisation_place ON organisation (place_low);
CREATE UNIQUE INDEX organisation_name ON organisation (parent, name);
-- Truth. Dated second lines: reports and hand-downs go along them, rights do not.
CREATE TABLE organisation_line (
  organisation BIGINT NOT NULL,
  superior BIGINT NOT NULL,
  from_day BIGINT NOT NULL,
  until_day BIGINT,              -- the first day on which it no longer holds
  PRIMARY KEY (organisation, superior, from_day));
)sql"}};

}  // namespace

std::span<const db::Migration> organisation_migrations() { return kMigrations; }

}  // namespace niangjia::organisation
