#include "db/postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "db/postgres/encoded_parameters.hpp"

namespace niangjia::db::postgres {
namespace {

constexpr int kOldestServer = 150000;
constexpr auto kGrace = std::chrono::seconds{2};  // for the server to say itself that time is up
constexpr Statement kConnect{"db.connect", "connecting"};

// Acknowledged means on disk; and compiling a plan costs more than the short statements that we
// run.
constexpr const char* kSession =
    "SELECT set_config('statement_timeout', '10000', false), set_config('jit', 'off', false), "
    "CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', "
    "'on', false) END";
constexpr const char* kDatabase =
    "SELECT datname, pg_encoding_to_char(encoding) = 'UTF8' AND datlocprovider <> 'i' AND "
    "datcollate IN ('C', 'POSIX') FROM pg_database WHERE datname = current_database()";

void log_notice(void*, const char* message) { log::debug("db: {}", message); }

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& address,
                                                     const Options& options, Counters& counters,
                                                     Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::seconds>(deadline - std::chrono::steady_clock::now());
  const auto timeout = std::to_string(std::clamp<std::int64_t>(left.count(), 2, 10));
  // What the address says itself comes later and wins, but for the encoding.
  const std::array keywords{"connect_timeout", "application_name", "dbname", "client_encoding",
                            static_cast<const char*>(nullptr)};
  const std::array values{timeout.c_str(), "niangjia", address.c_str(), "UTF8",
                          static_cast<const char*>(nullptr)};
  std::unique_ptr<Connection> connection(new Connection(
      PQconnectdbParams(keywords.data(), values.data(), 1), options.statements, counters));
  NJ_CHECK(connection->configure());
  return connection;
}

Status Connection::configure() {
  PGconn* handle = handle_.get();
  if (PQstatus(handle) != CONNECTION_OK)
    return fail(ErrorCode::unavailable,
                fmt::format("PostgreSQL cannot be reached: {}", PQerrorMessage(handle)));
  if (PQserverVersion(handle) < kOldestServer) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("the PostgreSQL server has version {}; 15 or newer is needed",
                            PQserverVersion(handle) / 10000));
  }
  PQsetNoticeProcessor(handle, log_notice, nullptr);
  NJ_CHECK(ask(kSession));
  PQsetnonblocking(handle, 1);
  if (!PQenterPipelineMode(handle)) return lost(kConnect);
  return Done{};
}

Status Connection::check_database() {
  PQexitPipelineMode(handle_.get());
  NJ_TRY(const auto answer, ask(kDatabase));
  PQenterPipelineMode(handle_.get());
  if (std::string_view(PQgetvalue(answer.get(), 0, 1)) == "t") return Done{};
  const auto name = PQgetvalue(answer.get(), 0, 0);
  return fail(
      ErrorCode::invalid_argument,
      fmt::format("the PostgreSQL database '{}' does not hold UTF-8 ordered by bytes. Create it "
                  "with: CREATE "
                  "DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'",
                  name, name));
}

// A question of our own outside of the pipeline, answered in text.
Result<ResultPtr> Connection::ask(const char* query) {
  ResultPtr answer(PQexec(handle_.get(), query));
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK)
    return failed(answer.get(), {"db.ask", query});
  return answer;
}

