// A bounded set of connections that are opened when they are first needed.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/database.hpp"

namespace niangjia::db {

// Safe to share between threads; must outlive its leases.
template <class Connection>
class Pool {
 public:
  using Open = std::function<Result<std::unique_ptr<Connection>>(Deadline)>;

  // A connection in the hands of one thread; goes back into the pool at the end of its life.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->put_back(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  Pool(int limit, Open open) : limit_(limit), open_(std::move(open)) {}

  // Fails with `unavailable` when none becomes free before the deadline, or with what opening one
  // answers.
  [[nodiscard]] Result<Lease> take(Deadline deadline) {
    std::unique_lock lock(mutex_);
    const bool ready =
        freed_.wait_until(lock, deadline, [&] { return !idle_.empty() || taken_ < limit_; });
    if (!ready) return fail(ErrorCode::unavailable, "all connections to the store stayed busy");
    ++taken_;
    if (!idle_.empty()) {
      Lease lease(*this, std::move(idle_.back()));  // the latest used has the warmest caches
      idle_.pop_back();
      return lease;
    }
    lock.unlock();
    auto opened = open_(deadline);
    if (opened) return Lease(*this, std::move(*opened));
    put_back(nullptr);
    return fail(std::move(opened.error()));
  }

  // Closes the connections that nobody uses: they have gone stale together with one that was found
  // to be.
  void drop_idle() {
    std::vector<std::unique_ptr<Connection>> dropped;
    std::lock_guard lock(mutex_);
    dropped.swap(idle_);
  }

 private:
  void put_back(std::unique_ptr<Connection> connection) {
    if (connection && !connection->is_usable()) connection.reset();
    {
      std::lock_guard lock(mutex_);
      --taken_;
      if (connection) idle_.push_back(std::move(connection));
    }
    freed_.notify_one();
  }

  int limit_;
  Open open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int taken_ = 0;
};

}  // namespace niangjia::db
