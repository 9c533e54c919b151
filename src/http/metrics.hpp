// Counters of the server and gauges of anyone, as Prometheus reads them. All functions may be
// called by all threads.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace niangjia::http {

// What one route has answered.
class RouteMetrics {
 public:
  RouteMetrics(std::string_view method, std::string_view pattern);
  void record(int status, std::size_t bytes, std::chrono::microseconds taken);

 private:
  friend class Metrics;
  static constexpr std::array<int, 11> kBucketMicroseconds{
      250, 500, 1000, 2500, 5000, 10000, 25000, 100000, 500000, 2000000, 10000000};
  void append_counts(std::string& out) const;
  void append_bytes(std::string& out) const;
  void append_times(std::string& out) const;

  std::string labels_;  // method="GET",route="/api/tasks"
  std::array<std::atomic<std::uint64_t>, 600> by_status_{};
  std::array<std::atomic<std::uint64_t>, kBucketMicroseconds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> microseconds_{0};
  std::atomic<std::uint64_t> bytes_{0};
};

class Metrics {
 public:
  Metrics();
  // The reference stays good as long as this object.
  RouteMetrics& add_route(std::string_view method, std::string_view pattern);
  // `read` is called on every scrape by a worker thread and must not block. `name` is [a-z0-9_]+.
  void add_gauge(std::string name, std::string meaning, std::function<double()> read);
  [[nodiscard]] std::string text() const;

  std::atomic<std::int64_t> open_connections{0};
  std::atomic<std::int64_t> busy_threads{0};
  std::atomic<std::int64_t> waiting_requests{0};
  std::atomic<std::int64_t> refused_requests{0};  // 503 because all was busy

 private:
  struct Gauge {
    std::string name;
    std::string meaning;
    std::function<double()> read;
  };
  mutable std::mutex mutex_;
  std::deque<RouteMetrics> routes_;
  std::vector<Gauge> gauges_;
};

}  // namespace niangjia::http
