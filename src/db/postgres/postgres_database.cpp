#include "db/postgres/postgres_database.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "base/turn.hpp"

namespace niangjia::db::postgres {
namespace {

constexpr int kMostAttempts = 12;
constexpr int kLongestPauseMicroseconds = 64'000;

// Units that collided must not collide again at once: up to 4, 8, 16 … 64 ms.
void pause_before(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  std::uniform_int_distribution<int> microseconds(
      0, std::min(2000 << attempt, kLongestPauseMicroseconds));
  std::this_thread::sleep_for(std::chrono::microseconds{microseconds(random)});
}

}  // namespace

PostgresDatabase::PostgresDatabase(const std::string& address, const Options& options)
    : connections_(options.connections, [this, address, options](Deadline deadline) {
        return Connection::open(address, options, counters_, deadline);
      }) {}

Result<std::unique_ptr<Database>> PostgresDatabase::open(const std::string& address,
                                                         const Options& options) {
  std::unique_ptr<PostgresDatabase> database(new PostgresDatabase(address, options));
  {
    NJ_TRY(const auto connection, database->connections_.take(default_deadline()));
    NJ_CHECK(connection->check_database());
  }
  return database;
}

Status PostgresDatabase::run(const Unit& unit, Mode mode, Deadline deadline) {
  refuse_nesting(*this);
  const WithoutTurn waiting_for_the_server;
  for (int count = 1;; ++count) {
    auto [status, remedy] = attempt(unit, mode, deadline);
    if (remedy == Remedy::reconnect) connections_.drop_idle();
    if (status) {
      (mode == Mode::read ? counters_.reads : counters_.writes).add();
      return status;
    }
    if (remedy == Remedy::none || count == kMostAttempts ||
        std::chrono::steady_clock::now() > deadline) {
      counters_.failed.add();
      return status;
    }
    counters_.retries.add();
    pause_before(count);
  }
}

PostgresDatabase::Attempt PostgresDatabase::attempt(const Unit& unit, Mode mode,
                                                    Deadline deadline) {
  auto connection = connections_.take(deadline);
  if (!connection) return {fail(std::move(connection.error()))};
  PostgresTx tx(*this, counters_, **connection, mode, deadline);
  auto status = tx.run_unit(unit);
  if (status) {
    status = tx.commit();
  } else {
    tx.roll_back();
  }
  return {std::move(status), (*connection)->take_remedy()};
}

}  // namespace niangjia::db::postgres
