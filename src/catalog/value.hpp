// A value of a field, as it travels between request, formula, store and file.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.hpp"

namespace niangjia::catalog {

// Empty | yes_no | integer, decimal, money, organisation, person, link | text and choice key |
// date. Decimals are whole numbers scaled by 10^scale of their field, money is fen, links are ids.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Day>;

[[nodiscard]] inline bool is_empty(const Value& value) { return value.index() == 0; }

// The values of one entry by field key; a key that is absent is empty.
using Values = std::map<std::string, Value, std::less<>>;

[[nodiscard]] inline const Value& value_of(const Values& values, std::string_view key) {
  static const Value kEmpty;
  const auto found = values.find(key);
  return found == values.end() ? kEmpty : found->second;
}

}  // namespace niangjia::catalog
