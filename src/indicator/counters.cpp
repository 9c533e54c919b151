#include "indicator/counters.hpp"

#include <algorithm>
#include <tuple>

#include "indicator/periods.hpp"

namespace niangjia::indicator {
namespace {

using catalog::Indicator;

constexpr db::Statement kDelta{"counter.delta",
                               "INSERT INTO counter_delta (indicator, place, day, dimension, "
                               "amount) VALUES ($1, $2, $3, $4, $5)"};
constexpr db::Statement kPerson{"counter.person",
                                "INSERT INTO counter_person (indicator, place, day, person, "
                                "dimension, entries) VALUES ($1, $2, $3, $4, $5, $6) "
                                "ON CONFLICT (indicator, place, day, person, dimension) DO UPDATE "
                                "SET entries = counter_person.entries + excluded.entries"};
constexpr db::Statement kPersonGone{"counter.person_gone",
                                    "DELETE FROM counter_person WHERE indicator = $1 AND place = "
                                    "$2 AND day = $3 AND person = $4 AND dimension = $5 "
                                    "AND entries = 0"};
constexpr db::Statement kFolded{"counter.folded",
                                "SELECT place, dimension, amount FROM counter WHERE indicator = $1 "
                                "AND grain = $2 AND depth = $3 AND start = $4 "
                                "AND place BETWEEN $5 AND $6"};
constexpr db::Statement kUnfolded{"counter.unfolded",
                                  "SELECT place, dimension, amount FROM counter_delta WHERE "
                                  "indicator = $1 AND day BETWEEN $2 AND $3 "
                                  "AND place BETWEEN $4 AND $5"};
constexpr db::Statement kDistinct{"counter.distinct",
                                  "SELECT dimension, count(DISTINCT person) FROM counter_person "
                                  "WHERE indicator = $1 AND place BETWEEN $2 AND $3 "
                                  "AND day BETWEEN $4 AND $5 GROUP BY dimension"};
constexpr db::Statement kDistinctPlain{"counter.distinct_plain",
                                       "SELECT count(DISTINCT person) FROM counter_person WHERE "
                                       "indicator = $1 AND place BETWEEN $2 AND $3 "
                                       "AND day BETWEEN $4 AND $5"};
constexpr db::Statement kPersons{"counter.persons",
                                 "SELECT DISTINCT place, dimension, person FROM counter_person "
                                 "WHERE indicator = $1 AND place BETWEEN $2 AND $3 "
                                 "AND day BETWEEN $4 AND $5"};
constexpr db::Statement kWaiting{
    "counter.waiting",
    "DELETE FROM counter_delta WHERE id IN (SELECT id FROM counter_delta ORDER BY id LIMIT $1) "
    "RETURNING indicator, place, day, dimension, amount"};
// From the ends of the key, which costs nothing: they are folded from the oldest on.
constexpr db::Statement kBacklog{"counter.backlog",
                                 "SELECT coalesce((SELECT max(id) FROM counter_delta) - (SELECT "
                                 "min(id) FROM counter_delta) + 1, 0)"};
constexpr db::Statement kAdd{
    "counter.add",
    "INSERT INTO counter (indicator, grain, depth, start, place, dimension, region, amount) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (indicator, grain, depth, start, place, dimension, region) "
    "DO UPDATE SET amount = counter.amount + excluded.amount"};

Status append(db::Tx& tx, const Indicator& indicator, const Contribution& one, std::int64_t sign) {
  if (indicator.kind != Indicator::Kind::distinct) {
    NJ_CHECK(tx.run(kDelta, {indicator.id, one.place, one.day, one.dimension, sign * one.amount}));
    return Done{};
  }
  NJ_CHECK(tx.run(kPerson, {indicator.id, one.place, one.day, one.person, one.dimension, sign}));
  if (sign < 0)
    NJ_CHECK(tx.run(kPersonGone, {indicator.id, one.place, one.day, one.person, one.dimension}));
  return Done{};
}

// Sums by (place, dimension); a reading touches few places, a breakdown some thousand.
class Sums {
 public:
  void add(std::int64_t place, std::string_view dimension, std::int64_t amount) {
    amounts_[{place, std::string(dimension)}] += amount;
  }
  [[nodiscard]] std::vector<Cell> cells() const {
    std::vector<Cell> cells;
    for (const auto& [key, amount] : amounts_) {
      if (amount != 0) cells.push_back({key.first, key.second, amount});
    }
    return cells;
  }

