// Mobile numbers of 11 digits and landlines with area code.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class PhoneField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
  [[nodiscard]] std::string mask(const Field& field, const Value& value) const override;
};

}  // namespace niangjia::catalog
