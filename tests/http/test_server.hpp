// A server on a free port with a few routes, for tests.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "client.hpp"
#include "http/server.hpp"

namespace niangjia::http {

inline Router example_router() {
  Router router;
  router.add(Method::get, "/api/hello", [](const Request&) -> Result<Response> {
    return Response::json(R"({"hello":true})");
  });
  router.add(Method::post, "/api/echo", [](const Request& request) -> Result<Response> {
    return Response::text(request.body);
  });
  router.add(Method::post, "/api/import",
             [](const Request& request) -> Result<Response> {
               return Response::text(std::to_string(request.body.size()));
             },
             {.max_body = 8 * 1024 * 1024});
  router.add(Method::get, "/api/ledgers/{ledger}/entries/{id}",
             [](const Request& request) -> Result<Response> {
               return Response::text(request.parameter("ledger") + "|" + request.parameter("id") +
                                     "|" + request.query("q").value_or("-") + "|" +
                                     std::string(request.cookie("session")));
             });
  router.add(Method::post, "/api/ledgers/{ledger}/entries:batch",
             [](const Request& request) -> Result<Response> {
               return Response::text("batch of " + request.parameter("ledger"));
             });
  router.add(Method::get, "/api/fails", [](const Request&) -> Result<Response> {
    return fail(ErrorCode::internal, "table petition_secret of /var/lib/store");
  });
  router.add(Method::get, "/api/throws", [](const Request&) -> Result<Response> {
    throw std::runtime_error("secret of the exception");
  });
  router.add(Method::get, "/api/large", [](const Request&) -> Result<Response> {
    return Response::text(std::string(3'000'000, 'x'));
  });
  router.add(Method::get, "/api/list",
             [](const Request&) -> Result<Response> {
               return Response::json("[" + std::string(4000, '1') + "]");
             },
             {.compression = Compression::when_asked});
  return router;
}

// Short limits, so that no test waits long.
inline ServerOptions test_options() {
  ServerOptions options;
  options.port = 0;
  options.workers = 8;
  options.spare_threads = 2;
  options.limits.linger_time = std::chrono::milliseconds(200);
  options.shutdown_time = std::chrono::milliseconds(5000);
  return options;
}

class TestServer {
 public:
  explicit TestServer(ServerOptions options = test_options(), Router router = example_router()) {
    auto created = Server::create(std::move(options), std::move(router));
    if (!created) throw std::runtime_error(created.error().message);
    server_ = std::move(*created);
    server_->start();
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  Server& operator*() { return *server_; }

  // One request on a connection of its own.
  [[nodiscard]] std::string ask(std::string_view bytes) const {
    return Client(port()).send(bytes).read_answer();
  }

 private:
  std::unique_ptr<Server> server_;
};

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

}  // namespace niangjia::http
