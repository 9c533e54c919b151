// Rows and answers of tests/vectors/formula.json as values, and the context that they are judged
// in.
#pragma once
#include <boost/json.hpp>
#include <string>

#include "catalog/formula/formula.hpp"

namespace niangjia::catalog {

[[nodiscard]] boost::json::object read_vectors();
[[nodiscard]] FormulaSchema schema_from(const boost::json::object& json);
// An API value of a type as a row holds it.
[[nodiscard]] Value value_from(const boost::json::value& json, FormulaType type, int scale);
[[nodiscard]] Values row_from(const boost::json::object& json, const FormulaSchema& schema);
// Today is 2026-06-30; working days are weekdays.
[[nodiscard]] FormulaContext test_context();

}  // namespace niangjia::catalog
