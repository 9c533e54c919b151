// Folds what commits leave to be folded: deltas of counters, words of the search index.
#pragma once
#include <chrono>
#include <optional>

#include "app/installation.hpp"

namespace niangjia::app {

// How much is done in one unit of work, so that it holds up others for a few milliseconds on any
// machine.
class Portion {
 public:
  Portion(int least, int most) : least_(least), most_(most), size_(least) {}
  [[nodiscard]] int size() const { return size_; }
  // `done` pieces took so long.
  void learn(int done, std::chrono::steady_clock::duration time);

 private:
  int least_, most_, size_;
};

// People go first: between two portions it rests for several times as long as one took, queueing
// for the writer included. Only when so much waits that readings would feel it, it takes half of
// the time. Belongs to one thread.
class Folding {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Folding(Installation& installation) : installation_(installation) {}

  // Folds a portion of each; answers how long to rest before the next, nullopt when nothing waits.
  [[nodiscard]] std::optional<Clock::duration> step();

 private:
  // How many wait.
  [[nodiscard]] std::int64_t fold_counters();
  [[nodiscard]] std::int64_t fold_words();
  void learn_of_organisations();

  Installation& installation_;
  Portion deltas_{100, 4000};
  Portion entries_{20, 1000};
  Clock::time_point reloaded_{};
};

}  // namespace niangjia::app
