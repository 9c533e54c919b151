// The one thread that writes to an SQLite file: it puts the units that wait under one commit.
#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "db/sqlite/connection.hpp"

namespace niangjia::db::sqlite {

// A disk takes about as long to make one row safe as to make hundreds safe. So the units that came
// while the last commit was under way are run one after the other, each in a savepoint of its own,
// and share the next commit. A unit that fails is rolled back to its savepoint and leaves no trace;
// nobody gets an answer before the commit is on disk, because an error too may rest on what another
// unit of the group has written.
class Writer {
 public:
  // `database` and `counters` outlive the writer.
  [[nodiscard]] static Result<std::unique_ptr<Writer>> start(const std::string& path,
                                                             const Options& options,
                                                             const Database& database,
                                                             Counters& counters);
  // Runs what still waits, writes the log back into the file and closes it.
  ~Writer();

  // Waits until the unit is run and committed. May be called from any thread.
  [[nodiscard]] Status run(const Unit& unit, Deadline deadline);
  // Units that nobody has begun yet.
  [[nodiscard]] std::size_t waiting() const;

 private:
  // A unit and the caller who sleeps until `answered` is 1; lives on the caller's stack.
  struct Waiting {
    const Unit& unit;
    Deadline deadline;
    Status answer = Done{};
    std::atomic<int> answered{0};
  };
  using Units = std::deque<Waiting*>;

  Writer(std::unique_ptr<Connection> connection, const Options& options, const Database& database,
         Counters& counters);

  void serve();
  [[nodiscard]] bool wait_for_work(Units& todo);
  bool take_waiting(Units& todo);
  void run_group(Units todo);
  [[nodiscard]] Units run_units(Units todo);
  void run_in_savepoint(Waiting& waiting);
  void start_again_without(Waiting& lost, Units& ran, Units& todo);
  void commit(Units& ran);
  void answer(Units& units);
  void checkpoint_when_due();

  std::unique_ptr<Connection> connection_;
  const Database& database_;
  Counters& counters_;
  std::chrono::milliseconds longest_group_;
  int pages_at_checkpoint_ = 0;  // how long the log was at the last checkpoint

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  Units waiting_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace niangjia::db::sqlite
