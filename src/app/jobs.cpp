#include "app/jobs.hpp"

#include <boost/json.hpp>

#include "base/log.hpp"
#include "identity/audit.hpp"

namespace niangjia::app {
namespace {

using namespace std::chrono_literals;
constexpr auto kTick = 250ms;
constexpr int kTicksPerSeal = 8;        // two seconds
constexpr int kTicksPerSweep = 14'400;  // an hour
constexpr int kDeltasAtOnce = 2000;
constexpr int kSearchAtOnce = 40;
constexpr int kLinesAtOnce = 500;
constexpr db::Statement kAnyDelta{"jobs.any_delta", "SELECT 1 FROM counter_delta LIMIT 1"};
constexpr db::Statement kAnyPending{"jobs.any_pending", "SELECT 1 FROM search_pending LIMIT 1"};

void note(const char* job, const Error& error) {
  log::warn("{} did not work and is tried again: {}", job, error.message);
}

bool any(db::Database& database, const db::Statement& statement) {
  const auto found = database.read([&](db::Tx& tx) {
    return tx.first(statement, db::Parameters{}, [](const db::Row&) { return true; });
  });
  return found && found->has_value();
}

}  // namespace

Jobs::Jobs(Installation& installation, http::StreamHub& stream)
    : installation_(installation), stream_(stream) {
  const auto last =
      installation_.database().read([](db::Tx& tx) { return identity::last_settled(tx); });
  if (last) told_ = *last;
  thread_ = std::thread([this] { loop(); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
  // What lies still between two runs is sealed.
  seal();
}

void Jobs::loop() {
  for (int tick = 1;; ++tick) {
    {
      std::unique_lock lock(mutex_);
      if (wake_.wait_for(lock, kTick, [this] { return stopping_; })) return;
    }
    const std::uint64_t commits = installation_.database().metrics().writes;
    const bool quiet =
        commits == seen_commits_ && installation_.database().dialect() == db::Dialect::sqlite;
    seen_commits_ = commits;
    if (!quiet) tell_listeners();
    if (!quiet || tick % kTicksPerSeal == 0) {
      fold_counters();
      fold_search();
    }
    if (tick % kTicksPerSeal == 0) seal();
    if (tick % kTicksPerSweep == 0) sweep();
  }
}

bool Jobs::fold_counters() {
  db::Database& database = installation_.database();
  if (!any(database, kAnyDelta)) return false;
  const auto tree = installation_.services().directory.tree();
  const auto folded =
      database.write([&](db::Tx& tx) { return indicator::fold(tx, *tree, kDeltasAtOnce); });
  if (!folded) note("folding counters", folded.error());
  return folded && *folded == kDeltasAtOnce;
}

bool Jobs::fold_search() {
  db::Database& database = installation_.database();
  if (database.dialect() != db::Dialect::sqlite || !any(database, kAnyPending)) return false;
  const auto search = installation_.services().search();
  // Half a tick's worth at most, so that the writer stays free for people.
  const auto until = std::chrono::steady_clock::now() + kTick / 2;
  for (;;) {
    const auto folded = database.write([&](db::Tx& tx) { return search.fold(tx, kSearchAtOnce); });
    if (!folded) note("folding search words", folded.error());
    if (!folded || *folded < kSearchAtOnce) return false;
    if (std::chrono::steady_clock::now() > until) return true;
  }
}

void Jobs::tell_listeners() {
  const auto lines = installation_.database().read(
      [&](db::Tx& tx) { return identity::lines_after(tx, told_, kLinesAtOnce); });
  if (!lines) return note("reading the outbox", lines.error());
  const auto tree = installation_.services().directory.tree();
  for (const identity::StoredLine& line : *lines) {
    told_ = line.position;
    const auto* organisation = tree->find(line.organisation);
    if (!line.entry.is_set() || !organisation) continue;
    if (line.ledger == "position") installation_.sessions().forget_all();
    const boost::json::object data{{"ledger", line.ledger},
                                   {"entry", line.entry.text()},
                                   {"organisation", line.organisation.text()},
                                   {"kind", line.action}};
    stream_.publish({"change", boost::json::serialize(data),
                     line.ledger + " " + std::to_string(organisation->places.low)});
  }
}

void Jobs::seal() {
  for (;;) {
    const auto sealed = installation_.sealer().seal_once();
    if (!sealed) return note("sealing the audit", sealed.error());
    if (!*sealed || (*sealed)->lines < identity::kSealLines) return;
  }
}

void Jobs::sweep() {
  if (const auto swept = installation_.sessions().sweep(); !swept)
    note("sweeping sessions", swept.error());
  const auto now = installation_.services().clock.now();
  const auto forgotten = installation_.database().write(
      [&](db::Tx& tx) { return installation_.answers().sweep(tx, now); });
  if (!forgotten) note("sweeping stored answers", forgotten.error());
}

}  // namespace niangjia::app
