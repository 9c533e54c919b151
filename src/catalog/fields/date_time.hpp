// A minute of a day in Asia/Shanghai, kept as milliseconds since 1970 UTC.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class DateTimeField final : public FieldKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] boost::json::value to_json(const Field& field, const Value& value) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
  [[nodiscard]] const char* sql_type() const override { return "BIGINT"; }
  [[nodiscard]] FormulaType formula_type() const override { return FormulaType::integer; }
};

}  // namespace niangjia::catalog
