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
constexpr int kLinesAtOnce = 500;

void note(const char* job, const Error& error) {
  log::warn("{} did not work and is tried again: {}", job, error.message);
}

}  // namespace

Jobs::Jobs(Installation& installation, http::StreamHub& stream)
    : installation_(installation), stream_(stream), folding_(installation) {
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
    const auto end = Clock::now() + kTick;
    fold_until(end);
    if (stops_before(end)) return;
    const std::uint64_t commits = installation_.database().metrics().writes;
    const bool quiet =
        commits == seen_commits_ && installation_.database().dialect() == db::Dialect::sqlite;
    seen_commits_ = commits;
    if (!quiet) tell_listeners();
    may_fold_ = may_fold_ || !quiet || tick % kTicksPerSeal == 0;
    if (tick % kTicksPerSeal == 0) seal();
    if (tick % kTicksPerSweep == 0) sweep();
  }
}

void Jobs::fold_until(Clock::time_point end) {
  while (may_fold_ && Clock::now() < end) {
    const auto rest = folding_.step();
    may_fold_ = rest.has_value();
    if (rest && stops_before(std::min(end, Clock::now() + *rest))) return;
  }
}

bool Jobs::stops_before(Clock::time_point end) {
  std::unique_lock lock(mutex_);
  return wake_.wait_until(lock, end, [this] { return stopping_; });
}

void Jobs::tell_listeners() {
  for (;;) {
    const auto lines = installation_.database().read(
        [&](db::Tx& tx) { return identity::lines_after(tx, told_, kLinesAtOnce); });
    if (!lines) return note("reading the outbox", lines.error());
    const auto tree = installation_.services().directory.tree();
    for (const identity::StoredLine& line : *lines) tell(line, *tree);
    if (lines->size() < kLinesAtOnce) return;
  }
}

void Jobs::tell(const identity::StoredLine& line, const organisation::Tree& tree) {
  told_ = line.position;
  const auto* organisation = tree.find(line.organisation);
  if (!line.entry.is_set() || !organisation) return;
  if (line.ledger == "position") installation_.sessions().forget_all();
  const boost::json::object data{{"ledger", line.ledger},
                                 {"entry", line.entry.text()},
                                 {"organisation", line.organisation.text()},
                                 {"kind", line.action}};
  stream_.publish({"change", boost::json::serialize(data),
                   line.ledger + " " + std::to_string(organisation->places.low)});
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
