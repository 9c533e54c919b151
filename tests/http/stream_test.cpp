// Server-sent events, over real sockets and from the hub alone.
#include "http/stream.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "http/metrics.hpp"
#include "test_server.hpp"

namespace niangjia::http {
namespace {

using std::chrono::milliseconds;

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

// Hears what its ?organisation= may know.
Router stream_router(StreamHub& hub) {
  Router router;
  router.add(Method::get, "/api/stream", [&hub](const Request& request) -> Result<Response> {
    auto organisation = request.query("organisation").value_or("");
    return hub.subscribe(request, organisation, [organisation](const StreamEvent& event) {
      return event.audience == organisation;
    });
  });
  router.add(Method::get, "/api/hello",
             [](const Request&) -> Result<Response> { return Response::text("hello"); });
  return router;
}

std::string id_in(const std::string& frame) {
  const auto at = frame.find("id: ") + 4;
  return frame.substr(at, frame.find('\n', at) - at);
}

TEST(StreamTest, EventsReachThoseWhoMayHearThem) {
  StreamHub hub;
  TestServer server(test_options(), stream_router(hub));
  Client town(server.port());
  Client school(server.port());
  const auto head = town.send(get("/api/stream?organisation=town")).read_head();
  EXPECT_EQ(status_of(head), 200);
  EXPECT_TRUE(contains(head, "Content-Type: text/event-stream"));
  EXPECT_FALSE(contains(head, "Content-Length"));
  EXPECT_TRUE(contains(head, "X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(contains(town.read_until("\n\n"), "event: hello\n"));
  school.send(get("/api/stream?organisation=school")).read_head();
  school.read_until("\n\n");

  hub.publish({"entry", "{\"id\":\"1\"}", "town"});
  hub.publish({"entry", "{\"id\":\"2\"}", "school"});
  hub.publish({"task", "two\nlines", "town"});
  EXPECT_TRUE(contains(town.read_until("\n\n"), "event: entry\ndata: {\"id\":\"1\"}\n\n"));
  EXPECT_TRUE(contains(town.read_until("\n\n"), "event: task\ndata: two\ndata: lines\n\n"));
  EXPECT_TRUE(contains(school.read_until("\n\n"), "data: {\"id\":\"2\"}\n"));
}

TEST(StreamTest, MissedEventsAreSentAgain) {
  StreamHub hub;
  TestServer server(test_options(), stream_router(hub));
  Client before(server.port());
  before.send(get("/api/stream?organisation=town")).read_head();
  const auto seen = id_in(before.read_until("\n\n"));
  hub.publish({"entry", "1", "town"});
  hub.publish({"entry", "2", "school"});
  hub.publish({"entry", "3", "town"});

  Client after(server.port());
  after.send(get("/api/stream?organisation=town", "Last-Event-ID: " + seen + "\r\n")).read_head();
  EXPECT_TRUE(contains(after.read_until("\n\n"), "data: 1\n"));
  EXPECT_TRUE(contains(after.read_until("\n\n"), "data: 3\n"));
}

TEST(StreamTest, WhoWasAwayTooLongStartsAfresh) {
  StreamHub hub({.replay = 2, .queue = 16});
  TestServer server(test_options(), stream_router(hub));
  Client before(server.port());
  before.send(get("/api/stream?organisation=town")).read_head();
  const auto seen = id_in(before.read_until("\n\n"));
  for (int i = 0; i < 4; ++i) hub.publish({"entry", "1", "town"});
  for (const auto& id : {seen, std::string("otherrun-1"), std::string("nonsense")}) {
    Client after(server.port());
    after.send(get("/api/stream?organisation=town", "Last-Event-ID: " + id + "\r\n")).read_head();
    EXPECT_TRUE(contains(after.read_until("\n\n"), "event: reset\n")) << id;
  }
}

TEST(StreamTest, SilenceIsFilledWithHeartbeats) {
  StreamHub hub;
  auto options = test_options();
  options.heartbeat = milliseconds(80);
  TestServer server(options, stream_router(hub));
  Client client(server.port());
  client.send(get("/api/stream?organisation=town")).read_head();
  client.read_until("\n\n");
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
}

TEST(StreamTest, StreamsHoldNoThread) {
  StreamHub hub;
  auto options = test_options();
  options.workers = 1;
  options.spare_threads = 1;
  TestServer server(options, stream_router(hub));
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->send(get("/api/stream?organisation=town")).read_head();
    clients.back()->read_until("\n\n");
  }
  EXPECT_EQ(hub.subscribers(), 20U);
  EXPECT_TRUE(server.ask(get("/api/hello")).ends_with("hello"));
  hub.publish({"entry", "all", "town"});
  for (auto& client : clients) EXPECT_TRUE(contains(client->read_until("\n\n"), "data: all\n"));
}

TEST(StreamTest, SlowReaderIsCutOffAndOthersAreNot) {
  StreamHub hub({.replay = 4, .queue = 8});
  TestServer server(test_options(), stream_router(hub));
  Client slow(server.port());
  slow.send(get("/api/stream?organisation=town")).read_head();
  slow.read_until("\n\n");
  Client quick(server.port());
  quick.send(get("/api/stream?organisation=school")).read_head();
  quick.read_until("\n\n");
  const std::string large(1'000'000, 'x');
  for (int i = 0; i < 100 && hub.subscribers() == 2; ++i) hub.publish({"entry", large, "town"});
  EXPECT_EQ(hub.subscribers(), 1U);
  hub.publish({"entry", "still here", "school"});
  EXPECT_TRUE(contains(quick.read_until("\n\n"), "still here"));
}

TEST(StreamTest, ClosingAnOwnerEndsHerStreams) {
  StreamHub hub;
  TestServer server(test_options(), stream_router(hub));
  Client town(server.port());
  Client school(server.port());
  for (auto* client : {&town, &school}) {
    client
        ->send(get(client == &town ? "/api/stream?organisation=town"
                                   : "/api/stream?organisation=school"))
        .read_head();
    client->read_until("\n\n");
  }
  hub.close("town");
  EXPECT_TRUE(town.is_closed());
  hub.publish({"entry", "goes on", "school"});
  EXPECT_TRUE(contains(school.read_until("\n\n"), "goes on"));
}

TEST(StreamTest, LeavingBrowserIsNoticed) {
  StreamHub hub;
  auto options = test_options();
  options.limits.idle_time = milliseconds(100);  // makes the server look often
  auto router = stream_router(hub);
  const auto metrics = router.metrics();
  TestServer server(options, std::move(router));
  {
    Client client(server.port());
    client.send(get("/api/stream?organisation=town")).read_head();
    client.read_until("\n\n");
    EXPECT_EQ(metrics->open_connections.load(), 1);
  }
  const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (metrics->open_connections.load() > 0 && std::chrono::steady_clock::now() < last)
    std::this_thread::yield();
  EXPECT_EQ(metrics->open_connections.load(), 0);
  EXPECT_EQ(hub.subscribers(), 0U);
}

TEST(StreamTest, StoppingTheServerEndsStreams) {
  StreamHub hub;
  TestServer server(test_options(), stream_router(hub));
  Client client(server.port());
  client.send(get("/api/stream?organisation=town")).read_head();
  client.read_until("\n\n");
  (*server).stop();
  EXPECT_TRUE(client.is_closed());
  hub.publish({"entry", "nobody hears", "town"});
}

TEST(StreamTest, ManyPublishersAndSubscribersAtOnce) {
  StreamHub hub({.replay = 16, .queue = 10'000});
  TestServer server(test_options(), stream_router(hub));
  Client client(server.port());
  client.send(get("/api/stream?organisation=town")).read_head();
  client.read_until("\n\n");
  std::vector<std::thread> publishers;
  for (int i = 0; i < 4; ++i) {
    publishers.emplace_back([&hub] {
      for (int n = 0; n < 500; ++n) hub.publish({"entry", "x", "town"});
    });
  }
  int heard = 0;
  while (heard < 2000 && contains(client.read_until("\n\n"), "data: x\n")) ++heard;
  for (auto& publisher : publishers) publisher.join();
  EXPECT_EQ(heard, 2000);
}

}  // namespace
}  // namespace niangjia::http
