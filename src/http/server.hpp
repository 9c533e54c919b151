// The HTTP server: HTTP/1.1 over TCP or TLS, for routes that may block.
#pragma once
#include <cstdint>
#include <memory>

#include "base/result.hpp"
#include "http/options.hpp"
#include "http/router.hpp"

namespace niangjia::http {

class Server {
 public:
  // Binds and listens; connections wait in the kernel until `start`. Fails with `unavailable` when
  // the address cannot be had and with `invalid_argument` when address, certificate or key are
  // wrong.
  [[nodiscard]] static Result<std::unique_ptr<Server>> create(ServerOptions options, Router router);
  ~Server();  // stops

  // Starts the threads and returns.
  void start();
  // Starts, and returns after SIGINT, SIGTERM or `stop` when all is stopped.
  void run();
  // Accepts no more, lets running requests finish within `shutdown_time`, closes streams and idle
  // connections, and returns when no thread of the server runs. May be called twice; not from a
  // route.
  void stop();

  [[nodiscard]] std::uint16_t port() const;

 private:
  class Core;
  explicit Server(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace niangjia::http
