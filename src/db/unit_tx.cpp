#include "db/unit_tx.hpp"

#include <fmt/format.h>

#include <cmath>
#include <exception>

#include "base/log.hpp"
#include "base/text.hpp"

namespace niangjia::db {
namespace {

constexpr auto kSlow = std::chrono::milliseconds{500};

// The units that run on this thread, the innermost first; several only when they belong to several
// stores.
struct Running {
  const Database* database;
  const Running* outer;
};
thread_local const Running* running = nullptr;

class RunningScope {
 public:
  explicit RunningScope(const Database& database) : here_{&database, running} { running = &here_; }
  ~RunningScope() { running = here_.outer; }

 private:
  Running here_;
};

// What one store would refuse and the other would bend: NUL or broken UTF-8 in a text, numbers that
// are none.
Status check_value(const Statement& statement, const Parameter& parameter, std::size_t position) {
  const auto refuse = [&](const char* what) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: parameter ${} {}", statement.name, position + 1, what));
  };
  if (parameter.kind() == Parameter::Kind::real && !std::isfinite(parameter.real()))
    return refuse("is not a finite number");
  if (parameter.kind() == Parameter::Kind::text) {
    if (parameter.bytes().find('\0') != std::string_view::npos)
      return refuse("holds a NUL character");
    if (!text::is_utf8(parameter.bytes())) return refuse("is not UTF-8");
  }
  return Done{};
}

}  // namespace

void refuse_nesting(const Database& database) {
  for (const Running* unit = running; unit; unit = unit->outer)
    NJ_ASSERT(unit->database != &database &&
              "read() or write() inside a unit of work of the same store");
}

Status UnitTx::run_unit(const Unit& unit) {
  const RunningScope scope(database_);
  Status status = Done{};
  try {
    status = unit(*this);
  } catch (const std::exception& thrown) {
    status = fail(ErrorCode::internal, fmt::format("a unit of work threw: {}", thrown.what()));
  } catch (...) {
    status = fail(ErrorCode::internal, "a unit of work threw");
  }
  if (status && failure_) return fail(*failure_);
  return status;
}

Status UnitTx::check_usable(const char* what) const {
  if (failure_) return fail(*failure_);
  if (std::chrono::steady_clock::now() > deadline_)
    return fail(ErrorCode::deadline_exceeded, fmt::format("{}: no time was left to run it", what));
  return Done{};
}

Status UnitTx::exec_ddl(std::string_view sql) {
  NJ_CHECK(check_usable("exec_ddl"));
  auto status = perform_ddl(sql);
  if (!status) failure_ = status.error();
  return status;
}

Result<std::int64_t> UnitTx::execute(const Statement& statement, Parameters parameters,
                                     const RowVisitor& each) {
  NJ_CHECK(check_usable(statement.name));
  for (std::size_t i = 0; i < parameters.size(); ++i)
    NJ_CHECK(check_value(statement, parameters[i], i));
  if (!each) return perform_timed(statement, parameters, each);

  std::optional<Error> refused;
  const auto guarded = [&](const Row& row) -> Result<RowVisitor::Next> {
    auto next = each(row);
    if (next) return next;
    refused = std::move(next.error());
    return RowVisitor::Next::stop;
  };
  auto answer = perform_timed(statement, parameters, guarded);
  if (refused) return fail(std::move(*refused));
  return answer;
}

Result<std::int64_t> UnitTx::perform_timed(const Statement& statement, Parameters parameters,
                                           const RowVisitor& each) {
  counters_.statements.add();
  const auto start = std::chrono::steady_clock::now();
  auto answer = perform(statement, parameters, each);
  const auto taken = std::chrono::steady_clock::now() - start;
  if (taken > kSlow) {
    log::warn("db: {} took {} ms", statement.name,
              std::chrono::duration_cast<std::chrono::milliseconds>(taken).count());
  }
  if (!answer) failure_ = answer.error();
  return answer;
}

}  // namespace niangjia::db
