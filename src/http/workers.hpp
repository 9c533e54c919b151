// How many requests run at once, and who waits for a place.
#pragma once
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

#include "http/metrics.hpp"

namespace niangjia::http {

class Connection;

// Places for requests that may block. Fewer than threads, so that some threads always read and
// write.
class Workers {
 public:
  enum class Entry { now, later, full };

  Workers(std::size_t places, std::size_t waiting, Metrics& metrics);
  // `now`: the caller has a place and must `leave` it. `later`: the connection comes out of
  // somebody's `leave`. `full`: neither.
  [[nodiscard]] Entry enter(const std::shared_ptr<Connection>& connection);
  // Gives up a place; the connection returned, if any, has it now.
  [[nodiscard]] std::shared_ptr<Connection> leave();

 private:
  const std::size_t places_;
  const std::size_t waiting_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::size_t busy_ = 0;
  std::deque<std::shared_ptr<Connection>> queue_;
};

}  // namespace niangjia::http
