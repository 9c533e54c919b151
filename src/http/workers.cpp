#include "http/workers.hpp"

#include <algorithm>

namespace niangjia::http {

Workers::Workers(Bounds bounds, Metrics& metrics, Start start)
    : bounds_(bounds), metrics_(metrics), start_(std::move(start)), watcher_([this] { watch(); }) {}

Workers::~Workers() {
  close();
  watcher_.join();
}

void Workers::close() {
  std::deque<Waiting> dropped;  // their ends come after the lock's
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    dropped.swap(queue_);
  }
  watched_.notify_one();
}

Workers::Entry Workers::enter(const std::shared_ptr<Connection>& connection, Place& place) {
  const std::lock_guard lock(mutex_);
  if (running_.size() < bounds_.turns && begun_ < bounds_.places) {
    metrics_.busy_threads.store(static_cast<std::int64_t>(++begun_));
    begin_turn(place);
    return Entry::now;
  }
  if (queue_.size() >= bounds_.waiting) {
    ++metrics_.refused_requests;
    return Entry::full;
  }
  queue_.push_back({connection, &place});
  metrics_.waiting_requests.store(static_cast<std::int64_t>(queue_.size()));
  have_watched();
  return Entry::later;
}

std::shared_ptr<Connection> Workers::leave(Place& place) {
  std::unique_lock lock(mutex_);
  metrics_.busy_threads.store(static_cast<std::int64_t>(--begun_));
  end_turn(place);
  auto first = next();
  lock.unlock();
  if (first.pause) first.pause->go_on();
  return std::move(first.connection);
}

void Workers::give_back(Place& place) {
  std::unique_lock lock(mutex_);
  end_turn(place);
  pass_on(lock);
}

void Workers::want_back(Place& place, Pause& pause) {
  std::unique_lock lock(mutex_);
  returning_.push_back({&pause, &place});
  pass_on(lock);
  if (somebody_waits()) have_watched();
}

void Workers::begin_turn(const Place& place) { running_.push_back({&place, Clock::now()}); }

void Workers::end_turn(const Place& place) {
  const auto found = std::ranges::find(running_, &place, &Running::place);
  if (found != running_.end()) running_.erase(found);
}

Workers::Next Workers::next() {
  if (running_.size() >= bounds_.turns) return {};
  if (!returning_.empty()) {
    const auto [pause, place] = returning_.front();
    returning_.pop_front();
    begin_turn(*place);
    return {pause, nullptr};
  }
  if (queue_.empty() || begun_ >= bounds_.places) return {};
  auto waiting = std::move(queue_.front());
  queue_.pop_front();
  metrics_.waiting_requests.store(static_cast<std::int64_t>(queue_.size()));
  metrics_.busy_threads.store(static_cast<std::int64_t>(++begun_));
  begin_turn(*waiting.place);
  return {nullptr, std::move(waiting.connection)};
}

void Workers::pass_on(std::unique_lock<std::mutex>& lock) {
  for (auto to = next(); to.pause || to.connection; to = next()) {
    lock.unlock();
    if (to.pause) {
      to.pause->go_on();
    } else {
      start_(std::move(to.connection));
    }
    lock.lock();
  }
}

void Workers::have_watched() {
  if (std::exchange(is_watching_, true)) return;
  watched_.notify_one();
}

void Workers::forget_long_turns() {
  const auto now = Clock::now();
  const auto still_short = std::ranges::find_if(
      running_, [&](const Running& one) { return now - one.since < bounds_.long_turn; });
  running_.erase(running_.begin(), still_short);
}

// Looks after those that wait, as long as there are any.
void Workers::watch() {
  std::unique_lock lock(mutex_);
  while (!closed_) {
    is_watching_ = somebody_waits();
    if (!is_watching_) {
      watched_.wait(lock, [this] { return closed_ || somebody_waits(); });
      is_watching_ = true;
    }
    watched_.wait_for(lock, bounds_.long_turn / 2, [this] { return closed_; });
    forget_long_turns();
    pass_on(lock);
  }
}

}  // namespace niangjia::http
