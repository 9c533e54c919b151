// What all connections of one server share.
#pragma once
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <random>
#include <string>

#include "http/access_log.hpp"
#include "http/connections.hpp"
#include "http/metrics.hpp"
#include "http/options.hpp"
#include "http/response_writer.hpp"
#include "http/router.hpp"
#include "http/workers.hpp"

namespace niangjia::http {

struct Service {
  Service(ServerOptions options, Router router, bool secure);

  // 13 letters and digits, unlike any other of this and, in all likelihood, of other runs.
  [[nodiscard]] std::string next_request_id();
  // Room for a body of that size; false when the memory for bodies is taken.
  [[nodiscard]] bool reserve_body(std::size_t size);
  void release_body(std::size_t size) { body_bytes -= size; }

  const ServerOptions options;
  const Router router;
  const bool secure;
  Metrics& metrics;
  RouteMetrics& unmatched;  // 404, 405 and malformed requests
  const ResponseWriter writer;
  AccessLog log;
  Workers workers;
  Connections connections;
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> request_number;
  std::atomic<std::size_t> body_bytes{0};
  boost::asio::io_context io;  // last: what is under way refers to all above
};

}  // namespace niangjia::http
