#include "catalog/fields/rows.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "catalog/many.hpp"

namespace niangjia::catalog {
namespace {
namespace json = boost::json;

Title in_row(std::size_t row, const Field& column, const Title& message) {
  return {fmt::format("第{}行“{}”：{}", row + 1, column.title.zh, message.zh),
          fmt::format("Row {}, {}: {}", row + 1, column.title.en, message.en)};
}

const Field* column_named(const Field& field, std::string_view key) {
  for (const Field& column : field.columns) {
    if (column.key == key) return &column;
  }
  return nullptr;
}

// One row as it is kept; an empty object when nothing stands in it.
tl::expected<json::object, Title> read_row(const Field& field, const json::object& given,
                                           std::size_t number) {
  for (const auto& [key, value] : given) {
    if (!column_named(field, key))
      return refuse(fmt::format("第{}行里有一栏没有登记过：{}。", number + 1, std::string(key)),
                    fmt::format("Row {} has an unknown column: {}.", number + 1, std::string(key)));
  }
  json::object row;
  for (const Field& column : field.columns) {
    const auto* cell = given.if_contains(column.key);
    if (!cell) continue;
    auto value = kind_of(column).from_json(column, *cell);
    if (!value) return tl::unexpected<Title>(in_row(number, column, value.error()));
    if (!is_empty(*value)) row[column.key] = kind_of(column).to_json(column, *value);
  }
  return row;
}

std::optional<Title> check_row(const Field& field, const json::object& row, std::size_t number,
                               Day today) {
  for (const Field& column : field.columns) {
    const auto* cell = row.if_contains(column.key);
    if (!cell) {
      if (column.required)
        return in_row(number, column, {"这一栏要写。", "This must be filled in."});
      continue;
    }
    const auto value = kind_of(column).from_json(column, *cell);
    if (!value) return in_row(number, column, value.error());
    if (auto message = kind_of(column).check(column, *value, today))
      return in_row(number, column, *message);
  }
  return std::nullopt;
}
}  // namespace

json::array rows_of(std::string_view value) {
  boost::system::error_code error;
  json::value parsed = json::parse(value, error);
  return !error && parsed.is_array() ? std::move(parsed.get_array()) : json::array();
}

Value sum_of_column(std::string_view value, std::string_view key, int scale) {
  Field column;
  column.type = scale > 0 ? FieldType::decimal : FieldType::integer;
  column.scale = scale;
  std::optional<std::int64_t> sum;
  for (const auto& row : rows_of(value)) {
    const auto* cell = row.is_object() ? row.get_object().if_contains(key) : nullptr;
    const auto read = cell ? kind_of(column).from_json(column, *cell) : Reading(Value{});
    const auto* number = read ? std::get_if<std::int64_t>(&*read) : nullptr;
    if (!number) continue;
    std::int64_t next = 0;
    if (__builtin_add_overflow(sum.value_or(0), *number, &next)) return {};
    sum = next;
  }
  return sum ? Value{*sum} : Value{};
}

bool only_appends(std::string_view before, std::string_view after) {
  const json::array old_rows = rows_of(before), new_rows = rows_of(after);
  return new_rows.size() >= old_rows.size() &&
         std::equal(old_rows.begin(), old_rows.end(), new_rows.begin());
}

Reading RowsField::from_json(const Field& field, const json::value& given) const {
  if (!given.is_array()) return FieldKind::from_json(field, given);
  json::array rows;
  for (const auto& item : given.get_array()) {
    if (!item.is_object()) return refuse("每一行应是一组栏目。", "Each row must be an object.");
    auto row = read_row(field, item.get_object(), rows.size());
    if (!row) return tl::unexpected<Title>(row.error());
    if (!row->empty()) rows.push_back(std::move(*row));
  }
  return rows.empty() ? Value{} : Value{json::serialize(rows)};
}

Reading RowsField::from_text(const Field& field, std::string_view raw) const {
  json::array rows;
  const std::string text = text::to_half_width(raw);
  for (std::string_view left = text; !left.empty();) {
    const std::size_t end = std::min(left.find_first_of("\n;"), left.size());
    std::string_view line = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    json::object row;
    for (const Field& column : field.columns) {
      const std::size_t bar = std::min(line.find('|'), line.size());
      if (const auto cell = text::trim(line.substr(0, bar)); !cell.empty()) row[column.key] = cell;
      line.remove_prefix(std::min(bar + 1, line.size()));
    }
    if (!row.empty()) rows.push_back(std::move(row));
  }
  return from_json(field, rows);
}

json::value RowsField::to_json(const Field&, const Value& value) const {
  const auto* rows = std::get_if<std::string>(&value);
  return rows ? json::value(rows_of(*rows)) : json::value(nullptr);
}

std::string RowsField::to_display(const Field& field, const Value& value) const {
  const auto* kept = std::get_if<std::string>(&value);
  std::string out;
  if (kept == nullptr) return out;
  for (const auto& row : rows_of(*kept)) {
    std::string line;
    for (const Field& column : field.columns) {
      const auto* cell = row.as_object().if_contains(column.key);
      const auto read = cell ? kind_of(column).from_json(column, *cell) : Reading(Value{});
      line += (&column == field.columns.data() ? "" : "|") +
              (read ? kind_of(column).to_display(column, *read) : std::string());
    }
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

std::optional<Title> RowsField::check(const Field& field, const Value& value, Day today) const {
  const auto& kept = std::get<std::string>(value);
  if (auto message = check_count(field, kept)) return message;
  const json::array rows = rows_of(kept);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (auto message = check_row(field, rows[i].as_object(), i, today)) return message;
  }
  return std::nullopt;
}

}  // namespace niangjia::catalog
