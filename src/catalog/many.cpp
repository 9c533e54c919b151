#include "catalog/many.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/fields/rows.hpp"

namespace niangjia::catalog {

std::vector<std::string_view> split_many(std::string_view joined) {
  std::vector<std::string_view> parts;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find(','), joined.size());
    parts.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return parts;
}

std::string join_many(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return out;
}

std::int64_t count_many(std::string_view value) {
  return static_cast<std::int64_t>(value.starts_with('[') ? rows_of(value).size()
                                                          : split_many(value).size());
}

bool includes_part(std::string_view joined, std::string_view part) {
  const auto parts = split_many(joined);
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

std::optional<Title> check_count(const Field& field, std::string_view value) {
  const std::int64_t count = count_many(value);
  if (count < field.min_count) {
    return Title{fmt::format("{}至少{}项，还少{}项。", field.title.zh, field.min_count,
                             field.min_count - count),
                 fmt::format("At least {}; {} missing.", field.min_count, field.min_count - count)};
  }
  if (field.max_count > 0 && count > field.max_count) {
    return Title{fmt::format("{}最多{}项，多了{}项。", field.title.zh, field.max_count,
                             count - field.max_count),
                 fmt::format("At most {}; {} too many.", field.max_count, count - field.max_count)};
  }
  return std::nullopt;
}

}  // namespace niangjia::catalog
