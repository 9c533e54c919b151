// The record store: one interface, two drivers, SQLite for one machine and PostgreSQL for many.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>

#include "db/transaction.hpp"

namespace niangjia::db {

// The moment at which waiting ends.
using Deadline = std::chrono::steady_clock::time_point;
[[nodiscard]] inline Deadline deadline_in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}
[[nodiscard]] inline Deadline default_deadline() { return deadline_in(std::chrono::seconds{10}); }

struct Options {
  int readers = 8;                             // SQLite: connections that read
  int connections = 16;                        // PostgreSQL: connections at most
  std::size_t statements = 256;                // prepared statements kept per connection
  std::chrono::milliseconds longest_group{5};  // SQLite: for how long units gather under one commit
};

// What the store has done since it was opened, and one figure of now.
struct Metrics {
  std::uint64_t reads = 0;   // units of work that read
  std::uint64_t writes = 0;  // units of work that were committed
  std::uint64_t failed = 0;  // units of work that answered an error
  std::uint64_t statements = 0;
  std::uint64_t prepared = 0;             // statements that were not in a connection's cache
  std::uint64_t commits = 0;              // SQLite: one for a whole group
  std::uint64_t largest_group = 0;        // SQLite: units under one commit
  std::uint64_t commit_microseconds = 0;  // sum over all commits
  std::uint64_t longest_commit_microseconds = 0;
  std::uint64_t retries = 0;      // units of work that were run again
  std::uint64_t checkpoints = 0;  // SQLite: times the log was written back into the file
  std::uint64_t waiting = 0;      // SQLite: units that wait for the writer now
};

// A view of a unit of work, for the drivers.
class Unit {
 public:
  template <class F>
  explicit Unit(F& run)
      : callable_(&run),
        call_([](void* f, Tx& tx) -> Status { return (*static_cast<F*>(f))(tx); }) {}
  [[nodiscard]] Status operator()(Tx& tx) const { return call_(callable_, tx); }

 private:
  void* callable_;
  Status (*call_)(void*, Tx&);
};

// An open store. All functions may be called from any thread; the destructor waits for running
// units.
//
// A unit of work is a function `Result<T> f(Tx&)`. It may be run again (so it changes nothing
// outside but its own locals, which it sets anew), may run on another thread than the caller's,
// ends soon, and does not call read() or write() of the same store: that ends the process with a
// message, because it would wait for itself. An exception that leaves a unit becomes `internal`.
class Database {
 public:
  // `url` is "sqlite:/path/file.db", "postgres://…", "postgresql://…", or "postgres:" followed by
  // key=value pairs as libpq takes them. Creates the SQLite file, not its folder; a PostgreSQL
  // database must exist, be UTF8 and order texts by their bytes (collation C). Fails with
  // `invalid_argument` or `unavailable`, saying what to do.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(std::string_view url,
                                                              Options options = {});

  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  [[nodiscard]] virtual Dialect dialect() const = 0;
  [[nodiscard]] virtual Metrics metrics() const = 0;

  // Runs a unit that only reads, on one unchanging picture of the store, beside other units.
  template <class F>
  [[nodiscard]] auto read(F&& unit, Deadline deadline = default_deadline()) {
    return answer_of(unit, [&](const Unit& erased) { return run_read(erased, deadline); });
  }

  // Runs a unit that writes. When this answers a value, everything that the unit wrote is committed
  // and on disk; when it answers an error, nothing of it is. The one exception is PostgreSQL going
  // away during the commit: `unavailable`, and the message says that the outcome is not known.
  template <class F>
  [[nodiscard]] auto write(F&& unit, Deadline deadline = default_deadline()) {
    return answer_of(unit, [&](const Unit& erased) { return run_write(erased, deadline); });
  }

 protected:
  virtual Status run_read(const Unit& unit, Deadline deadline) = 0;
  virtual Status run_write(const Unit& unit, Deadline deadline) = 0;

 private:
  // Keeps the unit's typed answer on this side of the drivers, which only see success or failure.
  template <class F, class Run>
  static auto answer_of(F& unit, Run&& run) -> std::invoke_result_t<F&, Tx&> {
    std::optional<std::invoke_result_t<F&, Tx&>> answer;
    auto keep = [&](Tx& tx) -> Status {
      answer.emplace(unit(tx));
      if (!*answer) return fail(answer->error());
      return Done{};
    };
    NJ_CHECK(run(Unit(keep)));
    return std::move(*answer);
  }
};

// `name` in quotes for use in a statement. Only [a-z][a-z0-9_]{0,62} passes; anything else is
// `invalid_argument`.
[[nodiscard]] Result<std::string> quote_identifier(std::string_view name);

}  // namespace niangjia::db
