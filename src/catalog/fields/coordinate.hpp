// A place on the earth: latitude and longitude in degrees (WGS 84).
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class CoordinateField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
};

}  // namespace niangjia::catalog
