#include "db/sqlite/checkpointer.hpp"

#include "base/log.hpp"

namespace niangjia::db::sqlite {
namespace {

constexpr int kLittle = 200;  // pages, which hold the writer up for about a millisecond
constexpr int kMostPasses = 4;

}  // namespace

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const std::string& path,
                                                          const Options& options,
                                                          Counters& counters) {
  NJ_TRY(auto connection, Connection::open(path, Access::write, options, counters));
  return std::unique_ptr<Checkpointer>(new Checkpointer(std::move(connection)));
}

Checkpointer::Checkpointer(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)), thread_([this] { serve(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Checkpointer::ask() {
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::idle) return;
    state_ = State::asked;
  }
  changed_.notify_all();
}

void Checkpointer::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return state_ == State::idle || state_ == State::rest_left; });
}

bool Checkpointer::leaves_rest() {
  const std::lock_guard lock(mutex_);
  if (state_ != State::rest_left) return false;
  state_ = State::idle;
  return true;
}

void Checkpointer::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || state_ == State::asked; });
    if (stopping_) return;
    state_ = State::working;
    lock.unlock();
    write_back();
    lock.lock();
    state_ = State::rest_left;
    changed_.notify_all();
  }
}

// Each pass leaves what came during it, so the next one is shorter; unless readers hold it up.
void Checkpointer::write_back() {
  int left = 0;
  for (int pass = 0; pass < kMostPasses; ++pass) {
    const auto done = connection_->checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    if (!done) return log::warn("db: {}", done.error().message);
    if (*done < kLittle || (pass > 0 && *done >= left)) return;
    left = *done;
  }
}

}  // namespace niangjia::db::sqlite
