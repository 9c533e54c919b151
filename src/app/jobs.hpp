// What goes on behind the requests: folding, sealing, telling listeners, sweeping.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/installation.hpp"
#include "http/stream.hpp"
#include "identity/audit.hpp"

namespace niangjia::app {

// One thread; each job is a bounded unit of work, and nothing is written while nothing has
// happened.
class Jobs {
 public:
  Jobs(Installation& installation, http::StreamHub& stream);
  ~Jobs();  // finishes the unit under way and seals the audit

 private:
  void loop();
  // Whether there is more of it.
  bool fold_counters();
  bool fold_search();
  void tell_listeners();
  void seal();
  void sweep();

  Installation& installation_;
  http::StreamHub& stream_;
  identity::AuditPosition told_;
  std::uint64_t seen_commits_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace niangjia::app
