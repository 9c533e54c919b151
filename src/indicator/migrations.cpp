#include "indicator/migrations.hpp"

#include <array>

namespace niangjia::indicator {
namespace {

constexpr std::string_view kDistinct = R"sql(
-- Can be rebuilt. How many entries refer to a person (or a linked entry) per organisation and day; distinct people are
-- counted over the range asked for.
CREATE TABLE counter_person (
  indicator TEXT NOT NULL,
  place BIGINT NOT NULL,         -- of the organisation
  day BIGINT NOT NULL,
  person BIGINT NOT NULL,        -- entry of the people ledger, or any linked entry
  dimension TEXT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (indicator, place, day, person, dimension));
)sql";

constexpr std::string_view kSqlite = R"sql(
-- Can be rebuilt. Changes of figures that have not been folded yet, in the order of their commits.
CREATE TABLE counter_delta (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  place BIGINT NOT NULL,
  day BIGINT NOT NULL,
  dimension TEXT NOT NULL,
  amount BIGINT NOT NULL);
-- Can be rebuilt. Figures per subtree: an organisation's row counts everything at and below it. Zero rows stay away.
CREATE TABLE counter (
  indicator TEXT NOT NULL,
  grain BIGINT NOT NULL,         -- 0 year, 1 month, 2 day
  depth BIGINT NOT NULL,         -- of the organisation in the tree; 0 is the root
  start BIGINT NOT NULL,         -- first day of the period
  place BIGINT NOT NULL,
  dimension TEXT NOT NULL,       -- choice key, or empty
  region BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (indicator, grain, depth, start, place, dimension, region)) WITHOUT ROWID;
)sql";

constexpr std::string_view kPostgres = R"sql(
-- Can be rebuilt. Changes of figures that have not been folded yet.
CREATE TABLE counter_delta (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  indicator TEXT NOT NULL,
  place BIGINT NOT NULL,
  day BIGINT NOT NULL,
  dimension TEXT NOT NULL,
  amount BIGINT NOT NULL);
-- Can be rebuilt. Figures per subtree: an organisation's row counts everything at and below it. Zero rows stay away.
CREATE TABLE counter (
  indicator TEXT NOT NULL,
  grain BIGINT NOT NULL,         -- 0 year, 1 month, 2 day
  depth BIGINT NOT NULL,         -- of the organisation in the tree; 0 is the root
  start BIGINT NOT NULL,         -- first day of the period
  place BIGINT NOT NULL,
  dimension TEXT NOT NULL,       -- choice key, or empty
  region BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (indicator, grain, depth, start, place, dimension, region));
)sql";

constexpr std::array kMigrations{
    db::Migration{400, "indicator.counters", kDistinct, kSqlite, kPostgres}};

}  // namespace

std::span<const db::Migration> indicator_migrations() { return kMigrations; }

}  // namespace niangjia::indicator
