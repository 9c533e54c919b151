// Which of the requests that have begun run, and which wait: turns.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "base/turn.hpp"
#include "http/health.hpp"
#include "test_server.hpp"

namespace niangjia::http {
namespace {

using std::chrono::milliseconds;
constexpr auto kForEver = std::chrono::hours{1};

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

// A route that pauses until the test ends it, as one does that waits for the store.
class Pauses {
 public:
  Result<Response> pause() {
    Pause pause;
    {
      const std::lock_guard lock(mutex_);
      all_.push_back(&pause);
    }
    pause.wait();
    return Response::text("paused");
  }
  void wait_for(std::size_t count) {
    while (size() < count) std::this_thread::yield();
  }
  void end_all() {
    std::vector<Pause*> all;
    {
      const std::lock_guard lock(mutex_);
      all.swap(all_);
    }
    for (auto* pause : all) pause->end();
  }

 private:
  std::size_t size() {
    const std::lock_guard lock(mutex_);
    return all_.size();
  }
  std::mutex mutex_;
  std::vector<Pause*> all_;
};

// A route that keeps its turn until the test lets it go.
class Holds {
 public:
  Result<Response> hold() {
    ++holding_;
    while (!is_open_) std::this_thread::yield();
    return Response::text("held");
  }
  void wait_for(int count) {
    while (holding_ < count) std::this_thread::yield();
  }
  void open() { is_open_ = true; }
  [[nodiscard]] int holding() const { return holding_; }

 private:
  std::atomic<int> holding_{0};
  std::atomic<bool> is_open_{false};
};

ServerOptions one_turn(milliseconds long_turn = kForEver) {
  auto options = test_options();
  options.turns = 1;
  options.long_turn = long_turn;
  return options;
}

Router router_of(Pauses& pauses, Holds& holds) {
  auto router = example_router();
  router.add(Method::get, "/api/pause", [&](const Request&) { return pauses.pause(); });
  router.add(Method::get, "/api/hold", [&](const Request&) { return holds.hold(); });
  add_health_routes(router, {});
  return router;
}

void wait_until_queued(const TestServer& server, int count) {
  const auto line = "http_waiting_requests " + std::to_string(count) + "\n";
  while (!contains(server.ask(get("/metrics")), line)) {
  }
}

class TurnsTest : public testing::Test {
 protected:
  void start(const ServerOptions& options) {
    server_ = std::make_unique<TestServer>(options, router_of(pauses_, holds_));
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

  Pauses pauses_;
  Holds holds_;
  std::unique_ptr<TestServer> server_;
};

TEST_F(TurnsTest, WhoWaitsForTheStoreLeavesTheTurnToOthers) {
  start(one_turn());
  Client paused(port());
  paused.send(get("/api/pause"));
  pauses_.wait_for(1);
  EXPECT_EQ(status_of(server_->ask(get("/api/hello"))), 200);
  pauses_.end_all();
  EXPECT_TRUE(paused.read_answer().ends_with("paused"));
}

TEST_F(TurnsTest, OnlyAsManyRunAsThereAreTurns) {
  start(one_turn());
  Client first(port());
  first.send(get("/api/hold"));
  holds_.wait_for(1);
  Client second(port());
  second.send(get("/api/hold"));
  wait_until_queued(*server_, 1);
  EXPECT_EQ(holds_.holding(), 1);
  holds_.open();
  EXPECT_TRUE(first.read_answer().ends_with("held"));
  EXPECT_TRUE(second.read_answer().ends_with("held"));
}

TEST_F(TurnsTest, WhoComesBackGoesBeforeWhoHasNotBegun) {
  std::atomic<int> place{0}, came_back{0}, began{0};
  auto router = router_of(pauses_, holds_);
  router.add(Method::get, "/api/back", [&](const Request&) {
    auto answer = pauses_.pause();
    came_back = ++place;
    return answer;
  });
  router.add(Method::get, "/api/begin", [&](const Request&) -> Result<Response> {
    began = ++place;
    return Response::text("begun");
  });
  server_ = std::make_unique<TestServer>(one_turn(), std::move(router));
  Client back(port()), holding(port()), fresh(port());
  back.send(get("/api/back"));
  pauses_.wait_for(1);
  holding.send(get("/api/hold"));
  holds_.wait_for(1);
  fresh.send(get("/api/begin"));
  wait_until_queued(*server_, 1);
  pauses_.end_all();
  holds_.open();
  EXPECT_EQ(status_of(fresh.read_answer()), 200);
  EXPECT_EQ(status_of(back.read_answer()), 200);
  EXPECT_EQ(came_back, 1);
  EXPECT_EQ(began, 2);
}

TEST_F(TurnsTest, WhenAllWaitAllComeBackAndNoMoreRunThanMay) {
  constexpr std::size_t kPlaces = 8, kClients = 24;
  std::atomic<int> running{0}, most{0};
  auto router = router_of(pauses_, holds_);
  router.add(Method::get, "/api/work", [&](const Request&) {
    auto answer = pauses_.pause();
    most = std::max(most.load(), ++running);
    std::this_thread::yield();
    --running;
    return answer;
  });
  auto options = one_turn();
  options.turns = 2;
  options.workers = kPlaces;
  server_ = std::make_unique<TestServer>(options, std::move(router));
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<Client>(port()));
    clients.back()->send(get("/api/work"));
  }
  for (std::size_t round = 0; round < kClients / kPlaces; ++round) {
    pauses_.wait_for(kPlaces);  // all places are taken, and every one of them waits
    pauses_.end_all();
  }
  for (auto& client : clients) EXPECT_TRUE(client->read_answer().ends_with("paused"));
  EXPECT_LE(most, 2);
}

TEST_F(TurnsTest, ALongTurnHoldsUpNobody) {
  start(one_turn(milliseconds{5}));
  Client exporting(port());
  exporting.send(get("/api/hold"));
  holds_.wait_for(1);
  EXPECT_EQ(status_of(server_->ask(get("/api/hello"))), 200);
  EXPECT_EQ(status_of(server_->ask(get("/api/hello"))), 200);
  holds_.open();
  EXPECT_TRUE(exporting.read_answer().ends_with("held"));
}

TEST_F(TurnsTest, WhoWaitsAfterALongTurnComesBack) {
  auto router = router_of(pauses_, holds_);
  router.add(Method::get, "/api/long", [&](const Request&) -> Result<Response> {
    static_cast<void>(holds_.hold());
    return pauses_.pause();
  });
  server_ = std::make_unique<TestServer>(one_turn(milliseconds{5}), std::move(router));
  Client exporting(port());
  exporting.send(get("/api/long"));
  holds_.wait_for(1);
  EXPECT_EQ(status_of(server_->ask(get("/api/hello"))), 200);  // the turn no longer counts
  holds_.open();
  pauses_.wait_for(1);
  pauses_.end_all();
  EXPECT_TRUE(exporting.read_answer().ends_with("paused"));
  EXPECT_EQ(status_of(server_->ask(get("/api/hello"))), 200);
}

TEST_F(TurnsTest, PipelinedRequestsOfManyTakeTurns) {
  start(one_turn());
  std::vector<std::unique_ptr<Client>> clients;
  std::string requests;
  for (int i = 0; i < 50; ++i) requests += get("/api/ledgers/a/entries/" + std::to_string(i));
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<Client>(port()));
    clients.back()->send(requests);
  }
  for (auto& client : clients) {
    for (int i = 0; i < 50; ++i)
      ASSERT_TRUE(client->read_answer().ends_with("a|" + std::to_string(i) + "|-|"));
  }
}

}  // namespace
}  // namespace niangjia::http
