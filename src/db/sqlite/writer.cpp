#include "db/sqlite/writer.hpp"

#include "base/log.hpp"
#include "db/sqlite/transaction.hpp"

namespace niangjia::db::sqlite {
namespace {

constexpr std::size_t kLargestGroup = 256;
constexpr int kCarefulUnits = 1000;
constexpr int kPagesBetweenCheckpoints = 8000;  // 32 MB of log
constexpr int kLongestLog = 4 * kPagesBetweenCheckpoints;

constexpr Statement kBegin{"db.begin", "BEGIN IMMEDIATE"};
constexpr Statement kCommit{"db.commit", "COMMIT"};
constexpr Statement kRollback{"db.rollback", "ROLLBACK"};
constexpr Statement kSave{"db.savepoint", "SAVEPOINT unit"};
constexpr Statement kRelease{"db.release", "RELEASE unit"};
constexpr Statement kUndo{"db.undo", "ROLLBACK TO unit"};

}  // namespace

Result<std::unique_ptr<Writer>> Writer::start(const std::string& path, const Options& options,
                                              const Database& database, Counters& counters) {
  NJ_TRY(auto connection, Connection::open(path, Access::write, options, counters));
  NJ_TRY(auto checkpointer, Checkpointer::start(path, options, counters));
  return std::unique_ptr<Writer>(
      new Writer(std::move(connection), std::move(checkpointer), options, database, counters));
}

Writer::Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Checkpointer> checkpointer,
               const Options& options, const Database& database, Counters& counters)
    : connection_(std::move(connection)),
      checkpointer_(std::move(checkpointer)),
      database_(database),
      counters_(counters),
      longest_group_(options.longest_group),
      thread_([this] { serve(); }) {}

Writer::~Writer() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
  checkpointer_.reset();
  if (auto done = connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE); !done)
    log::warn("db: the log stays beside the file and is read at the next start: {}",
              done.error().message);
}

Status Writer::run(const Unit& unit, Deadline deadline) {
  Waiting waiting{unit, deadline};
  bool was_idle = false;
  {
    std::lock_guard lock(mutex_);
    was_idle = waiting_.empty();
    waiting_.push_back(&waiting);
  }
  if (was_idle) arrived_.notify_one();
  waiting.pause.wait();
  return std::move(waiting.answer);
}

std::size_t Writer::waiting() const {
  std::lock_guard lock(mutex_);
  return waiting_.size();
}

void Writer::serve() {
  for (Units todo; wait_for_work(todo); todo.clear()) {
    run_group(std::move(todo));
    checkpoint_when_due();
  }
}

bool Writer::wait_for_work(Units& todo) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
  todo.swap(waiting_);
  return !todo.empty();
}

bool Writer::take_waiting(Units& todo) {
  std::lock_guard lock(mutex_);
  todo.swap(waiting_);
  return !todo.empty();
}

void Writer::run_group(Units todo) {
  while (!todo.empty()) {
    if (auto begun = connection_->control(kBegin); !begun) {
      for (auto* waiting : todo) waiting->answer = begun;
      return answer(todo);
    }
    todo = run_units(std::move(todo));
  }
}

// Runs units in the open transaction until the group is full, commits and answers those that ran;
// gives back the units for which there was no room.
Writer::Units Writer::run_units(Units todo) {
  Units ran;
  const auto end = std::chrono::steady_clock::now() + longest_group_;
  while (ran.size() < kLargestGroup && (!todo.empty() || take_waiting(todo))) {
    if (!ran.empty() && std::chrono::steady_clock::now() > end) break;
    Waiting& next = *todo.front();
    todo.pop_front();
    const Left left = careful_units_ > 0 ? run_in_savepoint(next) : run_unit(next);
    if (left == Left::whole) {
      ran.push_back(&next);
      continue;
    }
    if (left == Left::gone) start_again_without(next, ran, todo);
    if (left == Left::spoilt) start_again_carefully(next, ran, todo);
    return todo;
  }
  commit(ran);
  answer(ran);
  return todo;
}

