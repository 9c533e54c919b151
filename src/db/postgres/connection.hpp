// One connection to a PostgreSQL server, in pipeline mode: what is queued leaves together and costs
// one round trip.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/counters.hpp"
#include "db/postgres/result.hpp"
#include "db/statement_cache.hpp"

namespace niangjia::db::postgres {

// The server gives up on a statement after this time, unless a transaction says otherwise.
constexpr auto kSessionTimeout = std::chrono::seconds{10};

struct PreparedStatement {
  std::string name;
  std::vector<Oid> types;  // of the parameters; 0 until the server has told
};

// Used by one thread at a time.
class Connection {
 public:
  // `address` as libpq takes it. `counters` outlives the connection.
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const std::string& address,
                                                                const Options& options,
                                                                Counters& counters,
                                                                Deadline deadline);

  // Fails with `invalid_argument`, saying how to create a right one, unless the database is UTF-8,
  // orders texts by their bytes, and the server is 15 or newer.
  [[nodiscard]] Status check_database();

  // Queue a command; nothing waits.
  void queue(const char* command);
  void queue(const Statement& statement, Parameters parameters);
  // Sends what is queued and answers the result of the last command, or the first failure; the
  // commands after a failed one were not run.
  [[nodiscard]] Result<ResultPtr> finish(const Statement& statement, Deadline deadline);

  // Runs one or many statements without parameters. Nothing may be queued.
  [[nodiscard]] Status exec(const Statement& statement, Deadline deadline);

  // Ready for another transaction.
  [[nodiscard]] bool is_usable() const;
  // Nothing can be sent on it any more.
  [[nodiscard]] bool is_lost() const { return broken_ || PQstatus(handle_.get()) != CONNECTION_OK; }
  // What may be done about the latest failure; asking forgets it.
  [[nodiscard]] Remedy take_remedy() { return std::exchange(remedy_, Remedy::none); }

 private:
  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  // A command that was queued, and what its result tells us besides.
  struct Step {
    enum class Kind { prepare, describe, run } kind;
    std::shared_ptr<PreparedStatement> prepared = nullptr;
    std::string_view sql = {};
  };

  Connection(PGconn* handle, std::size_t statements, Counters& counters)
      : handle_(handle), counters_(counters), cache_(statements) {}
  [[nodiscard]] Status configure();
  [[nodiscard]] Result<ResultPtr> ask(const char* query);

  [[nodiscard]] std::shared_ptr<PreparedStatement> prepared(const Statement& statement,
                                                            Parameters parameters);
  void forget(std::shared_ptr<PreparedStatement> prepared);
  void take_note(const Step& step, const PGresult* result);
  [[nodiscard]] Result<ResultPtr> collect(const Statement& statement, Deadline deadline);
  [[nodiscard]] Result<ResultPtr> next_result(const Statement& statement, Deadline deadline);
  [[nodiscard]] Status wait_for_server(const Statement& statement, Deadline deadline);
  [[nodiscard]] tl::unexpected<Error> failed(const PGresult* result, const Statement& statement);
  [[nodiscard]] tl::unexpected<Error> lost(const Statement& statement);

  std::unique_ptr<PGconn, Finish> handle_;
  Counters& counters_;
  StatementCache<PreparedStatement> cache_;
  std::vector<Step> steps_;               // queued
  std::vector<std::string> deallocated_;  // names of statements that the server may forget
  std::uint64_t named_ = 0;
  bool broken_ = false;
  Remedy remedy_ = Remedy::none;
};

}  // namespace niangjia::db::postgres
