#include "http/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iterator>

namespace niangjia::http {
namespace {

double resident_bytes() {
  long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

RouteMetrics::RouteMetrics(std::string_view method, std::string_view pattern)
    : labels_(fmt::format("method=\"{}\",route=\"{}\"", method, pattern)) {}

void RouteMetrics::record(int status, std::size_t bytes, std::chrono::microseconds taken) {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  const auto known = static_cast<std::size_t>(status) < by_status_.size() ? status : 500;
  by_status_[static_cast<std::size_t>(known)].fetch_add(1, kRelaxed);
  std::size_t bucket = 0;
  while (bucket < kBucketMicroseconds.size() && taken.count() > kBucketMicroseconds[bucket])
    ++bucket;
  buckets_[bucket].fetch_add(1, kRelaxed);
  microseconds_.fetch_add(static_cast<std::uint64_t>(taken.count()), kRelaxed);
  bytes_.fetch_add(bytes, kRelaxed);
}

Metrics::Metrics() {
  const auto count = [](const std::atomic<std::int64_t>& number) {
    return [&number] { return static_cast<double>(number.load()); };
  };
  add_gauge("http_open_connections", "Connections that are open now.", count(open_connections));
  add_gauge("http_busy_threads", "Threads that answer a request now.", count(busy_threads));
  add_gauge("http_waiting_requests", "Requests that wait for a thread.", count(waiting_requests));
  add_gauge("http_refused_requests", "Requests refused since the start because all was busy.",
            count(refused_requests));
  add_gauge("process_resident_memory_bytes", "Memory in use.", resident_bytes);
}

RouteMetrics& Metrics::add_route(std::string_view method, std::string_view pattern) {
  const std::lock_guard lock(mutex_);
  return routes_.emplace_back(method, pattern);
}

void Metrics::add_gauge(std::string name, std::string meaning, std::function<double()> read) {
  const std::lock_guard lock(mutex_);
  gauges_.push_back({std::move(name), std::move(meaning), std::move(read)});
}

std::string Metrics::text() const {
  std::string out;
  const auto to = std::back_inserter(out);
  const std::lock_guard lock(mutex_);
  for (const auto& gauge : gauges_) {
    fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.meaning,
                   gauge.read());
  }
  fmt::format_to(to,
                 "# HELP http_requests_total Answers by route and status.\n# TYPE "
                 "http_requests_total counter\n");
  for (const auto& route : routes_) {
    for (std::size_t status = 0; status < route.by_status_.size(); ++status) {
      const auto count = route.by_status_[status].load();
      if (count > 0)
        fmt::format_to(to, "http_requests_total{{{},status=\"{}\"}} {}\n", route.labels_, status,
                       count);
    }
  }
  fmt::format_to(
      to,
      "# HELP http_answer_bytes_total Bytes of bodies.\n# TYPE http_answer_bytes_total counter\n");
  for (const auto& route : routes_) {
    if (const auto bytes = route.bytes_.load()) {
      fmt::format_to(to, "http_answer_bytes_total{{{}}} {}\n", route.labels_, bytes);
    }
  }
  fmt::format_to(
      to,
      "# HELP http_request_seconds Time from the last byte asked to the last byte answered.\n"
      "# TYPE http_request_seconds histogram\n");
  for (const auto& route : routes_) {
    std::uint64_t total = 0;
    for (const auto& bucket : route.buckets_) total += bucket.load();
    if (total == 0) continue;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < RouteMetrics::kBucketMicroseconds.size(); ++i) {
      below += route.buckets_[i].load();
      fmt::format_to(to, "http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", route.labels_,
                     RouteMetrics::kBucketMicroseconds[i] / 1e6, below);
    }
    fmt::format_to(to, "http_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", route.labels_, total);
    fmt::format_to(to, "http_request_seconds_sum{{{}}} {}\n", route.labels_,
                   route.microseconds_.load() / 1e6);
    fmt::format_to(to, "http_request_seconds_count{{{}}} {}\n", route.labels_, total);
  }
  return out;
}

}  // namespace niangjia::http
