#include "http/service.hpp"

namespace niangjia::http {
namespace {

std::uint64_t random_start() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
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
      workers(options.workers, options.waiting_requests, metrics),
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
