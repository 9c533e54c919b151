#include "db/postgres/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "db/postgres/types.hpp"

namespace niangjia::db::postgres {
namespace {

constexpr std::array kReadable{kBool, kBytea,  kName,   kInt8,    kInt2,    kInt4,
                               kText, kFloat4, kFloat8, kUnknown, kVarchar, kVoid};

std::string_view field(const PGresult* result, int code) {
  const char* value = PQresultErrorField(result, code);
  return value ? value : "";
}

// Of class 08, "connection", but means that the number of parameters was wrong.
constexpr std::string_view kProtocolViolation = "08P01";

ErrorCode code_of(std::string_view state) {
  const auto is_class = [&](std::string_view prefix) { return state.starts_with(prefix); };
  if (state == kProtocolViolation) return ErrorCode::internal;
  if (state == "23505") return ErrorCode::conflict;
  if (state == "57014") return ErrorCode::deadline_exceeded;
  if (is_class("22") || is_class("23")) return ErrorCode::invalid_argument;
  if (is_class("54")) return ErrorCode::too_large;
  // No state at all: the connection broke, and libpq made the message.
  if (state.empty() || is_class("08") || is_class("40") || is_class("53") || is_class("57") ||
      is_class("58") || state == "55P03")
    return ErrorCode::unavailable;
  return ErrorCode::internal;
}

Remedy remedy_for(std::string_view state, std::string_view message) {
  if (state == "40001" || state == "40P01") return Remedy::run_again;
  if (state.empty() || state.starts_with("08") || state.starts_with("57P"))
    return Remedy::reconnect;
  // The schema changed under a statement that this connection had prepared.
  if (state == "0A000" && message.starts_with("cached plan")) return Remedy::reconnect;
  return Remedy::none;
}

std::string_view without_line_end(std::string_view message) {
  return message.substr(0, message.find_last_not_of("\r\n") + 1);
}

}  // namespace

Failure failure_of(const PGresult* result, const Statement& statement) {
  const auto state = field(result, PG_DIAG_SQLSTATE);
  auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = without_line_end(PQresultErrorMessage(result));
  Error error{code_of(state), fmt::format("{}: {}", statement.name, message), {}, {}};
  if (state == "53100") error.message += " (disk full: make room, then it goes on)";
  if (error.code == ErrorCode::internal) error.message += fmt::format(" in {}", statement.sql);
  return {std::move(error), remedy_for(state, message)};
}

Status check_columns(const PGresult* result, const Statement& statement) {
  for (int column = 0; column < PQnfields(result); ++column) {
    const Oid type = PQftype(result, column);
    if (std::ranges::find(kReadable, type) != kReadable.end()) continue;
    return fail(
        ErrorCode::internal,
        fmt::format(
            "{}: column '{}' has a type (oid {}) that is not read; write CAST(… AS BIGINT), "
            "TEXT, BYTEA or DOUBLE PRECISION in {}",
            statement.name, PQfname(result, column), type, statement.sql));
  }
  return Done{};
}

bool PostgresRow::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

std::int64_t PostgresRow::integer(int column) const {
  if (is_null(column)) return 0;
  const char* value = PQgetvalue(result_, row_, column);
  switch (PQftype(result_, column)) {
    case kInt8:
      return static_cast<std::int64_t>(read_big_endian<std::uint64_t>(value));
    case kInt4:
      return static_cast<std::int32_t>(read_big_endian<std::uint32_t>(value));
    case kInt2:
      return static_cast<std::int16_t>(read_big_endian<std::uint16_t>(value));
    case kBool:
      return *value != 0;
    case kFloat4:
    case kFloat8:
      return static_cast<std::int64_t>(real(column));
  }
  NJ_ASSERT(false && "Row::integer() of a column that holds no number");
  return 0;
}

double PostgresRow::real(int column) const {
  if (is_null(column)) return 0;
  const char* value = PQgetvalue(result_, row_, column);
  switch (PQftype(result_, column)) {
    case kFloat8:
      return std::bit_cast<double>(read_big_endian<std::uint64_t>(value));
    case kFloat4:
      return std::bit_cast<float>(read_big_endian<std::uint32_t>(value));
  }
  return static_cast<double>(integer(column));
}

std::string_view PostgresRow::text(int column) const { return bytes(column); }
std::string_view PostgresRow::blob(int column) const { return bytes(column); }

std::string_view PostgresRow::bytes(int column) const {
  const Oid type = PQftype(result_, column);
  NJ_ASSERT(
      (type == kText || type == kVarchar || type == kBytea || type == kName || type == kUnknown) &&
      "Row::text() or blob() of a column that holds a number");
  return {PQgetvalue(result_, row_, column),
          static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

}  // namespace niangjia::db::postgres
