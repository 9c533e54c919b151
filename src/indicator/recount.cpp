#include <fmt/format.h>

#include <tuple>

#include "indicator/figures.hpp"
#include "indicator/periods.hpp"

namespace niangjia::indicator {
namespace {

using catalog::Indicator;
using ledger::Services;

constexpr std::size_t kMostFaults = 1000;
constexpr int kPage = 2000;
constexpr db::Statement kStoredPersons{
    "recount.persons",
    "SELECT place, day, dimension, entries, person FROM counter_person WHERE indicator = $1"};
constexpr db::Statement kStoredDays{"recount.days",
                                    "SELECT place, start, dimension, amount FROM counter WHERE "
                                    "indicator = $1 AND grain = 2 AND depth = $2"};
constexpr db::Statement kStoredPeriods{
    "recount.periods",
    "SELECT grain, place, start, dimension, amount FROM counter WHERE indicator = $1"};
constexpr db::Statement kForgetDeltas{"recount.forget_deltas", "DELETE FROM counter_delta"};
constexpr db::Statement kForgetCounters{"recount.forget_counters", "DELETE FROM counter"};
constexpr db::Statement kForgetPersons{"recount.forget_persons", "DELETE FROM counter_person"};
constexpr db::Statement kDelta{"recount.delta",
                               "INSERT INTO counter_delta (indicator, place, day, dimension, "
                               "amount) VALUES ($1, $2, $3, $4, $5)"};
constexpr db::Statement kPerson{"recount.person",
                                "INSERT INTO counter_person (indicator, place, day, person, "
                                "dimension, entries) VALUES ($1, $2, $3, $4, $5, $6)"};

// Amounts by place, day, dimension and person (0 unless distinct).
using Counts =
    std::map<std::tuple<std::int64_t, std::int64_t, std::string, std::int64_t>, std::int64_t>;

Status count_entries(db::Tx& tx, const Services& services, const Indicator& indicator,
                     Counts& counts) {
  NJ_TRY(const auto* table, services.table(indicator.ledger));
  const auto context = services.formula_context();
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE retired = 0 AND id > $1 ORDER BY id LIMIT {}",
                  table->columns(), table->name(), kPage);
  for (std::int64_t last = 0;;) {
    int rows = 0;
    NJ_CHECK(tx.run({"recount.entries", sql}, {last}, [&](const db::Row& row) {
      const ledger::Entry entry = table->read(row);
      ++rows;
      last = entry.id.value;
      for (const auto& one : contributions(table->definition(), indicator, entry, context))
        counts[{one.place, day_number(one.day), one.dimension, one.person}] += one.amount;
    }));
    if (rows < kPage) return Done{};
  }
}

// What the counters say for each organisation on its own: deltas, and folded days less those of the
// level below.
Status stored_counts(db::Tx& tx, const organisation::Tree& tree, const Indicator& indicator,
                     Counts& counts) {
  if (indicator.kind == Indicator::Kind::distinct) {
    NJ_CHECK(tx.run(kStoredPersons, {indicator.id}, [&](const db::Row& row) {
      counts[{row.integer(0), row.integer(1), std::string(row.text(2)), row.integer(4)}] +=
          row.integer(3);
    }));
    return Done{};
  }
  constexpr db::Statement kDeltas{
      "recount.deltas",
      "SELECT place, day, dimension, amount FROM counter_delta WHERE indicator = $1"};
  NJ_CHECK(tx.run(kDeltas, {indicator.id}, [&](const db::Row& row) {
    counts[{row.integer(0), row.integer(1), std::string(row.text(2)), 0}] += row.integer(3);
  }));
  constexpr int kDeepest = 6;
  for (int depth = 0; depth <= kDeepest; ++depth) {
    NJ_CHECK(tx.run(kStoredDays, {indicator.id, depth}, [&](const db::Row& row) {
      const std::int64_t place = row.integer(0), day = row.integer(1), amount = row.integer(3);
      const std::string dimension(row.text(2));
      counts[{place, day, dimension, 0}] += amount;
      const auto* organisation = tree.at_place(place);
      const auto* parent = organisation ? tree.parent(*organisation) : nullptr;
      if (parent) counts[{parent->places.low, day, dimension, 0}] -= amount;
    }));
  }
  return Done{};
}

// Months and years must be what the folded days add up to: readings take the widest period that
// fits.
Status check_periods(db::Tx& tx, const Indicator& indicator, std::vector<RecountFault>& faults) {
  std::map<std::tuple<Grain, std::int64_t, std::int64_t, std::string>,
           std::pair<std::int64_t, std::int64_t>>
      sums;  // counted, stored
  NJ_CHECK(tx.run(kStoredPeriods, {indicator.id}, [&](const db::Row& row) {
    const auto stored_as = static_cast<Grain>(row.integer(0));
    const std::int64_t place = row.integer(1), amount = row.integer(4);
    const std::string dimension(row.text(3));
    if (stored_as != Grain::day) {
      sums[{stored_as, place, row.integer(2), dimension}].second += amount;
      return;
    }
    for (Grain grain : {Grain::year, Grain::month}) {
      const Day start = start_of_period(grain, day_from_number(row.integer(2)));
      sums[{grain, place, day_number(start), dimension}].first += amount;
    }
  }));
  for (const auto& [key, both] : sums) {
    if (both.first == both.second || faults.size() == kMostFaults) continue;
    faults.push_back({indicator.id, std::get<1>(key), std::get<3>(key),
                      day_from_number(std::get<2>(key)), both.first, both.second});
  }
  return Done{};
}

void compare(const Indicator& indicator, const Counts& counted, const Counts& stored,
             std::vector<RecountFault>& faults) {
  const auto value = [](const Counts& counts, const Counts::key_type& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? std::int64_t{0} : found->second;
  };
  Counts all = counted;
  all.insert(stored.begin(), stored.end());
  for (const auto& [key, unused] : all) {
    const std::int64_t right = value(counted, key), wrong = value(stored, key);
    if (right == wrong || faults.size() == kMostFaults) continue;
    faults.push_back({indicator.id, std::get<0>(key), std::get<2>(key),
                      day_from_number(std::get<1>(key)), right, wrong});
  }
}

Status replace(db::Tx& tx, const std::map<const Indicator*, Counts>& all) {
  for (const auto& statement : {kForgetDeltas, kForgetCounters, kForgetPersons})
    NJ_CHECK(tx.run(statement));
  for (const auto& [indicator, counts] : all) {
    for (const auto& [key, amount] : counts) {
      const auto& [place, day, dimension, person] = key;
      if (indicator->kind == Indicator::Kind::distinct) {
        NJ_CHECK(tx.run(kPerson, {indicator->id, place, day, person, dimension, amount}));
      } else {
        NJ_CHECK(tx.run(kDelta, {indicator->id, place, day, dimension, amount}));
      }
    }
  }
  return Done{};
}

}  // namespace

Result<std::vector<RecountFault>> recount(Services& services, bool mend) {
  const auto tree = services.directory.tree();
  const auto work = [&](db::Tx& tx) -> Result<std::vector<RecountFault>> {
    std::vector<RecountFault> faults;
    std::map<const Indicator*, Counts> all;
    for (const Indicator& indicator : services.catalogue.indicators()) {
      Counts counted, stored;
      NJ_CHECK(count_entries(tx, services, indicator, counted));
      NJ_CHECK(stored_counts(tx, *tree, indicator, stored));
      compare(indicator, counted, stored, faults);
      NJ_CHECK(check_periods(tx, indicator, faults));
      all.emplace(&indicator, std::move(counted));
    }
    if (mend && !faults.empty()) NJ_CHECK(replace(tx, all));
    return faults;
  };
  const auto deadline = db::deadline_in(std::chrono::minutes{30});
  return mend ? services.database.write(work, deadline) : services.database.read(work, deadline);
}

}  // namespace niangjia::indicator
