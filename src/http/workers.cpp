#include "http/workers.hpp"

namespace niangjia::http {

Workers::Workers(std::size_t places, std::size_t waiting, Metrics& metrics)
    : places_(places), waiting_(waiting), metrics_(metrics) {}

Workers::Entry Workers::enter(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  if (busy_ < places_) {
    ++busy_;
    metrics_.busy_threads.store(static_cast<std::int64_t>(busy_));
    return Entry::now;
  }
  if (queue_.size() >= waiting_) {
    ++metrics_.refused_requests;
    return Entry::full;
  }
  queue_.push_back(connection);
  metrics_.waiting_requests.store(static_cast<std::int64_t>(queue_.size()));
  return Entry::later;
}

std::shared_ptr<Connection> Workers::leave() {
  const std::lock_guard lock(mutex_);
  if (!queue_.empty()) {
    auto next = std::move(queue_.front());
    queue_.pop_front();
    metrics_.waiting_requests.store(static_cast<std::int64_t>(queue_.size()));
    return next;
  }
  --busy_;
  metrics_.busy_threads.store(static_cast<std::int64_t>(busy_));
  return nullptr;
}

}  // namespace niangjia::http
