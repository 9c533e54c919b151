#include <fmt/format.h>

#include <algorithm>

#include "db/database.hpp"

namespace niangjia::db {
namespace {

constexpr std::size_t kLongestIdentifier = 63;  // PostgreSQL cuts longer ones without a word

bool is_lower_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_identifier_part(char c) { return is_lower_letter(c) || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

Result<std::string> quote_identifier(std::string_view name) {
  if (name.empty() || name.size() > kLongestIdentifier || !is_lower_letter(name.front()) ||
      !std::ranges::all_of(name, is_identifier_part)) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no name for a table or column: use 1 to 63 of a-z, 0-9 and _, "
                            "starting with a letter",
                            name));
  }
  return fmt::format("\"{}\"", name);
}

}  // namespace niangjia::db
