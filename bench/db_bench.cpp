// One-row commits: SQLite alone, one by one as the machine can make them safe, against write() from
// many threads that share commits; PostgreSQL when NIANGJIA_TEST_POSTGRES names a server (one with
// fsync on tells the truth).
//
//   db_bench [FOLDER] [SECONDS] [raw]     FOLDER is on the disk to be measured; raw: SQLite alone
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "db/database.hpp"

namespace niangjia::db {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::string_view kTable =
    "CREATE TABLE bench_entry (id BIGINT NOT NULL PRIMARY KEY, owner BIGINT NOT NULL, body TEXT "
    "NOT NULL)";
constexpr Statement kInsert{"bench.insert",
                            "INSERT INTO bench_entry (id, owner, body) VALUES ($1, $2, $3)"};
constexpr Statement kFind{"bench.find", "SELECT body FROM bench_entry WHERE id = $1"};

struct Line {
  std::string name;
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  double group = 1;
};

void print(const Line& line) {
  fmt::print("{:<44} {:>10.0f}/s   p50 {:>7.2f} ms   p99 {:>7.2f} ms   {:>6.1f} per commit\n",
             line.name, line.per_second, line.p50_ms, line.p99_ms, line.group);
}

Line line_of(std::string name, std::vector<double> times_ms, double seconds) {
  if (times_ms.empty()) return {std::move(name)};
  std::ranges::sort(times_ms);
  return {std::move(name), static_cast<double>(times_ms.size()) / seconds,
          times_ms[times_ms.size() / 2], times_ms[times_ms.size() * 99 / 100]};
}

// Calls `work` on each of `threads` until the time is over; ends the program when it answers false.
template <class Work>
Line measure(std::string name, int threads, std::chrono::seconds time, Work work) {
  std::vector<std::vector<double>> times(static_cast<std::size_t>(threads));
  std::vector<std::thread> running;
  const auto start = SteadyClock::now();
  for (auto& own : times) {
    running.emplace_back([&] {
      for (auto before = SteadyClock::now(); before - start < time;) {
        if (!work()) {
          fmt::print(stderr, "{}: failed\n", name);
          std::exit(1);
        }
        const auto after = SteadyClock::now();
        own.push_back(std::chrono::duration<double, std::milli>(after - before).count());
        before = after;
      }
    });
  }
  for (auto& thread : running) thread.join();
  const std::chrono::duration<double> taken = SteadyClock::now() - start;
  std::vector<double> all;
  for (const auto& own : times) all.insert(all.end(), own.begin(), own.end());
  return line_of(std::move(name), std::move(all), taken.count());
}

// What the machine can do: SQLite's own interface, one connection, each row its own commit.
Line raw_commits(const std::string& path, std::string_view body, std::chrono::seconds time) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* insert = nullptr;
  sqlite3_open(path.c_str(), &handle);
  sqlite3_exec(handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nullptr, nullptr,
               nullptr);
  sqlite3_exec(handle, std::string(kTable).c_str(), nullptr, nullptr, nullptr);
  sqlite3_prepare_v2(handle, kInsert.sql.data(), -1, &insert, nullptr);
  std::int64_t id = 0;
  auto line = measure("SQLite raw, 1 connection, 1 row per commit", 1, time, [&] {
    sqlite3_bind_int64(insert, 1, ++id);
    sqlite3_bind_int64(insert, 2, id % 1000);
    sqlite3_bind_text(insert, 3, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
    const bool done = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_reset(insert);
    return done;
  });
  sqlite3_finalize(insert);
  sqlite3_close(handle);
  return line;
}

void measure_store(const std::string& store, const std::string& url, std::string_view body,
                   std::chrono::seconds time) {
  auto opened = Database::open(url);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().message);
    std::exit(1);
  }
  Database& database = **opened;
  if (auto made = database.write([](Tx& tx) { return tx.exec_ddl(kTable); }); !made) {
    fmt::print(stderr, "{}\n", made.error().message);
    std::exit(1);
  }
  std::atomic<std::int64_t> last{0};
  for (const int threads : {1, 16, 64}) {
    const auto before = database.metrics();
    auto line = measure(fmt::format("{} write(), {} threads", store, threads), threads, time, [&] {
      const std::int64_t id = ++last;
      return database.write([&](Tx& tx) {
                       return tx.run(kInsert, {id, id % 1000, body});
                     })
          .has_value();
    });
    const auto after = database.metrics();
    line.group = static_cast<double>(after.writes - before.writes) /
                 static_cast<double>(after.commits - before.commits);
    print(line);
  }
  for (const int threads : {1, 16, 64}) {
    print(measure(
        fmt::format("{} read() of one row, {} threads", store, threads), threads, time, [&] {
          thread_local std::uint64_t random =
              88172645463325252ULL + std::hash<std::thread::id>{}(std::this_thread::get_id());
          random ^= random << 13, random ^= random >> 7, random ^= random << 17;
          const auto id =
              static_cast<std::int64_t>(random % static_cast<std::uint64_t>(last.load())) + 1;
          return database
              .read([&](Tx& tx) {
                return tx.first(kFind, {id}, [](const Row& row) { return row.text(0).size(); });
              })
              .has_value();
        }));
  }
}

}  // namespace
}  // namespace niangjia::db

int main(int argc, char** argv) {
  const std::filesystem::path base = argc > 1 ? argv[1] : std::filesystem::temp_directory_path();
  const std::chrono::seconds time{argc > 2 ? std::atoi(argv[2]) : 3};
  const auto folder = base / "niangjia-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string body(600, 'x');

  niangjia::db::print(niangjia::db::raw_commits(folder / "raw.db", body, time));
  const bool is_raw = argc > 3 && std::string_view(argv[3]) == "raw";
  if (!is_raw)
    niangjia::db::measure_store("SQLite", "sqlite:" + (folder / "store.db").string(), body, time);
  if (const char* server = is_raw ? nullptr : std::getenv("NIANGJIA_TEST_POSTGRES")) {
    niangjia::db::measure_store("PostgreSQL", std::string("postgres:") + server, body, time);
  }
  std::filesystem::remove_all(folder);
}
