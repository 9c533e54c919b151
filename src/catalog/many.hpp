// Values that hold several things in one text, joined by commas; rows are a JSON list.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/definition.hpp"

namespace niangjia::catalog {

[[nodiscard]] std::vector<std::string_view> split_many(std::string_view joined);
[[nodiscard]] std::string join_many(const std::vector<std::string>& parts);
// How many rows of a rows value, else how many parts.
[[nodiscard]] std::int64_t count_many(std::string_view value);
[[nodiscard]] bool includes_part(std::string_view joined, std::string_view part);
// The sentence for fewer or more than the field takes.
[[nodiscard]] std::optional<Title> check_count(const Field& field, std::string_view value);

}  // namespace niangjia::catalog
