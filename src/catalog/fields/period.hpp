// A year, half-year, quarter, month or school term, kept in the form of catalog/period.hpp.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class PeriodField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
};

}  // namespace niangjia::catalog
