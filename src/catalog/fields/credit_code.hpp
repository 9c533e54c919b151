// Unified social credit codes of organisations (GB 32100-2015).
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class CreditCodeField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
};

}  // namespace niangjia::catalog
