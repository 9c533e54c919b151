#include "http/connections.hpp"

#include "http/connection.hpp"

namespace niangjia::http {

bool Connections::has_room_for(const std::string& address, bool is_loopback) const {
  const std::lock_guard lock(mutex_);
  if (open_.size() >= limits_.connections) return false;
  if (is_loopback) return true;
  const auto known = by_address_.find(address);
  return known == by_address_.end() || known->second < limits_.connections_per_address;
}

void Connections::add(Connection* connection, const std::string& address) {
  const std::lock_guard lock(mutex_);
  open_.insert(connection);
  ++by_address_[address];
  metrics_.open_connections.store(static_cast<std::int64_t>(open_.size()));
}

void Connections::remove(Connection* connection, const std::string& address) {
  const std::lock_guard lock(mutex_);
  open_.erase(connection);
  if (--by_address_[address] == 0) by_address_.erase(address);
  metrics_.open_connections.store(static_cast<std::int64_t>(open_.size()));
  if (open_.empty()) none_.notify_all();
}

std::vector<std::shared_ptr<Connection>> Connections::all() const {
  std::vector<std::shared_ptr<Connection>> alive;
  const std::lock_guard lock(mutex_);
  alive.reserve(open_.size());
  for (auto* connection : open_) {
    // A connection on its way out waits for our mutex in its destructor and is skipped.
    if (auto shared = connection->weak_from_this().lock()) alive.push_back(std::move(shared));
  }
  return alive;
}

bool Connections::wait_until_none(std::chrono::milliseconds time) const {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, time, [this] { return open_.empty(); });
}

}  // namespace niangjia::http
