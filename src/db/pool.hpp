// A bounded set of connections that are opened when they are first needed.
#pragma once
#include <condition_variable>
#include <functional>
#include <list>
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

  // To hand each connection to the one who waits longest would put all callers to sleep in turn. So
  // whoever comes by may take one, unless somebody has waited for as long as `patience`.
  Pool(int limit, Open open, std::chrono::milliseconds patience = std::chrono::milliseconds{5})
      : limit_(limit), open_(std::move(open)), patience_(patience) {}

  // Fails with `unavailable` when none becomes free before the deadline, or with what opening one
  // answers.
  [[nodiscard]] Result<Lease> take(Deadline deadline) {
    std::unique_lock lock(mutex_);
    Waiting waiting;
    if (taken_ == limit_) wait(lock, waiting, deadline);
    if (!waiting.is_served && taken_ == limit_)
      return fail(ErrorCode::unavailable, "all connections to the store stayed busy");
    if (!waiting.is_served) {
      ++taken_;
      waiting.connection = take_idle();
    }
    lock.unlock();
    auto connection = std::move(waiting.connection);
    if (connection) return Lease(*this, std::move(connection));
    auto opened = open_(deadline);
    if (opened) return Lease(*this, std::move(*opened));
    put_back(nullptr);
    return fail(std::move(opened.error()));
  }

  // Callers who wait for a connection now.
  [[nodiscard]] std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

  // Closes the connections that nobody uses: they have gone stale together with one that was found
  // to be.
  void drop_idle() {
    std::vector<std::unique_ptr<Connection>> dropped;
    std::lock_guard lock(mutex_);
    dropped.swap(idle_);
  }

 private:
  // Who waits; lives on the caller's stack. Served with a connection, or with the right to open
  // one.
  struct Waiting {
    std::chrono::steady_clock::time_point since{};
    std::condition_variable freed;
    bool is_served = false;
    std::unique_ptr<Connection> connection;
  };

  // Until served, or until a connection may be taken.
  void wait(std::unique_lock<std::mutex>& lock, Waiting& waiting, Deadline deadline) {
    waiting.since = std::chrono::steady_clock::now();
    const auto place = waiting_.insert(waiting_.end(), &waiting);
    waiting.freed.wait_until(lock, deadline, [&] { return waiting.is_served || taken_ < limit_; });
    if (!waiting.is_served) waiting_.erase(place);
  }

  // Null when there is none. The latest used has the warmest caches.
  std::unique_ptr<Connection> take_idle() {
    if (idle_.empty()) return nullptr;
    auto latest = std::move(idle_.back());
    idle_.pop_back();
    return latest;
  }

  void put_back(std::unique_ptr<Connection> connection) {
    if (connection && !connection->is_usable()) connection.reset();
    std::lock_guard lock(mutex_);
    Waiting* first = waiting_.empty() ? nullptr : waiting_.front();
    if (first && std::chrono::steady_clock::now() - first->since >= patience_) {
      waiting_.pop_front();
      first->connection = std::move(connection);
      first->is_served = true;
    } else {
      --taken_;
      if (connection) idle_.push_back(std::move(connection));
    }
    if (first) first->freed.notify_one();
  }

  int limit_;
  Open open_;
  std::chrono::milliseconds patience_;
  mutable std::mutex mutex_;
  std::list<Waiting*> waiting_;  // the first comes first
  std::vector<std::unique_ptr<Connection>> idle_;
  int taken_ = 0;
};

}  // namespace niangjia::db
