// A server that answers a fixed small JSON from one route: the raw limit in answers per second.
//   http_bare [PORT] [WORKERS] [log]     then: wrk -t1 -c64 -d5s http://127.0.0.1:PORT/api/bare
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "http/access_log.hpp"
#include "http/server.hpp"

int main(int argc, char** argv) {
  namespace http = niangjia::http;
  http::ServerOptions options;
  if (argc > 1) options.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  if (argc > 2) options.workers = static_cast<std::size_t>(std::atoi(argv[2]));
  if (argc > 3 && std::strcmp(argv[3], "log") == 0) options.access_log = http::write_to_stderr;

  http::Router router;
  router.add(http::Method::get, "/api/bare",
             [](const http::Request&) -> niangjia::Result<http::Response> {
               return http::Response::json(R"({"id":"7304918273645","state":"open","revision":3})");
             });
  auto server = http::Server::create(std::move(options), std::move(router));
  if (!server) {
    std::fprintf(stderr, "%s\n", server.error().message.c_str());
    return 1;
  }
  std::printf("http://127.0.0.1:%d/api/bare\n", (*server)->port());
  std::fflush(stdout);
  (*server)->run();
  return 0;
}
