// What formulas may speak of in a ledger, and where it is stored.
#pragma once
#include <span>
#include <string_view>

#include "catalog/definition.hpp"

namespace niangjia::catalog {

// The ledger's own fields; the column of `key` is f_<key>. Rules over one entry speak of these.
[[nodiscard]] FormulaSchema row_schema(const Ledger& ledger);
// Those and the system fields `organisation` (id), `number` and `created_on` (day).
// Filters of lists speak of these.
[[nodiscard]] FormulaSchema schema_of(const Ledger& ledger);
// How a formula sees one field.
[[nodiscard]] FormulaField formula_field(const Field& field);
// Names that a field may not have.
[[nodiscard]] std::span<const std::string_view> system_fields();

}  // namespace niangjia::catalog
