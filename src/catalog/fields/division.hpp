// Codes of administrative divisions (GB/T 2260, GB/T 10114): 12 digits; shorter ones are filled
// with zeros. Whether there is one of that code is for the folder that knows them.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class DivisionField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
};

}  // namespace niangjia::catalog
