// What a server must refuse, so that it and a proxy before it never see two different requests.
#include <gtest/gtest.h>

#include "test_server.hpp"

namespace niangjia::http {
namespace {

using namespace std::string_literals;

struct Case {
  std::string name;
  std::string bytes;
  int status;
};

const std::string kHost = "Host: x\r\n";

std::vector<Case> cases() {
  const auto get = [](const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\n" + kHost + "\r\n";
  };
  const auto post = [](const std::string& headers, const std::string& body) {
    return "POST /api/echo HTTP/1.1\r\n" + kHost + headers + "\r\n" + body;
  };
  return {
      {"LengthAndEncoding",
       post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"EncodingAndLength",
       post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400},
      {"TwoLengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400},
      {"SameLengthTwice", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
      {"LengthList", post("Content-Length: 3, 3\r\n", "abc"), 400},
      {"SignedLength", post("Content-Length: +3\r\n", "abc"), 400},
      {"NegativeLength", post("Content-Length: -3\r\n", "abc"), 400},
      {"HugeLength", post("Content-Length: 99999999999999999999\r\n", "abc"), 400},
      {"UnknownEncoding", post("Transfer-Encoding: gzip\r\n", "abc"), 501},
      {"GzipThenChunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
      {"ChunkedTwice",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"BadChunkSize", post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n"), 400},
      {"ChunkWithoutEnd", post("Transfer-Encoding: chunked\r\n", "3\r\nabcXX0\r\n\r\n"), 400},
      {"FoldedHeader", "GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\n 2\r\n\r\n", 400},
      {"FoldedFirstHeader", "GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400},
      {"SpaceBeforeColon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
      {"NoColon", "GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n", 400},
      {"LineFeedAlone", "GET /api/hello HTTP/1.1\nHost: x\n\n", 400},
      {"NulInHeader", "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"s, 400},
      {"NoHost", "GET /api/hello HTTP/1.1\r\n\r\n", 400},
      {"TwoHosts", "GET /api/hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400},
      {"OldVersion", "GET /api/hello HTTP/1.0\r\nHost: x\r\n\r\n", 505},
      {"NewVersion", "GET /api/hello HTTP/2.0\r\nHost: x\r\n\r\n", 505},
      {"NoVersion", "GET /api/hello\r\n\r\n", 400},
      {"NotHttp", "\x16\x03\x01\x02 hello", 400},
      {"UnknownMethod", "BREW /api/hello HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"TraceMethod", "TRACE /api/hello HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"LowerCaseMethod", "get /api/hello HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"UnknownExpectation", post("Expect: tea\r\nContent-Length: 3\r\n", "abc"), 417},
      {"DotDot", get("/api/../etc/passwd"), 400},
      {"EncodedDotDot", get("/api/%2e%2E/etc/passwd"), 400},
      {"DotDotAtEnd", get("/api/.."), 400},
      {"EncodedSlash", get("/api%2Fhello"), 400},
      {"Backslash", get("/api%5C..%5Chello"), 400},
      {"EncodedNul", get("/api/hello%00"), 400},
      {"EncodedLineEnd", get("/api/hello%0D%0A"), 400},
      {"BadPercent", get("/api/%G1"), 400},
      {"CutPercent", get("/api/hello%2"), 400},
      {"NotUtf8", get("/api/%FF%FE"), 400},
      {"OverlongUtf8", get("/api/%C0%AF"), 400},
      {"NotUtf8InQuery", get("/api/hello?q=%FF"), 400},
      {"NulInQuery", get("/api/hello?q=%00"), 400},
      {"AbsoluteForm", get("http://x/api/hello"), 400},
      {"Asterisk", get("*"), 400},
      {"TargetTooLong", get("/" + std::string(9000, 'a')), 414},
      {"HeaderTooLong", "GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(20000, 'a') + "\r\n\r\n",
       431},
      {"HeadersTooMany",
       [] {
         std::string bytes = "GET / HTTP/1.1\r\nHost: x\r\n";
         for (int i = 0; i < 120; ++i) bytes += "A: b\r\n";
         return bytes + "\r\n";
       }(),
       431},
      {"BodyTooLarge", post("Content-Length: 2000000\r\n", ""), 413},
      {"ChunkedBodyTooLarge",
       post("Transfer-Encoding: chunked\r\n",
            "200000\r\n" + std::string(0x200000, 'a') + "\r\n0\r\n\r\n"),
       413},
  };
}

class MalformedTest : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() { server = new TestServer; }
  static void TearDownTestSuite() {
    delete server;
    server = nullptr;
  }
  static inline TestServer* server = nullptr;
};

TEST_P(MalformedTest, IsRefusedAndTheConnectionCloses) {
  Client client(server->port());
  // A second request behind the first must not be answered: it may be part of the first one's body.
  client.send(GetParam().bytes).send("GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = client.read_answer();
  EXPECT_EQ(status_of(answer), GetParam().status) << answer;
  EXPECT_TRUE(contains(answer, "Connection: close")) << answer;
  EXPECT_TRUE(contains(answer, "\"error\":{\"code\":\"")) << answer;
  EXPECT_FALSE(contains(client.read_all(), "hello"));
}

INSTANTIATE_TEST_SUITE_P(All, MalformedTest, testing::ValuesIn(cases()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace niangjia::http
