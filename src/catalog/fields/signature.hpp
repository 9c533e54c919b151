// A name and the strokes of the pen that wrote it, kept as JSON: {"name", "strokes": [[x, y, …],
// …]} with whole numbers from 0 to 1000. When and under which account is told by the history of the
// entry.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class SignatureField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_json(const Field& field,
                                  const boost::json::value& json) const override;
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] boost::json::value to_json(const Field& field, const Value& value) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
};

}  // namespace niangjia::catalog
