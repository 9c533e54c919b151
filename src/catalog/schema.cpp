#include "catalog/schema.hpp"

#include <array>

#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::array<std::string_view, 7> kSystemFields{
    "id", "organisation", "number", "created_on", "revision", "retired", "region"};
}

FormulaField formula_field(const Field& field) {
  FormulaField out;
  out.type = kind_of(field).formula_type();
  out.scale = field.scale;
  if (out.type == FormulaType::integer && field.scale > 0) out.type = FormulaType::decimal;
  out.filterable = !field.is_encrypted();
  out.column = "f_" + field.key;
  out.many = holds_many(field.type);
  for (const Field& column : field.columns) {
    if (kind_of(column).formula_type() == FormulaType::integer &&
        column.type != FieldType::date_time)
      out.totals.emplace(column.key, column.scale);
  }
  return out;
}

FormulaSchema row_schema(const Ledger& ledger) {
  FormulaSchema schema;
  for (const Field& field : ledger.fields) schema.emplace(field.key, formula_field(field));
  return schema;
}

FormulaSchema schema_of(const Ledger& ledger) {
  FormulaSchema schema = row_schema(ledger);
  schema["organisation"] = {FormulaType::integer, 0, true, "organisation"};
  schema["number"] = {FormulaType::text, 0, true, "number"};
  // Days begin at midnight in Shanghai, eight hours before UTC's.
  schema["created_on"] = {FormulaType::date, 0, true, "((created_at + 28800000) / 86400000)"};
  return schema;
}

std::span<const std::string_view> system_fields() { return kSystemFields; }

}  // namespace niangjia::catalog
