// Writes the log back into the file beside the writer, on a thread and a connection of its own.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "db/sqlite/connection.hpp"

namespace niangjia::db::sqlite {

// While the log is written back the writer goes on appending to it, so that some of it is always
// left. When little is left, the writer writes back the rest itself and the log starts again at its
// beginning.
class Checkpointer {
 public:
  // `counters` outlives it.
  [[nodiscard]] static Result<std::unique_ptr<Checkpointer>> start(const std::string& path,
                                                                   const Options& options,
                                                                   Counters& counters);
  ~Checkpointer();

  // Writes the log back soon, unless it is at it. Never waits.
  void ask();
  // Whether the rest is left to the caller. Tells so once.
  [[nodiscard]] bool leaves_rest();
  // Returns when it is done with what it was asked for.
  void wait();

 private:
  enum class State { idle, asked, working, rest_left };
  explicit Checkpointer(std::unique_ptr<Connection> connection);
  void serve();
  void write_back();

  std::unique_ptr<Connection> connection_;
  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::idle;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace niangjia::db::sqlite
