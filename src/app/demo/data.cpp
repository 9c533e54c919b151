#include "app/demo/data.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "base/resources.hpp"

namespace niangjia::app::demo {
namespace {

constexpr std::string_view kFolder = "catalog/demo/";

template <class T>
const T& value_in(const std::map<std::string, T, std::less<>>& map, std::string_view key) {
  static const T kNone{};
  const auto found = map.find(key);
  return found == map.end() ? kNone : found->second;
}

Result<std::string_view> content_of(std::string_view file) {
  const auto found = resources::find(std::string(kFolder).append(file));
  if (!found)
    return fail(ErrorCode::internal,
                fmt::format("{}{} is not packed into the program", kFolder, file));
  return found->content;
}

}  // namespace

struct RowReader {
  static Row read(const toml::table& table) {
    Row row;
    for (const auto& [key, node] : table) take(row, std::string(key.str()), node);
    return row;
  }

  static void take(Row& row, const std::string& key, const toml::node& node) {
    if (const auto text = node.value<std::string>()) row.texts_[key] = *text;
    if (const auto number = node.value<std::int64_t>()) row.numbers_[key] = *number;
    if (const auto* table = node.as_table()) row.rows_[key].push_back(read(*table));
    const auto* array = node.as_array();
    for (std::size_t i = 0; array && i < array->size(); ++i) {
      const toml::node& item = *array->get(i);
      if (const auto* table = item.as_table()) row.rows_[key].push_back(read(*table));
      if (const auto text = item.value<std::string>()) row.lists_[key].push_back(*text);
    }
  }
};

const std::string& Row::text(std::string_view key) const { return value_in(texts_, key); }
std::int64_t Row::number(std::string_view key) const { return value_in(numbers_, key); }
const std::vector<std::string>& Row::list(std::string_view key) const {
  return value_in(lists_, key);
}
const std::vector<Row>& Row::rows(std::string_view key) const { return value_in(rows_, key); }

std::vector<std::string> Row::words(std::string_view key) const {
  std::istringstream stream(text(key));
  return {std::istream_iterator<std::string>(stream), {}};
}

bool Row::lists(std::string_view key, std::string_view word) const {
  const auto& all = list(key);
  return std::find(all.begin(), all.end(), word) != all.end();
}

Day Row::day(std::string_view key, int year) const {
  const auto day = parse_day(fmt::format("{}-{}", year, text(key)));
  NJ_ASSERT(day);
  return *day;
}

Result<Row> read_data(std::string_view file) {
  NJ_TRY(const std::string_view content, content_of(file));
  try {
    return RowReader::read(toml::parse(content, file));
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::internal, fmt::format("{}{}:{}: {}", kFolder, file,
                                                 error.source().begin.line, error.description()));
  }
}

Result<std::string> read_text(std::string_view file, int year) {
  NJ_TRY(const std::string_view content, content_of(file));
  return with_year(std::string(content), year);
}

std::string with_year(std::string text, int year) {
  constexpr std::string_view kYear = "{year}";
  for (auto at = text.find(kYear); at != std::string::npos; at = text.find(kYear))
    text.replace(at, kYear.size(), std::to_string(year));
  return text;
}

}  // namespace niangjia::app::demo
