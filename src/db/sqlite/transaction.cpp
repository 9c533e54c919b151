#include "db/sqlite/transaction.hpp"

#include <fmt/format.h>

namespace niangjia::db::sqlite {
namespace {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return view(start, column);
  }
  std::string_view blob(int column) const override {
    return view(static_cast<const char*>(sqlite3_column_blob(statement_, column)), column);
  }

 private:
  std::string_view view(const char* start, int column) const {
    if (!start) return {};
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

  sqlite3_stmt* statement_;
};

// Marks the statement as running, and makes it ready for the next time when it is done.
class Running {
 public:
  explicit Running(PreparedStatement& prepared) : prepared_(prepared) { prepared_.running = true; }
  Running(const Running&) = delete;
  ~Running() {
    sqlite3_reset(prepared_.handle.get());
    prepared_.running = false;
  }

 private:
  PreparedStatement& prepared_;
};

// The bytes stay where they are until the statement has run. A null pointer would bind NULL, not an
// empty value.
int bind_one(sqlite3_stmt* handle, int place, const Parameter& value) {
  const char* bytes = value.bytes().data() ? value.bytes().data() : "";
  switch (value.kind()) {
    case Parameter::Kind::null:
      return sqlite3_bind_null(handle, place);
    case Parameter::Kind::integer:
      return sqlite3_bind_int64(handle, place, value.integer());
    case Parameter::Kind::real:
      return sqlite3_bind_double(handle, place, value.real());
    case Parameter::Kind::text:
      return sqlite3_bind_text64(handle, place, bytes, value.bytes().size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    case Parameter::Kind::blob:
      return sqlite3_bind_blob64(handle, place, bytes, value.bytes().size(), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

Status bind_all(const Connection& connection, const Statement& statement,
                const PreparedStatement& prepared, Parameters parameters) {
  if (prepared.parameter_count != static_cast<int>(parameters.size())) {
    return fail(ErrorCode::internal,
                fmt::format("{}: needs {} parameters, was given {}", statement.name,
                            prepared.parameter_count, parameters.size()));
  }
  int place = 1;
  for (const int number : prepared.parameters) {
    const auto index = static_cast<std::size_t>(number);
    const int code = bind_one(prepared.handle.get(), place++, parameters[index]);
    if (code != SQLITE_OK) return fail(connection.error(code, statement.name));
  }
  return Done{};
}

}  // namespace

Result<std::int64_t> SqliteTx::perform(const Statement& statement, Parameters parameters,
                                       const RowVisitor& each) {
  NJ_TRY(const auto prepared, connection_.prepare(statement));
  const Running running(*prepared);
  NJ_CHECK(bind_all(connection_, statement, *prepared, parameters));

  sqlite3_stmt* handle = prepared->handle.get();
  const SqliteRow row(handle);
  std::int64_t rows = 0;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(handle)) == SQLITE_ROW) {
    ++rows;
    if (each && *each(row) == RowVisitor::Next::stop) return rows;
  }
  if (code != SQLITE_DONE) return fail(connection_.error(code, statement.name));
  return sqlite3_column_count(handle) > 0 ? rows : sqlite3_changes64(connection_.handle());
}

Status SqliteTx::perform_ddl(std::string_view sql) {
  has_defined_ = true;
  return connection_.exec(sql);
}

}  // namespace niangjia::db::sqlite