 private:
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> amounts_;
};

int depth_of(const organisation::Tree& tree, const organisation::Organisation& organisation) {
  return static_cast<int>(tree.path(organisation.id).size()) - 1;
}

// Folded amounts of the organisations at `depth` inside `places`.
Status add_folded(db::Tx& tx, const Indicator& indicator, int depth,
                  organisation::PlaceRange places, Range range, Sums& sums) {
  for (const Period& period : periods_of(range.from, range.to)) {
    NJ_CHECK(
        tx.run(kFolded,
               {indicator.id, static_cast<int>(period.grain), depth, period.start, places.low,
                places.high},
               [&](const db::Row& row) { sums.add(row.integer(0), row.text(1), row.integer(2)); }));
  }
  return Done{};
}

template <class PlaceOf>
Status add_unfolded(db::Tx& tx, const Indicator& indicator, organisation::PlaceRange places,
                    Range range, Sums& sums, PlaceOf place_of) {
  NJ_CHECK(tx.run(kUnfolded, {indicator.id, range.from, range.to, places.low, places.high},
                  [&](const db::Row& row) {
                    sums.add(place_of(row.integer(0)), row.text(1), row.integer(2));
                  }));
  return Done{};
}

Result<std::vector<Cell>> distinct_cells(db::Tx& tx, const Indicator& indicator, std::int64_t place,
                                         organisation::PlaceRange places, Range range) {
  if (indicator.dimension.empty()) {
    return tx.all(kDistinctPlain, {indicator.id, places.low, places.high, range.from, range.to},
                  [&](const db::Row& row) {
                    return Cell{place, {}, row.integer(0)};
                  });
  }
  return tx.all(kDistinct, {indicator.id, places.low, places.high, range.from, range.to},
                [&](const db::Row& row) {
                  return Cell{place, std::string(row.text(0)), row.integer(1)};
                });
}

using FoldKey =
    std::tuple<std::string, int, int, std::int64_t, std::int64_t, std::string, std::int64_t>;

struct Delta {
  std::string indicator;
  std::int64_t place;
  Day day;
  std::string dimension;
  std::int64_t amount;
};

Delta read_delta(const db::Row& row) {
  return {std::string(row.text(0)), row.integer(1), day_from_number(row.integer(2)),
          std::string(row.text(3)), row.integer(4)};
}

// Everything that one delta adds to: its organisation and all above it, in each grain.
void spread(const organisation::Tree& tree, const organisation::Organisation& organisation,
            const Delta& delta, std::map<FoldKey, std::int64_t>& sums) {
  const auto path = tree.path(organisation.id);
  for (std::size_t depth = 0; depth < path.size(); ++depth) {
    for (Grain grain : {Grain::year, Grain::month, Grain::day}) {
      sums[FoldKey{delta.indicator, static_cast<int>(grain), static_cast<int>(depth),
                   day_number(start_of_period(grain, delta.day)), path[depth]->places.low,
                   delta.dimension, path[depth]->region}] += delta.amount;
    }
  }
}

}  // namespace

void People::add(std::int64_t place, std::string_view dimension, std::int64_t person) {
  const auto* holder = organisation::holder_of(organisations_, place);
  people_.emplace(holder ? holder->places.low : rest_, std::string(dimension), person);
}

std::vector<Cell> People::cells() const {
  Sums sums;
  for (const auto& [place, dimension, person] : people_) sums.add(place, dimension, 1);
  return sums.cells();
}

CounterListener::CounterListener(const catalog::Catalogue& catalogue,
                                 std::function<catalog::FormulaContext()> context)
    : context_(std::move(context)) {
  for (const Indicator& indicator : catalogue.indicators())
    by_ledger_[indicator.ledger].push_back(&indicator);
}

Status CounterListener::on_change(db::Tx& tx, const ledger::Change& change) {
  const auto indicators = by_ledger_.find(change.ledger.id);
  if (indicators == by_ledger_.end()) return Done{};
  const auto context = context_();
  for (const Indicator* indicator : indicators->second) {
    const auto of = [&](const ledger::Entry* entry) {
      return entry ? contributions(change.ledger, *indicator, *entry, context)
                   : std::vector<Contribution>{};
    };
    const auto before = of(change.before), after = of(change.after);
    if (before == after) continue;
    for (const Contribution& one : before) NJ_CHECK(append(tx, *indicator, one, -1));
    for (const Contribution& one : after) NJ_CHECK(append(tx, *indicator, one, +1));
  }
  return Done{};
}

Result<std::vector<Cell>> subtree_cells(db::Tx& tx, const Indicator& indicator,
                                        const organisation::Tree& tree,
                                        const organisation::Organisation& organisation,
                                        Range range) {
  const auto place = organisation.places.low;
  if (indicator.kind == Indicator::Kind::distinct)
    return distinct_cells(tx, indicator, place, organisation.places, range);
  Sums sums;
  NJ_CHECK(add_folded(tx, indicator, depth_of(tree, organisation), {place, place}, range, sums));
  NJ_CHECK(add_unfolded(tx, indicator, organisation.places, range, sums,
                        [&](std::int64_t) { return place; }));
  return sums.cells();
}

Result<std::vector<Cell>> cells_below(db::Tx& tx, const Indicator& indicator,
                                      const organisation::Tree& tree,
                                      const organisation::Organisation& organisation, int depth,
                                      Range range) {
  const auto below = tree.below(organisation.id, depth);
  const std::int64_t own = organisation.places.low;
  if (indicator.kind == Indicator::Kind::distinct) {
    People people(below, own);
    NJ_CHECK(tx.run(kPersons, {indicator.id, own, organisation.places.high, range.from, range.to},
                    [&](const db::Row& row) {
                      people.add(row.integer(0),
                                 indicator.dimension.empty() ? std::string_view() : row.text(1),
                                 row.integer(2));
                    }));
    return people.cells();
  }
  Sums sums;
  NJ_CHECK(add_folded(tx, indicator, depth_of(tree, organisation) + depth, organisation.places,
                      range, sums));
  // What stands above those is the whole less what they hold.
  Sums rest;
  NJ_CHECK(add_folded(tx, indicator, depth_of(tree, organisation), {own, own}, range, rest));
  for (const Cell& cell : sums.cells()) rest.add(own, cell.dimension, -cell.amount);
  for (const Cell& cell : rest.cells()) sums.add(own, cell.dimension, cell.amount);
  NJ_CHECK(add_unfolded(tx, indicator, organisation.places, range, sums, [&](std::int64_t place) {
    const auto* holder = organisation::holder_of(below, place);
    return holder ? holder->places.low : own;
  }));
  return sums.cells();
}

Result<int> fold(db::Tx& tx, const organisation::Tree& tree, int limit) {
  int folded = 0;
  std::map<FoldKey, std::int64_t> sums;
  NJ_TRY(const auto deltas, tx.all(kWaiting, {limit}, read_delta));
  for (const Delta& delta : deltas) {
    if (const auto* organisation = tree.at_place(delta.place)) {
      spread(tree, *organisation, delta, sums);
      ++folded;
    } else {
      NJ_CHECK(
          tx.run(kDelta, {delta.indicator, delta.place, delta.day, delta.dimension, delta.amount}));
    }
  }
  for (const auto& [key, amount] : sums) {
    if (amount == 0) continue;
    const auto& [indicator, grain, depth, start, place, dimension, region] = key;
    NJ_CHECK(tx.run(kAdd, {indicator, grain, depth, start, place, dimension, region, amount}));
  }
  return folded;
}

Result<std::int64_t> waiting_deltas(db::Tx& tx) {
  NJ_TRY(const auto found,
         tx.first(kBacklog, {}, [](const db::Row& row) { return row.integer(0); }));
  return found.value_or(0);
}

}  // namespace niangjia::indicator
