#include "base/turn.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <utility>

namespace niangjia {
namespace {

thread_local Turn* own_turn = nullptr;

// std::atomic's own wait first yields the processor some times over, which with many threads costs
// more than it saves.
void futex(std::atomic<int>& word, int operation, int value) {
  static_assert(sizeof word == sizeof value);
  ::syscall(SYS_futex, &word, operation, value, nullptr, nullptr, 0);
}

}  // namespace

TurnScope::TurnScope(Turn& turn) : outer_(std::exchange(own_turn, &turn)) {}
TurnScope::~TurnScope() { own_turn = outer_; }

Pause::Pause() : turn_(std::exchange(own_turn, nullptr)) {
  if (turn_) turn_->give_back();
}

void Pause::end() {
  if (turn_) {
    turn_->want_back(*this);
  } else {
    go_on();
  }
}

void Pause::wait() {
  int seen = running;
  if (state_.compare_exchange_strong(seen, asleep)) {
    while (state_.load() == asleep) futex(state_, FUTEX_WAIT_PRIVATE, asleep);
  }
  own_turn = turn_;
}

void Pause::go_on() {
  // The second looks only at the address: the pause may be gone by then.
  if (state_.exchange(may_go) == asleep) futex(state_, FUTEX_WAKE_PRIVATE, 1);
}

}  // namespace niangjia
