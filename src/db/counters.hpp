// The running numbers behind Metrics; drivers add to them from any thread.
#pragma once
#include <atomic>
#include <cstdint>

#include "db/database.hpp"

namespace niangjia::db {

class Counter {
 public:
  void add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  void raise_to(std::uint64_t amount) {
    auto seen = value_.load(std::memory_order_relaxed);
    while (seen < amount &&
           !value_.compare_exchange_weak(seen, amount, std::memory_order_relaxed)) {
    }
  }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

struct Counters {
  Counter reads, writes, failed, statements, prepared, commits, largest_group;
  Counter commit_microseconds, longest_commit_microseconds, retries, checkpoints;

  void add_commit(std::chrono::steady_clock::duration time) {
    const auto taken = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(time).count());
    commits.add();
    commit_microseconds.add(taken);
    longest_commit_microseconds.raise_to(taken);
  }
  [[nodiscard]] Metrics metrics() const {
    return {.reads = reads.value(),
            .writes = writes.value(),
            .failed = failed.value(),
            .statements = statements.value(),
            .prepared = prepared.value(),
            .commits = commits.value(),
            .largest_group = largest_group.value(),
            .commit_microseconds = commit_microseconds.value(),
            .longest_commit_microseconds = longest_commit_microseconds.value(),
            .retries = retries.value(),
            .checkpoints = checkpoints.value()};
  }
};

}  // namespace niangjia::db
