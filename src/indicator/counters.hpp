// Counters are deltas: each commit appends ±n, a folder adds them up for every ancestor, and a
// reading is what is folded plus what is not yet. Exact at once, and as fast with ten million
// entries as with ten thousand.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "indicator/counting.hpp"
#include "ledger/listener.hpp"
#include "organisation/directory.hpp"

namespace niangjia::indicator {

// Appends what a change adds and takes away. Wired in app.
class CounterListener : public ledger::EntryListener {
 public:
  CounterListener(const catalog::Catalogue& catalogue,
                  std::function<catalog::FormulaContext()> context);
  Status on_change(db::Tx& tx, const ledger::Change& change) override;

 private:
  std::map<std::string, std::vector<const catalog::Indicator*>, std::less<>> by_ledger_;
  std::function<catalog::FormulaContext()> context_;
};

struct Range {
  Day from{}, to{};  // both inclusive
};

// One figure of a reading; `place` is the organisation whose subtree it counts.
struct Cell {
  std::int64_t place = 0;
  std::string dimension;
  std::int64_t amount = 0;
};

// Counts people, each once in a cell: those whose places lie under one of `organisations`, which
// stand in the order of places, by it, all others under the place `rest`.
class People {
 public:
  People(std::vector<const organisation::Organisation*> organisations, std::int64_t rest)
      : organisations_(std::move(organisations)), rest_(rest) {}
  void add(std::int64_t place, std::string_view dimension, std::int64_t person);
  [[nodiscard]] std::vector<Cell> cells() const;

 private:
  std::vector<const organisation::Organisation*> organisations_;
  std::int64_t rest_;
  std::set<std::tuple<std::int64_t, std::string, std::int64_t>> people_;
};

// The figure of a whole subtree, apart by dimension.
[[nodiscard]] Result<std::vector<Cell>> subtree_cells(
    db::Tx& tx, const catalog::Indicator& indicator, const organisation::Tree& tree,
    const organisation::Organisation& organisation, Range range);
// Apart by the organisations that stand `depth` steps below, each with its subtree; entries of
// those in between and of the organisation itself stand under its own place.
[[nodiscard]] Result<std::vector<Cell>> cells_below(db::Tx& tx, const catalog::Indicator& indicator,
                                                    const organisation::Tree& tree,
                                                    const organisation::Organisation& organisation,
                                                    int depth, Range range);

// Folds at most `limit` waiting deltas; answers how many. A bounded unit for a background job.
// Those of organisations that `tree` does not know, since another node has just added them, wait
// on; readings find them all the same.
[[nodiscard]] Result<int> fold(db::Tx& tx, const organisation::Tree& tree, int limit);
// About how many deltas wait.
[[nodiscard]] Result<std::int64_t> waiting_deltas(db::Tx& tx);

}  // namespace niangjia::indicator
