// The place at which a list goes on: sort value and id of the last row, sealed, so that nobody
// reads or makes one.
#pragma once
#include <string>

#include "base/result.hpp"
#include "catalog/value.hpp"
#include "identity/master_key.hpp"

namespace niangjia::ledger {

struct Cursor {
  catalog::Value value;
  std::int64_t id = 0;
};

// `list` names ledger and sort; a cursor opens only for the list that it was made for.
[[nodiscard]] std::string seal_cursor(const identity::Secret& key, const Cursor& cursor,
                                      std::string_view list);
// Fails with `invalid_argument`.
[[nodiscard]] Result<Cursor> open_cursor(const identity::Secret& key, std::string_view sealed,
                                         std::string_view list);

}  // namespace niangjia::ledger
