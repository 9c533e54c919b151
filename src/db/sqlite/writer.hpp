// The one thread that writes to an SQLite file: it puts the units that wait under one commit.
#pragma once
#include <array>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/turn.hpp"
#include "db/sqlite/checkpointer.hpp"

namespace niangjia::db::sqlite {

// A disk takes about as long to make one row safe as to make hundreds safe. So the units that came
// while the last commit was under way are run one after the other and share the next commit; nobody
// gets an answer before it is on disk, because an error too may rest on what another unit of the
// group has written.
//
// A unit that fails leaves no trace. Nearly all that fail have written nothing. For the others each
// unit could have a savepoint, but SQLite then copies every page before it is changed. So when a
// unit fails after it has written, the whole group is rolled back and run again, and only then, and
// for some time, each unit in a savepoint of its own.
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
  // A unit and the caller who sleeps until it is answered; lives on the caller's stack.
  struct Waiting {
    const Unit& unit;
    Deadline deadline;
    Status answer = Done{};
    Pause pause = {};
  };
  using Units = std::deque<Waiting*>;
  // How a unit has left the transaction: as it should be, with changes of a unit that has failed,
  // or rolled back by SQLite.
  enum class Left { whole, spoilt, gone };

  Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Checkpointer> checkpointer,
         const Options& options, const Database& database, Counters& counters);

  void serve();
  [[nodiscard]] bool wait_for_work(Units& todo);
  bool take_waiting(Units& todo);
  void run_group(Units todo);
  [[nodiscard]] Units run_units(Units todo);
  [[nodiscard]] Left run_unit(Waiting& waiting);
  [[nodiscard]] Left run_in_savepoint(Waiting& waiting);
  void start_again_without(Waiting& lost, Units& ran, Units& todo);
  void start_again_carefully(Waiting& spoiler, Units& ran, Units& todo);
  void roll_back();
  void commit(Units& ran);
  void answer(Units& units);
  void checkpoint_when_due();
  void write_back(int mode);

  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Checkpointer> checkpointer_;
  const Database& database_;
  Counters& counters_;
  std::chrono::milliseconds longest_group_;
  int careful_units_ = 0;        // so many more are run in savepoints
  int pages_at_checkpoint_ = 0;  // how long the log was at the last checkpoint

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  Units waiting_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace niangjia::db::sqlite
