// Numbered changes of the schema, applied once and in order.
#pragma once
#include <span>
#include <string_view>

#include "base/time.hpp"
#include "db/database.hpp"

namespace niangjia::db {

// Append-only: what has been applied somewhere is never edited, it is followed by another one.
// Numbers are unique over all folders; each folder keeps to a range of its own. Texts hold one or
// many statements.
struct Migration {
  int number;
  const char* name;              // "ledger.entry_tables"
  std::string_view sql;          // for both stores
  std::string_view sqlite = {};  // run after `sql`, only there
  std::string_view postgres = {};
};

// Brings the store up to `migrations`, each in a transaction of its own, in the order of their
// numbers. Several nodes may call it at once. Fails, before anything is changed, with
// `invalid_argument` when two carry one number, when the text of an applied one has changed (naming
// it), or when the store holds one that is not in the list: then it belongs to a newer version of
// the program.
[[nodiscard]] Status migrate(Database& database, std::span<const Migration> migrations,
                             Moment applied_at = now());

}  // namespace niangjia::db
