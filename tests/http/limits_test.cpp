// What one client may cost: time, bytes, connections, threads.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/health.hpp"
#include "test_server.hpp"

namespace niangjia::http {
namespace {

using std::chrono::milliseconds;

const std::string kHello = "GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n";

// Holds requests until the test opens it.
class Gate {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return is_open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool is_open_ = false;
};

Router gated_router(Gate& gate) {
  auto router = example_router();
  router.add(Method::get, "/api/wait", [&gate](const Request&) -> Result<Response> {
    gate.wait();
    return Response::text("waited");
  });
  add_health_routes(router, {});
  return router;
}

TEST(LimitsTest, SlowHeadIsRefusedInTime) {
  auto options = test_options();
  options.limits.header_time = milliseconds(100);
  TestServer server(options);
  const auto answer = server.ask("GET /api/hello HTTP/1.1\r\nHost:");
  EXPECT_EQ(status_of(answer), 408) << answer;
}

TEST(LimitsTest, SlowBodyIsRefusedInTime) {
  auto options = test_options();
  options.limits.body_time = milliseconds(100);
  TestServer server(options);
  const auto answer =
      server.ask("POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(status_of(answer), 408) << answer;
}

TEST(LimitsTest, DrippingHeadIsRefusedAlthoughBytesKeepComing) {
  auto options = test_options();
  options.limits.header_time = milliseconds(100);
  TestServer server(options);
  Client client(server.port());
  client.send("GET /api/hello HTTP/1.1\r\nHost: x\r\n");
  std::string answer;
  const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (answer.empty() && std::chrono::steady_clock::now() < last) {
    client.send("A: b\r\n");
    answer = client.read_now(milliseconds(10));
  }
  EXPECT_EQ(status_of(answer), 408) << answer;
}

TEST(LimitsTest, ConnectionThatSaysNothingIsClosed) {
  auto options = test_options();
  options.limits.header_time = milliseconds(100);
  TestServer server(options);
  EXPECT_TRUE(Client(server.port()).is_closed());
}

TEST(LimitsTest, IdleConnectionIsClosedAfterItsTime) {
  auto options = test_options();
  options.limits.idle_time = milliseconds(100);
  TestServer server(options);
  Client client(server.port());
  EXPECT_EQ(status_of(client.send(kHello).read_answer()), 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(LimitsTest, ReaderWhoStopsReadingIsCutOff) {
  auto options = test_options();
  options.limits.write_time = milliseconds(100);
  auto router = example_router();
  router.add(Method::get, "/api/huge", [](const Request&) -> Result<Response> {
    return Response::text(std::string(64'000'000, 'x'));
  });
  TestServer server(options, std::move(router));
  Client client(server.port());
  client.send("GET /api/huge HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.wait_for_reset());
  EXPECT_LT(client.read_all().size(), 64'000'000U);
}

TEST(LimitsTest, ConnectionsOverTheLimitAreClosed) {
  auto options = test_options();
  options.limits.connections = 2;
  TestServer server(options);
  Client first(server.port());
  Client second(server.port());
  EXPECT_EQ(status_of(first.send(kHello).read_answer()), 200);
  EXPECT_EQ(status_of(second.send(kHello).read_answer()), 200);
  EXPECT_TRUE(Client(server.port()).is_closed());
}

TEST(LimitsTest, LoopbackIsNotCountedByAddress) {
  auto options = test_options();
  options.limits.connections_per_address = 1;
  TestServer server(options);
  Client first(server.port());
  Client second(server.port());
  EXPECT_EQ(status_of(first.send(kHello).read_answer()), 200);
  EXPECT_EQ(status_of(second.send(kHello).read_answer()), 200);
}

TEST(LimitsTest, BodiesOverTheirMemoryAreTurnedAway) {
  auto options = test_options();
  options.limits.bodies_in_memory = 6'000'000;
  TestServer server(options);
  Client first(server.port());
  // The interim answer shows that the first body has its memory.
  first.send(
      "POST /api/import HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_TRUE(contains(first.read_head(), "100 Continue"));
  const auto refused =
      server.ask("POST /api/import HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
  EXPECT_EQ(status_of(refused), 503);
  EXPECT_TRUE(contains(refused, "Retry-After: "));
  EXPECT_EQ(status_of(first.send(std::string(5'000'000, 'a')).read_answer()), 200);
  EXPECT_EQ(status_of(first.send(kHello).read_answer()), 200);  // and now the memory is free again
  EXPECT_EQ(status_of(server.ask(
                "POST /api/import HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n" +
                std::string(5'000'000, 'a'))),
            200);
}

TEST(LimitsTest, BusyWorkersQueueThenRefuseAndHealthStillAnswers) {
  Gate gate;
  auto options = test_options();
  options.workers = 2;
  options.waiting_requests = 1;
  TestServer server(options, gated_router(gate));
  const std::string wait = "GET /api/wait HTTP/1.1\r\nHost: x\r\n\r\n";
  Client first(server.port());
  Client second(server.port());
  first.send(wait);
  second.send(wait);
  gate.wait_for(2);

  Client third(server.port());
  third.send(kHello);
  while (!contains(server.ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"),
                   "http_waiting_requests 1\n")) {
  }
  const auto refused = server.ask(kHello);
  EXPECT_EQ(status_of(refused), 503);
  EXPECT_TRUE(contains(refused, "Retry-After: 1\r\n"));
  EXPECT_TRUE(contains(refused, "\"code\":\"unavailable\""));
  EXPECT_EQ(status_of(server.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")), 200);

  gate.open();
  EXPECT_TRUE(first.read_answer().ends_with("waited"));
  EXPECT_TRUE(second.read_answer().ends_with("waited"));
  EXPECT_EQ(status_of(third.read_answer()), 200);
}

TEST(LimitsTest, DeadlineTravelsToTheRoute) {
  Router router;
  const auto rest = [](const Request& request) -> Result<Response> {
    const auto left = request.deadline - std::chrono::steady_clock::now();
    return Response::text(left > std::chrono::seconds(100)  ? "long"
                          : left > std::chrono::seconds(20) ? "usual"
                                                            : "none");
  };
  router.add(Method::get, "/usual", rest);
  router.add(Method::get, "/long", rest, {.deadline = std::chrono::seconds(120)});
  TestServer server(test_options(), std::move(router));
  EXPECT_TRUE(server.ask("GET /usual HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("usual"));
  EXPECT_TRUE(server.ask("GET /long HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("long"));
}

TEST(ShutdownTest, RunningRequestsFinishAndIdleConnectionsClose) {
  Gate gate;
  auto server = std::make_unique<TestServer>(test_options(), gated_router(gate));
  const auto port = server->port();
  Client idle(port);
  EXPECT_EQ(status_of(idle.send(kHello).read_answer()), 200);
  Client running(port);
  running.send("GET /api/wait HTTP/1.1\r\nHost: x\r\n\r\n");
  gate.wait_for(1);

  std::thread stopping([&] { (**server).stop(); });
  EXPECT_TRUE(idle.is_closed());
  gate.open();
  const auto answer = running.read_answer();
  EXPECT_TRUE(answer.ends_with("waited")) << answer;
  EXPECT_TRUE(contains(answer, "Connection: close"));
  stopping.join();
  EXPECT_FALSE(Client(port).is_connected());
}

TEST(ShutdownTest, IsBoundedInTime) {
  Gate gate;
  auto options = test_options();
  options.shutdown_time = milliseconds(100);
  TestServer server(options, gated_router(gate));
  Client stuck(server.port());
  stuck.send(
      "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_TRUE(contains(stuck.read_head(), "100 Continue"));  // now it waits for the body
  (*server).stop();
  EXPECT_TRUE(stuck.read_all().empty());
}

TEST(ShutdownTest, ServerThatNeverStartedStops) {
  auto server = Server::create(test_options(), Router());
  ASSERT_TRUE(server.has_value());
  (*server)->stop();
  (*server)->stop();
}

}  // namespace
}  // namespace niangjia::http
