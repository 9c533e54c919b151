#include "db/postgres/transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/log.hpp"

namespace niangjia::db::postgres {
namespace {

constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr Statement kBegin{"db.begin", "BEGIN"};
constexpr Statement kCommit{"db.commit", "COMMIT"};
constexpr Statement kRollback{"db.rollback", "ROLLBACK"};

// Whoever waits for a commit waits for the truth, somewhat beyond the deadline.
constexpr auto kTimeToCommit = std::chrono::seconds{5};

std::int64_t rows_changed(PGresult* result) {
  const std::string_view digits = PQcmdTuples(result);
  std::int64_t rows = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), rows);
  return rows;
}

}  // namespace

void PostgresTx::queue_begin() {
  if (std::exchange(begun_, true)) return;
  connection_.queue(mode_ == Mode::read ? kBeginRead : kBeginWrite);
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline() - std::chrono::steady_clock::now());
  // Most come with nearly the session's own time left and are spared a command.
  if (left <= kSessionTimeout && left > kSessionTimeout - std::chrono::seconds{1}) return;
  connection_.queue(fmt::format("SET LOCAL statement_timeout = {}",
                                std::clamp<std::int64_t>(left.count(), 1,
                                                         std::numeric_limits<std::int32_t>::max()))
                        .c_str());
}

Result<std::int64_t> PostgresTx::perform(const Statement& statement, Parameters parameters,
                                         const RowVisitor& each) {
  queue_begin();
  connection_.queue(statement, parameters);
  NJ_TRY(const auto result, connection_.finish(statement, deadline()));
  if (PQnfields(result.get()) == 0) return rows_changed(result.get());

  NJ_CHECK(check_columns(result.get(), statement));
  const int rows = PQntuples(result.get());
  for (int row = 0; each && row < rows; ++row) {
    if (*each(PostgresRow(result.get(), row)) == RowVisitor::Next::stop) return row + 1;
  }
  return rows;
}

Status PostgresTx::perform_ddl(std::string_view sql) {
  if (!begun_) {
    queue_begin();
    NJ_CHECK(connection_.finish(kBegin, deadline()));
  }
  return connection_.exec({"exec_ddl", sql}, deadline());
}

Status PostgresTx::commit() {
  if (!begun_) return Done{};
  const auto start = std::chrono::steady_clock::now();
  connection_.queue(kCommit.sql.data());
  const auto committed = connection_.finish(kCommit, std::max(deadline(), start + kTimeToCommit));
  if (mode_ == Mode::write) counters_.add_commit(std::chrono::steady_clock::now() - start);
  if (committed) return Done{};
  if (connection_.is_lost()) {
    static_cast<void>(connection_.take_remedy());
    return fail(ErrorCode::unavailable, fmt::format("whether this was committed is not known: {}",
                                                    committed.error().message));
  }
  return fail(committed.error());
}

void PostgresTx::roll_back() {
  if (!begun_ || connection_.is_lost()) return;
  connection_.queue(kRollback.sql.data());
  const auto done = connection_.finish(kRollback, deadline_in(kTimeToCommit));
  if (!done) log::warn("db: {}", done.error().message);
}

}  // namespace niangjia::db::postgres
