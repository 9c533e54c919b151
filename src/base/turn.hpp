// Turns to use a processor. Far more threads than processors that all want to run wait for each
// other in the middle of their work, and a few unlucky ones for very long. So whoever calls many
// routes (http) lets only a few of them run at a time, and whoever makes them wait (db) passes
// their turn on meanwhile.
#pragma once
#include <atomic>

namespace niangjia {

class Pause;

// The turn of one thread, as the one sees it who hands out turns.
class Turn {
 public:
  // Its thread is about to wait and leaves the turn to others. Called by the thread itself.
  virtual void give_back() = 0;
  // The wait is over: `pause.go_on()` is to be called as soon as there is a turn again, at once or
  // later, by any thread.
  virtual void want_back(Pause& pause) = 0;

 protected:
  ~Turn() = default;
};

// While this lives, its thread runs on `turn`.
class TurnScope {
 public:
  explicit TurnScope(Turn& turn);
  TurnScope(const TurnScope&) = delete;
  TurnScope& operator=(const TurnScope&) = delete;
  ~TurnScope();

 private:
  Turn* outer_;
};

// One wait of a thread for others. From the beginning of its life until `wait` returns the thread
// is without its turn; a thread that has none simply waits. Lives on the stack of who waits.
class Pause {
 public:
  Pause();
  Pause(const Pause&) = delete;
  Pause& operator=(const Pause&) = delete;

  // What is waited for has happened. Once, by any thread; the pause may be gone afterwards.
  void end();
  // Returns after `end`, with a turn.
  void wait();
  // For turns: the thread has its turn again. The pause may be gone afterwards.
  void go_on();

 private:
  enum State : int { running, asleep, may_go };
  Turn* turn_;
  std::atomic<int> state_{running};
};

// The thread is without its turn while this lives: for waits that are not ended by one call of
// somebody else, such as those for a server's answer.
class WithoutTurn {
 public:
  WithoutTurn() = default;
  ~WithoutTurn() {
    pause_.end();
    pause_.wait();
  }

 private:
  Pause pause_;
};

}  // namespace niangjia
