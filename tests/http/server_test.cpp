// Requests and answers over real sockets, as tables.
#include "http/server.hpp"

#include <gtest/gtest.h>

#include "http/health.hpp"
#include "test_server.hpp"

namespace niangjia::http {
namespace {

struct Case {
  std::string name;
  std::string bytes;
  int status;
  std::vector<std::string> present;
  std::vector<std::string> absent;
};

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

std::vector<Case> cases() {
  return {
      {"Hello",
       get("/api/hello"),
       200,
       {"{\"hello\":true}", "Content-Length: 14\r\n",
        "Content-Type: application/json; charset=utf-8\r\n", "Cache-Control: no-store\r\n",
        "Content-Security-Policy: default-src 'self'", "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
        "Cross-Origin-Opener-Policy: same-origin",
        "Permissions-Policy: ", "X-Request-Id: ", "Date: "},
       {"Connection: close", "Strict-Transport-Security", "unsafe-inline", "Server:"}},
      {"EmptyLinesBefore", "\r\n\r\n" + get("/api/hello"), 200, {"{\"hello\":true}"}, {}},
      {"ParametersAndQuery",
       get("/api/ledgers/%E6%B1%82%E5%8A%A9/entries/17?q=%E5%BC%A0+%2B1&q=2",
           "cookie: a=1; session=s%3D; b=2\r\n"),
       200,
       {"求助|17|张 +1|s%3D"},
       {}},
      {"LiteralWithColon",
       "POST /api/ledgers/visits/entries:batch HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
       200,
       {"batch of visits"},
       {}},
      {"Echo",
       "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
       200,
       {"\r\n\r\nhello"},
       {}},
      {"Chunks",
       "POST /api/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
       "chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n",
       200,
       {"\r\n\r\nabcde"},
       {}},
      {"TrailerIsNoHeader",
       "POST /api/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
       "chunked\r\n\r\n1\r\na\r\n0\r\nAccept-Language: en\r\n\r\n",
       200,
       {"\r\n\r\na"},
       {}},
      {"NotFound",
       get("/api/nothing"),
       404,
       {"\"code\":\"not_found\"", "没有找到，或你无权查看。"},
       {"nothing"}},
      {"NotFoundInEnglish",
       get("/api/nothing", "Accept-Language: fr, en;q=0.8, zh;q=0.5\r\n"),
       404,
       {"Not found, or not open to you."},
       {}},
      {"ChineseFirst",
       get("/api/nothing", "Accept-Language: zh-CN, en;q=0.8\r\n"),
       404,
       {"没有找到"},
       {"Not found,"}},
      {"EmptyParameter", get("/api/ledgers//entries/17"), 404, {}, {}},
      {"MethodNotAllowed",
       "DELETE /api/hello HTTP/1.1\r\nHost: x\r\n\r\n",
       405,
       {"Allow: GET, HEAD\r\n"},
       {}},
      {"OtherMethodNotAllowed", get("/api/echo"), 405, {"Allow: POST\r\n"}, {}},
      {"ErrorMessageStaysInside",
       get("/api/fails"),
       500,
       {"\"code\":\"internal\"", "\"request\":\""},
       {"petition", "/var/lib"}},
      {"ExceptionStaysInside", get("/api/throws"), 500, {"\"code\":\"internal\""}, {"secret"}},
      {"ConnectionClose",
       get("/api/hello", "Connection: close\r\n"),
       200,
       {"Connection: close\r\n"},
       {}},
      {"LargeAnswer",
       get("/api/large"),
       200,
       {"Content-Length: 3000000\r\n", std::string(2'999'990, 'x')},
       {}},
      {"CompressedWhenAsked",
       get("/api/list", "Accept-Encoding: br, gzip\r\n"),
       200,
       {"Content-Encoding: gzip\r\n", "Vary: Accept-Encoding\r\n", "\x1f\x8b"},
       {"1111"}},
      {"PlainWhenNotAsked",
       get("/api/list"),
       200,
       {"1111", "Vary: Accept-Encoding\r\n"},
       {"Content-Encoding"}},
      {"PlainWhenRefused",
       get("/api/list", "Accept-Encoding: gzip;q=0\r\n"),
       200,
       {"1111"},
       {"Content-Encoding"}},
      {"NotCompressedByDefault",
       get("/api/large", "Accept-Encoding: gzip\r\n"),
       200,
       {"xxxx"},
       {"Content-Encoding"}},
  };
}

class AnswerTest : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() { server = new TestServer; }
  static void TearDownTestSuite() {
    delete server;
    server = nullptr;
  }
  static inline TestServer* server = nullptr;
};

TEST_P(AnswerTest, HasStatusAndTexts) {
  const auto answer = server->ask(GetParam().bytes);
  EXPECT_EQ(status_of(answer), GetParam().status) << answer.substr(0, 1000);
  for (const auto& text : GetParam().present)
    EXPECT_TRUE(contains(answer, text)) << text << "\n" << answer.substr(0, 1000);
  for (const auto& text : GetParam().absent)
    EXPECT_FALSE(contains(answer, text)) << text << "\n" << answer.substr(0, 1000);
}

INSTANTIATE_TEST_SUITE_P(All, AnswerTest, testing::ValuesIn(cases()),
                         [](const auto& info) { return info.param.name; });

TEST(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  TestServer server;
  std::string bytes;
  for (int i = 0; i < 300; ++i) bytes += get("/api/ledgers/a/entries/" + std::to_string(i));
  Client client(server.port());
  client.send(bytes);
  for (int i = 0; i < 300; ++i) {
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer.ends_with("a|" + std::to_string(i) + "|-|")) << answer;
  }
}

