#include "http/service.hpp"

#include <algorithm>
#include <thread>

#include "http/connection.hpp"

namespace niangjia::http {
namespace {

std::uint64_t random_start() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

// Two at least, so that one request that takes long does not hold up all others.
std::size_t turns_of(const ServerOptions& options) {
  if (options.turns > 0) return options.turns;
  return std::max<std::size_t>(2, std::thread::hardware_concurrency());
}

}  // namespace

Service::Service(ServerOptions given, Router routes, bool is_secure)
    : options(std::move(given)),
      router(std::move(routes)),
      secure(is_secure),
      metrics(*router.metrics()),
      unmatched(metrics.add_route("ANY", "(none)")),
      writer(is_secure),
      log(options.access_log),
      workers({.turns = turns_of(options),
               .places = options.workers,
               .waiting = options.waiting_requests,
               .long_turn = options.long_turn},
              metrics,
              [this](std::shared_ptr<Connection> connection) {
                asio::post(io, [connection = std::move(connection)] {
                  Connection::work(connection, Connection::Standing::has_turn);
                });
              }),
      connections(options.limits, metrics),
      request_number(random_start()) {}

std::string Service::next_request_id() {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  auto number = request_number.fetch_add(1, std::memory_order_relaxed);
  std::string id(13, '0');
  for (auto place = id.rbegin(); place != id.rend(); ++place, number >>= 5)
    *place = kDigits[number & 31];
  return id;
}

bool Service::reserve_body(std::size_t size) {
  if (body_bytes.fetch_add(size) + size <= options.limits.bodies_in_memory) return true;
  body_bytes -= size;
  return false;
}

}  // namespace niangjia::http
