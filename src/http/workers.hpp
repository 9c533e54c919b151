// How many requests run at once, and who waits for a place or for a turn.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/turn.hpp"
#include "http/metrics.hpp"

namespace niangjia::http {

class Connection;

// Two bounds. Places are for requests that have begun: fewer than threads, so that some threads
// always read and write. Turns are for those of them that use a processor now: about as many as
// there are processors, so that what runs is soon through with it. A request that waits for the
// store passes its turn on (base/turn.hpp), and gets one again before any request that has not yet
// begun.
//
// A turn held for longer than `long_turn` (a big export, a wait that nobody told us of) no longer
// counts: others may run beside it. So whatever a route does, the rest goes on.
class Workers {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Entry { now, later, full };

  struct Bounds {
    std::size_t turns = 2;
    std::size_t places = 64;
    std::size_t waiting = 1024;  // requests that have not begun
    std::chrono::milliseconds long_turn{10};
  };

  // The place of one request, and its turn, from `enter` until `leave`.
  class Place final : public Turn {
   public:
    explicit Place(Workers& workers) : workers_(workers) {}
    void give_back() override { workers_.give_back(*this); }
    void want_back(Pause& pause) override { workers_.want_back(*this, pause); }

   private:
    Workers& workers_;
  };

  // `start` is called, on any thread, with a connection whose turn has come; it must not run the
  // request itself, but have another thread do so.
  using Start = std::function<void(std::shared_ptr<Connection>)>;
  Workers(Bounds bounds, Metrics& metrics, Start start);
  ~Workers();

  // `now`: the caller has a place and a turn and must `leave`. `later`: the connection comes out of
  // somebody's `leave`, or `start` gets it, and then has both. `full`: neither.
  [[nodiscard]] Entry enter(const std::shared_ptr<Connection>& connection, Place& place);
  // Ends a request. The connection returned, if any, has the place and the turn now; the caller
  // runs it.
  [[nodiscard]] std::shared_ptr<Connection> leave(Place& place);
  // Lets go of all that have not begun.
  void close();

 private:
  struct Running {
    const Place* place;
    Clock::time_point since;
  };
  struct Waiting {
    std::shared_ptr<Connection> connection;
    Place* place;
  };
  struct Returning {
    Pause* pause;
    Place* place;
  };
  // Who has got a turn: one of the two, or nobody.
  struct Next {
    Pause* pause = nullptr;
    std::shared_ptr<Connection> connection;
  };

  void give_back(Place& place);
  void want_back(Place& place, Pause& pause);

  // These with the lock held.
  [[nodiscard]] bool somebody_waits() const { return !queue_.empty() || !returning_.empty(); }
  void begin_turn(const Place& place);
  void end_turn(const Place& place);
  [[nodiscard]] Next next();
  void pass_on(std::unique_lock<std::mutex>& lock);
  void have_watched();
  void forget_long_turns();

  void watch();

  const Bounds bounds_;
  Metrics& metrics_;
  const Start start_;
  std::mutex mutex_;
  std::vector<Running> running_;  // the longest first, without those that no longer count
  std::size_t begun_ = 0;
  std::deque<Returning> returning_;
  std::deque<Waiting> queue_;
  std::condition_variable watched_;
  bool is_watching_ = false;
  bool closed_ = false;
  std::thread watcher_;  // last: it uses all of the above
};

}  // namespace niangjia::http
