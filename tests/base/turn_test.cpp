#include "base/turn.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace niangjia {
namespace {

// Notes what is asked of it; gives turns again only when told.
class NotedTurn final : public Turn {
 public:
  void give_back() override { ++given_back; }
  void want_back(Pause& pause) override {
    wanted.store(&pause);
    wanted.notify_all();
  }

  int given_back = 0;
  std::atomic<Pause*> wanted{nullptr};
};

TEST(PauseTest, WithoutATurnItOnlyWaits) {
  Pause pause;
  std::thread other([&] { pause.end(); });
  pause.wait();
  other.join();
}

TEST(PauseTest, ItsEndMayComeBeforeItsWait) {
  Pause pause;
  pause.end();
  pause.wait();
}

TEST(PauseTest, TheTurnIsGivenBackAndTheThreadGoesOnOnlyWithOneAgain) {
  NotedTurn turn;
  std::atomic<bool> went_on{false};
  Pause* pause = nullptr;
  std::atomic<bool> paused{false};
  std::thread thread([&] {
    const TurnScope scope(turn);
    Pause own;
    pause = &own;
    paused.store(true);
    paused.notify_all();
    own.wait();
    went_on = true;
  });
  paused.wait(false);
  EXPECT_EQ(turn.given_back, 1);
  pause->end();
  turn.wanted.wait(nullptr);
  EXPECT_FALSE(went_on);  // its wait is over, and yet nobody has given it a turn
  turn.wanted.load()->go_on();
  thread.join();
  EXPECT_TRUE(went_on);
}

TEST(PauseTest, APauseWithinAPauseGivesNothingBack) {
  NotedTurn turn;
  const TurnScope scope(turn);
  Pause outer;
  {
    Pause inner;
    inner.end();
    inner.wait();
  }
  EXPECT_EQ(turn.given_back, 1);
  outer.go_on();
  outer.wait();
  Pause again;  // and afterwards the turn is there to be given back
  EXPECT_EQ(turn.given_back, 2);
  again.go_on();
  again.wait();
}

TEST(PauseTest, OutsideTheScopeThereIsNoTurn) {
  NotedTurn turn;
  { const TurnScope scope(turn); }
  Pause pause;
  EXPECT_EQ(turn.given_back, 0);
}

}  // namespace
}  // namespace niangjia
