// Everything about the server that may be set.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace niangjia::http {

// What one request or connection may cost. Every limit has an answer of its own; see the tests.
struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t header_count = 100;
  std::size_t target_bytes = 8 * 1024;
  std::size_t body_bytes = 1024 * 1024;                // a route may set its own
  std::size_t bodies_in_memory = 256UL * 1024 * 1024;  // of all requests that are being read
  std::size_t connections = 4096;
  std::size_t connections_per_address = 256;  // loopback is not counted
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds body_time{60'000};  // a route may set its own
  std::chrono::milliseconds idle_time{60'000};
  std::chrono::milliseconds write_time{60'000};  // without any progress
  std::chrono::milliseconds linger_time{2'000};  // after a refusal, so that it arrives
  std::chrono::seconds request_time{30};         // a route may set its own
};

// Both empty: plain HTTP.
struct Tls {
  std::string certificate_file;  // PEM, with its chain
  std::string key_file;          // PEM
};

// Behind a reverse proxy on this machine its X-Forwarded-For and -Proto may be believed.
enum class Forwarded { ignored, from_loopback };

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 12338;  // 0 takes any free one
  Tls tls;
  Forwarded forwarded = Forwarded::ignored;
  Limits limits;
  // Requests that may be under way at once. Most of them wait for the store's next commit, so there
  // are many more than processors.
  std::size_t workers = 64;
  // Those of them that may run at once; 0 takes the number of processors, but two at least.
  std::size_t turns = 0;
  // What runs for longer than this no longer counts against `turns`.
  std::chrono::milliseconds long_turn{10};
  // Further threads, never taken by a request that blocks: they read, write and refuse.
  std::size_t spare_threads = 4;
  // Requests that wait for a worker; more get 503.
  std::size_t waiting_requests = 1024;
  std::chrono::milliseconds heartbeat{15'000};  // of silent streams
  std::chrono::milliseconds shutdown_time{10'000};
  // Gets whole lines; empty keeps no access log.
  std::function<void(std::string_view lines)> access_log;
};

}  // namespace niangjia::http
