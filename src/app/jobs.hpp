// What goes on behind the requests: folding, sealing, telling listeners, sweeping.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/folding.hpp"
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
  using Clock = std::chrono::steady_clock;

  void loop();
  // Folds until then, or until nothing waits.
  void fold_until(Clock::time_point end);
  // Sleeps until then; true when the program stops.
  [[nodiscard]] bool stops_before(Clock::time_point end);
  // Of all that was committed since the last time.
  void tell_listeners();
  void tell(const identity::StoredLine& line, const organisation::Tree& tree);
  void seal();
  void sweep();

  Installation& installation_;
  http::StreamHub& stream_;
  Folding folding_;
  identity::AuditPosition told_;
  std::uint64_t seen_commits_ = 0;
  bool may_fold_ = true;  // something may wait
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace niangjia::app
