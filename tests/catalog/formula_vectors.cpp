#include "catalog/formula_vectors.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace niangjia::catalog {
namespace {
FormulaType type_of(std::string_view name) {
  if (name == "boolean") return FormulaType::boolean;
  if (name == "integer") return FormulaType::integer;
  if (name == "decimal") return FormulaType::decimal;
  return name == "date" ? FormulaType::date : FormulaType::text;
}

// "-12.50" with the digits that the scale asks for.
std::int64_t scaled(std::string text, int scale) {
  const std::size_t point = text.find('.');
  const std::size_t behind = point == std::string::npos ? 0 : text.size() - point - 1;
  EXPECT_LE(behind, static_cast<std::size_t>(scale)) << text;
  if (point != std::string::npos) text.erase(point, 1);
  text.append(static_cast<std::size_t>(scale) - behind, '0');
  return std::stoll(text);
}
}  // namespace

boost::json::object read_vectors() {
  std::ifstream in(NIANGJIA_SOURCE_DIR "/tests/vectors/formula.json");
  std::ostringstream text;
  text << in.rdbuf();
  return boost::json::parse(text.str()).as_object();
}

FormulaSchema schema_from(const boost::json::object& json) {
  FormulaSchema schema;
  for (const auto& [key, field] : json) {
    FormulaField out;
    out.type = type_of(field.at("type").as_string());
    out.scale =
        field.as_object().contains("scale") ? static_cast<int>(field.at("scale").as_int64()) : 0;
    out.column = "f_" + std::string(key);
    schema.emplace(key, std::move(out));
  }
  return schema;
}

Value value_from(const boost::json::value& json, FormulaType type, int scale) {
  if (json.is_null()) return {};
  if (json.is_bool()) return json.as_bool();
  if (json.is_int64()) return json.as_int64();
  const std::string text(json.as_string());
  if (type == FormulaType::date) return *parse_day(text);
  if (type == FormulaType::text) return text;
  return scaled(text, scale);
}

Values row_from(const boost::json::object& json, const FormulaSchema& schema) {
  Values row;
  for (const auto& [key, value] : json) {
    const FormulaField& field = schema.find(std::string(key))->second;
    row[std::string(key)] = value_from(value, field.type, field.scale);
  }
  return row;
}

FormulaContext test_context() {
  const auto add_weekdays = [](Day day, int count) {
    while (count > 0) {
      day += std::chrono::days{1};
      const std::chrono::weekday weekday{day};
      if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --count;
    }
    return day;
  };
  return {make_day(2026, 6, 30), add_weekdays};
}

}  // namespace niangjia::catalog