Writer::Left Writer::run_unit(Waiting& waiting) {
  SqliteTx tx(database_, counters_, *connection_, waiting.deadline);
  waiting.answer = tx.run_unit(waiting.unit);
  if (!connection_->in_transaction()) return Left::gone;
  return waiting.answer || !tx.has_changed() ? Left::whole : Left::spoilt;
}

Writer::Left Writer::run_in_savepoint(Waiting& waiting) {
  --careful_units_;
  if (waiting.answer = connection_->control(kSave); !waiting.answer) return Left::whole;
  const Left left = run_unit(waiting);
  if (left == Left::gone) return left;
  if (left == Left::spoilt) {
    if (auto undone = connection_->control(kUndo); !undone)
      log::error("db: {}", undone.error().message);
  }
  if (auto released = connection_->control(kRelease); !released) waiting.answer = released;
  return connection_->in_transaction() ? Left::whole : Left::gone;
}

// A full disk or a passed deadline makes SQLite roll back the whole transaction, the others' work
// too. Only the unit in which it happened is told; the others are run again.
void Writer::start_again_without(Waiting& lost, Units& ran, Units& todo) {
  if (lost.answer)
    lost.answer = fail(ErrorCode::unavailable, "the store rolled the transaction back");
  counters_.retries.add(ran.size());
  todo.insert(todo.begin(), ran.begin(), ran.end());
  Units alone{&lost};
  answer(alone);
}

// The first of a group has only itself to undo. Of others nobody knows what the failing unit has
// seen of them, so that all are run again.
void Writer::start_again_carefully(Waiting& spoiler, Units& ran, Units& todo) {
  roll_back();
  if (ran.empty()) {
    Units alone{&spoiler};
    return answer(alone);
  }
  careful_units_ = kCarefulUnits;
  counters_.retries.add(ran.size() + 1);
  todo.push_front(&spoiler);
  todo.insert(todo.begin(), ran.begin(), ran.end());
}

void Writer::roll_back() {
  if (!connection_->in_transaction()) return;
  if (auto undone = connection_->control(kRollback); !undone)
    log::error("db: {}", undone.error().message);
}

void Writer::commit(Units& ran) {
  counters_.largest_group.raise_to(ran.size());
  const auto start = std::chrono::steady_clock::now();
  const auto committed = connection_->control(kCommit);
  counters_.add_commit(std::chrono::steady_clock::now() - start);
  if (committed) return;
  log::error("db: {} units were not committed: {}", ran.size(), committed.error().message);
  for (auto* waiting : ran) waiting->answer = committed;
  roll_back();
}

void Writer::answer(Units& units) {
  for (auto* waiting : units) {
    (waiting->answer ? counters_.writes : counters_.failed).add();
    waiting->pause.end();  // from here on the caller may have gone
  }
}

// Readers that still look at the log hold it back, and a slow disk does: then it grows on, and
// beyond a size we wait for them.
void Writer::checkpoint_when_due() {
  const int pages = connection_->log_pages();
  if (pages < pages_at_checkpoint_)
    pages_at_checkpoint_ = 0;  // the log has started again at its beginning
  if (checkpointer_->leaves_rest()) return write_back(SQLITE_CHECKPOINT_PASSIVE);
  if (pages < pages_at_checkpoint_ + kPagesBetweenCheckpoints) return;
  pages_at_checkpoint_ = pages;
  if (pages <= kLongestLog) return checkpointer_->ask();
  checkpointer_->wait();
  write_back(SQLITE_CHECKPOINT_RESTART);
}

void Writer::write_back(int mode) {
  if (auto done = connection_->checkpoint(mode); !done) log::warn("db: {}", done.error().message);
}

}  // namespace niangjia::db::sqlite
