// All open connections of a server.
#pragma once
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "http/metrics.hpp"
#include "http/options.hpp"

namespace niangjia::http {

class Connection;

class Connections {
 public:
  Connections(const Limits& limits, Metrics& metrics) : limits_(limits), metrics_(metrics) {}

  // Whether one more from that address is within the limits. Loopback counts in the total alone.
  [[nodiscard]] bool has_room_for(const std::string& address, bool is_loopback) const;
  void add(Connection* connection, const std::string& address);
  // Called by the destructor of the connection, before its socket closes.
  void remove(Connection* connection, const std::string& address);
  // Those that are open now; holding them keeps their sockets open.
  [[nodiscard]] std::vector<std::shared_ptr<Connection>> all() const;
  // False when some are still open after `time`.
  [[nodiscard]] bool wait_until_none(std::chrono::milliseconds time) const;

 private:
  const Limits& limits_;
  Metrics& metrics_;
  mutable std::mutex mutex_;
  mutable std::condition_variable none_;
  std::unordered_set<Connection*> open_;
  std::map<std::string, std::size_t> by_address_;
};

}  // namespace niangjia::http
