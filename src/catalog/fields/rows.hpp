// A small table inside an entry, kept as a JSON list of rows, each with the values of its columns
// as the interface writes them.
#pragma once
#include <boost/json/array.hpp>

#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class RowsField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_json(const Field& field,
                                  const boost::json::value& json) const override;
  // A line per row, its cells apart by "|", in the order of the columns.
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] boost::json::value to_json(const Field& field, const Value& value) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
};

// The rows of a kept value; none when it is damaged.
[[nodiscard]] boost::json::array rows_of(std::string_view value);
// The sum of a number column, at its scale; empty when no row holds one or the sum is too large.
[[nodiscard]] Value sum_of_column(std::string_view value, std::string_view column, int scale);
// Whether `after` begins with all the rows of `before`.
[[nodiscard]] bool only_appends(std::string_view before, std::string_view after);

}  // namespace niangjia::catalog
