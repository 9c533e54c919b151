#include "http/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iterator>
#include <optional>

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

// The lines that introduce a family of numbers, and its only number where it has but one.
void append_family(std::string& out, std::string_view name, std::string_view meaning,
                   std::string_view kind, std::optional<double> number = {}) {
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} {2}\n", name, meaning, kind);
  if (number) fmt::format_to(to, "{} {}\n", name, *number);
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

void RouteMetrics::append_counts(std::string& out) const {
  for (std::size_t status = 0; status < by_status_.size(); ++status) {
    const auto count = by_status_[status].load();
    if (count == 0) continue;
    fmt::format_to(std::back_inserter(out), "http_requests_total{{{},status=\"{}\"}} {}\n", labels_,
                   status, count);
  }
}

void RouteMetrics::append_bytes(std::string& out) const {
  const auto bytes = bytes_.load();
  if (bytes == 0) return;
  fmt::format_to(std::back_inserter(out), "http_answer_bytes_total{{{}}} {}\n", labels_, bytes);
}

// Each bucket counts all that were as quick, as Prometheus wants it.
void RouteMetrics::append_times(std::string& out) const {
  std::uint64_t total = 0;
  for (const auto& bucket : buckets_) total += bucket.load();
  if (total == 0) return;
  const auto to = std::back_inserter(out);
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < kBucketMicroseconds.size(); ++i) {
    below += buckets_[i].load();
    fmt::format_to(to, "http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels_,
                   kBucketMicroseconds[i] / 1e6, below);
  }
  fmt::format_to(to, "http_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels_, total);
  fmt::format_to(to, "http_request_seconds_sum{{{}}} {}\n", labels_, microseconds_.load() / 1e6);
  fmt::format_to(to, "http_request_seconds_count{{{}}} {}\n", labels_, total);
}

std::string Metrics::text() const {
  std::string out;
  const std::lock_guard lock(mutex_);
  for (const auto& [name, meaning, read] : gauges_)
    append_family(out, name, meaning, "gauge", read());
  append_family(out, "http_requests_total", "Answers by route and status.", "counter");
  for (const auto& route : routes_) route.append_counts(out);
  append_family(out, "http_answer_bytes_total", "Bytes of bodies.", "counter");
  for (const auto& route : routes_) route.append_bytes(out);
  append_family(out, "http_request_seconds", "Time from the last byte asked to the answer.",
                "histogram");
  for (const auto& route : routes_) route.append_times(out);
  return out;
}

}  // namespace niangjia::http
