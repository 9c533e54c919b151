#include "db/database.hpp"

#include <fmt/format.h>

#include "db/postgres/postgres_database.hpp"
#include "db/sqlite/sqlite_database.hpp"

namespace niangjia::db {

Result<std::unique_ptr<Database>> Database::open(std::string_view url, Options options) {
  constexpr std::string_view kSqlite = "sqlite:";
  constexpr std::string_view kPostgresPairs = "postgres:";
  if (url.starts_with(kSqlite))
    return sqlite::SqliteDatabase::open(std::string(url.substr(kSqlite.size())), options);
  if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
    return postgres::PostgresDatabase::open(std::string(url), options);
  if (url.starts_with(kPostgresPairs))
    return postgres::PostgresDatabase::open(std::string(url.substr(kPostgresPairs.size())),
                                            options);
  // The address may carry a password and is not repeated.
  return fail(
      ErrorCode::invalid_argument,
      "the address of the store starts with sqlite: (a file), postgres:// or postgresql:// (an "
      "address), or postgres: (key=value pairs)");
}

}  // namespace niangjia::db
