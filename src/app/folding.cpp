#include "app/folding.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace niangjia::app {
namespace {

using namespace std::chrono_literals;
constexpr auto kHold = 6ms;  // of the writer, by one portion
constexpr int kRests = 4;    // as long as a portion took
// What waits is looked through by every reading of a figure and every search.
constexpr std::int64_t kManyDeltas = 40'000;
constexpr std::int64_t kManyEntries = 20'000;
constexpr auto kBetweenReloads = 5s;

void note(const char* job, const Error& error) {
  log::warn("{} did not work and is tried again: {}", job, error.message);
}

template <class Count>
std::int64_t waiting(db::Database& database, Count count) {
  const auto found = database.read(count);
  return found ? *found : 0;
}

// Runs `fold` and keeps how long it held the writer.
template <class Fold>
auto timed(db::Database& database, Folding::Clock::duration& time, Fold fold) {
  return database.write([&](db::Tx& tx) {
    const auto began = Folding::Clock::now();
    auto answer = fold(tx);
    time = Folding::Clock::now() - began;
    return answer;
  });
}

}  // namespace

void Portion::learn(int done, std::chrono::steady_clock::duration time) {
  if (time > kHold) {
    size_ = std::max(least_, size_ / 2);
  } else if (time < kHold / 3 && done >= size_) {
    size_ = std::min(most_, size_ * 2);
  }
}

std::optional<Folding::Clock::duration> Folding::step() {
  const auto began = Clock::now();
  const auto deltas = fold_counters();
  const auto entries = fold_words();
  if (deltas == 0 && entries == 0) return std::nullopt;
  const bool is_behind = deltas > kManyDeltas || entries > kManyEntries;
  return (Clock::now() - began) * (is_behind ? 1 : kRests);
}

std::int64_t Folding::fold_counters() {
  db::Database& database = installation_.database();
  const auto before = waiting(database, indicator::waiting_deltas);
  if (before == 0) return 0;
  const auto tree = installation_.services().directory.tree();
  Clock::duration time{};
  const auto folded =
      timed(database, time, [&](db::Tx& tx) { return indicator::fold(tx, *tree, deltas_.size()); });
  if (!folded) {
    note("folding counters", folded.error());
    return 0;
  }
  deltas_.learn(*folded, time);
  if (*folded > 0) return before - *folded;
  learn_of_organisations();
  return 0;
}

// What waits and cannot be folded is of organisations that another node has added.
void Folding::learn_of_organisations() {
  if (Clock::now() < reloaded_ + kBetweenReloads) return;
  reloaded_ = Clock::now();
  if (const auto done = installation_.services().directory.reload(); !done)
    note("reading the organisations", done.error());
}

std::int64_t Folding::fold_words() {
  db::Database& database = installation_.database();
  const auto before = waiting(database, ledger::SearchIndex::waiting);
  if (before == 0) return 0;
  const auto search = installation_.services().search();
  Clock::duration time{};
  const auto folded =
      timed(database, time, [&](db::Tx& tx) { return search.fold(tx, entries_.size()); });
  if (!folded) {
    note("folding search words", folded.error());
    return 0;
  }
  entries_.learn(*folded, time);
  return before - *folded;
}

}  // namespace niangjia::app