bool Connection::is_usable() const {
  return !is_lost() && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

void Connection::queue(const char* command) {
  steps_.push_back({Step::Kind::run});
  broken_ |= !PQsendQueryParams(handle_.get(), command, 0, nullptr, nullptr, nullptr, nullptr, 1);
}

void Connection::queue(const Statement& statement, Parameters parameters) {
  for (const auto& name : std::exchange(deallocated_, {}))
    queue(fmt::format("DEALLOCATE {}", name).c_str());
  const auto statement_on_server = prepared(statement, parameters);
  const EncodedParameters encoded(parameters);
  steps_.push_back({Step::Kind::run});
  broken_ |= !PQsendQueryPrepared(handle_.get(), statement_on_server->name.c_str(), encoded.count(),
                                  encoded.values(), encoded.lengths(), encoded.formats(), 1);
}

// Declares the types of the values at hand. Where a value is NULL the server infers the type, and
// tells it.
std::shared_ptr<PreparedStatement> Connection::prepared(const Statement& statement,
                                                        Parameters parameters) {
  if (auto known = cache_.find(statement.sql)) {
    if (fits(parameters, known->types)) return known;
    forget(cache_.remove(statement.sql));
  }
  counters_.prepared.add();
  auto fresh = std::make_shared<PreparedStatement>(
      PreparedStatement{fmt::format("s{}", ++named_), types_of(parameters)});
  const std::string sql(statement.sql);
  broken_ |= !PQsendPrepare(handle_.get(), fresh->name.c_str(), sql.c_str(),
                            static_cast<int>(fresh->types.size()), fresh->types.data());
  steps_.push_back({Step::Kind::prepare, fresh, statement.sql});
  if (std::ranges::find(fresh->types, Oid{0}) != fresh->types.end()) {
    broken_ |= !PQsendDescribePrepared(handle_.get(), fresh->name.c_str());
    steps_.push_back({Step::Kind::describe, fresh});
  }
  return fresh;
}

void Connection::forget(std::shared_ptr<PreparedStatement> prepared) {
  if (prepared) deallocated_.push_back(std::move(prepared->name));
}

void Connection::take_note(const Step& step, const PGresult* result) {
  if (step.kind == Step::Kind::prepare) forget(cache_.put(step.sql, step.prepared));
  if (step.kind != Step::Kind::describe) return;
  for (int i = 0; i < PQnparams(result); ++i)
    step.prepared->types[static_cast<std::size_t>(i)] = PQparamtype(result, i);
}

Result<ResultPtr> Connection::finish(const Statement& statement, Deadline deadline) {
  if (broken_ || !PQpipelineSync(handle_.get())) return lost(statement);
  auto answer = collect(statement, deadline);
  steps_.clear();
  return answer;
}

Result<ResultPtr> Connection::collect(const Statement& statement, Deadline deadline) {
  Result<ResultPtr> answer;
  for (const auto& step : steps_) {
    NJ_TRY(auto result, next_result(statement, deadline));
    if (!result) return lost(statement);
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_FATAL_ERROR) {
      answer = failed(result.get(), statement);
      if (PQstatus(handle_.get()) != CONNECTION_OK) return answer;
    } else if (status != PGRES_PIPELINE_ABORTED) {
      take_note(step, result.get());
      answer = std::move(result);
    }
    NJ_CHECK(next_result(statement, deadline));  // the null that ends each command
  }
  NJ_TRY(const auto sync, next_result(statement, deadline));
  if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) return lost(statement);
  return answer;
}

Status Connection::exec(const Statement& statement, Deadline deadline) {
  PQexitPipelineMode(handle_.get());
  const std::string sql(statement.sql);
  if (!PQsendQuery(handle_.get(), sql.c_str())) return lost(statement);
  Status status = Done{};
  while (true) {
    NJ_TRY(const auto result, next_result(statement, deadline));
    if (!result) break;
    if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR) status = failed(result.get(), statement);
  }
  if (!PQenterPipelineMode(handle_.get())) return lost(statement);
  return status;
}

Result<ResultPtr> Connection::next_result(const Statement& statement, Deadline deadline) {
  NJ_CHECK(wait_for_server(statement, deadline));
  return ResultPtr(PQgetResult(handle_.get()));
}

// Until all is sent and a whole result is there. The server keeps the time itself; this is for the
// day when it does not answer at all.
Status Connection::wait_for_server(const Statement& statement, Deadline deadline) {
  PGconn* handle = handle_.get();
  while (true) {
    const int unsent = PQflush(handle);
    if (unsent == 0 && !PQisBusy(handle)) return Done{};
    if (unsent < 0) return Done{};  // PQgetResult then tells what is wrong
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        deadline + kGrace - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      broken_ = true;
      return fail(ErrorCode::deadline_exceeded,
                  fmt::format("{}: the server does not answer", statement.name));
    }
    pollfd socket{PQsocket(handle), static_cast<short>(unsent ? POLLIN | POLLOUT : POLLIN), 0};
    const int ready =
        ::poll(&socket, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
    if (ready > 0 && (socket.revents & ~POLLOUT) && !PQconsumeInput(handle)) return Done{};
  }
}

tl::unexpected<Error> Connection::failed(const PGresult* result, const Statement& statement) {
  auto failure = failure_of(result, statement);
  remedy_ = failure.remedy;
  if (remedy_ == Remedy::reconnect) broken_ = true;
  return fail(std::move(failure.error));
}

tl::unexpected<Error> Connection::lost(const Statement& statement) {
  broken_ = true;
  remedy_ = Remedy::reconnect;
  return fail(ErrorCode::unavailable, fmt::format("{}: the connection was lost: {}", statement.name,
                                                  PQerrorMessage(handle_.get())));
}

}  // namespace niangjia::db::postgres