TEST(ServerTest, RequestInSingleBytesIsUnderstood) {
  TestServer server;
  Client client(server.port());
  for (const char c :
       std::string("POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"))
    client.send({&c, 1});
  EXPECT_TRUE(client.read_answer().ends_with("hi"));
}

TEST(ServerTest, HeadHasTheLengthButNoBody) {
  TestServer server;
  Client client(server.port());
  client.send("HEAD /api/hello HTTP/1.1\r\nHost: x\r\n\r\n" + get("/api/large"));
  const auto head = client.read_head();
  EXPECT_EQ(status_of(head), 200);
  EXPECT_TRUE(contains(head, "Content-Length: 14\r\n"));
  EXPECT_TRUE(client.read_answer().starts_with("HTTP/1.1 200"));  // the next answer follows at once
}

TEST(ServerTest, RouteMayTakeLargerBodies) {
  TestServer server;
  const std::string body(5'000'000, 'b');
  const auto answer =
      server.ask("POST /api/import HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n" + body);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n5000000")) << answer.substr(0, 500);
}

TEST(ServerTest, ExpectationIsMetBeforeTheBodyIsSent) {
  TestServer server;
  Client client(server.port());
  client.send(
      "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(client.send("hi").read_answer().ends_with("hi"));
}

TEST(ServerTest, ExpectationOfTooMuchIsRefusedBeforeTheBodyIsSent) {
  TestServer server;
  const auto answer = server.ask(
      "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(status_of(answer), 413);
}

TEST(ServerTest, AddressInUseIsAnError) {
  TestServer server;
  auto options = test_options();
  options.port = server.port();
  const auto second = Server::create(options, Router());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
  EXPECT_TRUE(contains(second.error().message, std::to_string(server.port())));
}

TEST(ServerTest, WrongAddressAndMissingCertificateAreErrors) {
  auto options = test_options();
  options.address = "nowhere";
  EXPECT_EQ(Server::create(options, Router()).error().code, ErrorCode::invalid_argument);
  options = test_options();
  options.tls = {"/nowhere/certificate.pem", "/nowhere/key.pem"};
  EXPECT_EQ(Server::create(options, Router()).error().code, ErrorCode::invalid_argument);
}

TEST(ServerTest, HealthTellsWhatFailsButNotWhy) {
  Router router;
  add_health_routes(
      router, {{"database", [] { return Status(Done{}); }},
               {"disk", [] { return Status(fail(ErrorCode::unavailable, "/var/lib is full")); }}});
  TestServer server(test_options(), std::move(router));
  const auto answer = server.ask(get("/healthz"));
  EXPECT_EQ(status_of(answer), 503);
  EXPECT_TRUE(
      contains(answer, R"({"status":"failing","checks":{"database":"ok","disk":"failing"}})"))
      << answer;
}

TEST(ServerTest, MetricsCountAnswersByPatternAndHideThemFromOutside) {
  auto router = example_router();
  add_health_routes(router, {});
  TestServer server(test_options(), std::move(router));
  (void)server.ask(get("/api/ledgers/secret-ledger/entries/17"));
  (void)server.ask(get("/api/absent"));
  const auto answer = server.ask(get("/metrics"));
  EXPECT_TRUE(contains(answer,
                       "http_requests_total{method=\"GET\",route=\"/api/ledgers/{ledger}/entries/"
                       "{id}\",status=\"200\"} 1\n"))
      << answer;
  EXPECT_TRUE(
      contains(answer, "http_requests_total{method=\"ANY\",route=\"(none)\",status=\"404\"} 1\n"))
      << answer;
  EXPECT_TRUE(contains(answer,
                       "http_request_seconds_count{method=\"GET\",route=\"/api/ledgers/{ledger}/"
                       "entries/{id}\"} 1\n"));
  EXPECT_TRUE(contains(answer, "process_resident_memory_bytes "));
  EXPECT_FALSE(contains(answer, "secret-ledger"));
  EXPECT_EQ(status_of(server.ask(get("/metrics", "X-Forwarded-For: 203.0.113.9\r\n"))), 404);
}

TEST(ServerTest, AccessLogNamesThePatternAndNothingPersonal) {
  std::string lines;
  auto options = test_options();
  options.access_log = [&lines](std::string_view more) { lines += more; };
  {
    TestServer server(options);
    (void)server.ask(get("/api/ledgers/help/entries/zhang-san?q=13800000000"));
  }
  EXPECT_TRUE(contains(lines, " GET /api/ledgers/{ledger}/entries/{id} 200 ")) << lines;
  EXPECT_FALSE(contains(lines, "zhang-san")) << lines;
  EXPECT_FALSE(contains(lines, "13800000000")) << lines;
  EXPECT_FALSE(contains(lines, "127.0.0.1")) << lines;
}

TEST(ServerTest, ProxyOnThisMachineIsBelievedOnlyWhenTold) {
  const auto router = [] {
    Router made;
    made.add(Method::get, "/who", [](const Request& request) -> Result<Response> {
      return Response::text(request.remote_address + (request.secure ? " secure" : " plain"));
    });
    return made;
  };
  const auto ask =
      get("/who", "X-Forwarded-For: 10.0.0.1, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n");
  TestServer careful(test_options(), router());
  EXPECT_TRUE(careful.ask(ask).ends_with("127.0.0.1 plain"));
  auto options = test_options();
  options.forwarded = Forwarded::from_loopback;
  TestServer trusting(options, router());
  EXPECT_TRUE(trusting.ask(ask).ends_with("203.0.113.9 secure"));
}

}  // namespace
}  // namespace niangjia::http
