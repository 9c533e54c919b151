// Several words of a code list, kept as their keys in the order of the list, joined by commas.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class MultiChoiceField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_json(const Field& field,
                                  const boost::json::value& json) const override;
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] boost::json::value to_json(const Field& field, const Value& value) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
};

}  // namespace niangjia::catalog
