// What a kind of field can do with a value: read it, check it, write it, cover it, keep it in a
// column. One pair of files per kind; a computed field behaves as its result type.
#pragma once
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "catalog/definition.hpp"

namespace niangjia::catalog {

// A value, or the sentence to show at the field. Empty input ("" or null) is an empty value, not a
// fault.
using Reading = tl::expected<Value, Title>;
[[nodiscard]] inline tl::unexpected<Title> refuse(std::string zh, std::string en) {
  return tl::unexpected<Title>(Title{std::move(zh), std::move(en)});
}

class FieldKind {
 public:
  virtual ~FieldKind() = default;

  // From a request. Only the forms that `to_json` writes are taken, and text as typed by a person.
  [[nodiscard]] virtual Reading from_json(const Field& field, const boost::json::value& json) const;
  // From a cell of a spreadsheet or a form's text: full-width signs, dates of several styles,
  // thousands separators.
  [[nodiscard]] virtual Reading from_text(const Field& field, std::string_view text) const = 0;
  // As the API answers; the value has the kind's type or is empty (null).
  [[nodiscard]] virtual boost::json::value to_json(const Field& field,
                                                   const Value& value) const = 0;
  // Chinese text for workbooks and print; "" when empty. Links and organisations give their id.
  [[nodiscard]] virtual std::string to_display(const Field& field, const Value& value) const = 0;
  // The sentence to show when a present value breaks the field's rules.
  [[nodiscard]] virtual std::optional<Title> check(const Field& field, const Value& value,
                                                   Day today) const;
  // What those see who may know that there is a value but not which; "" shows nothing of it.
  [[nodiscard]] virtual std::string mask(const Field& field, const Value& value) const;
  // The column type that both stores understand; numbers, links, dates (day number) and truth (1,
  // 0) are BIGINT.
  [[nodiscard]] virtual const char* sql_type() const = 0;
  [[nodiscard]] virtual FormulaType formula_type() const = 0;
};

// What most kinds that are kept as a text have in common.
class PlainTextKind : public FieldKind {
 public:
  [[nodiscard]] boost::json::value to_json(const Field& field, const Value& value) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
  [[nodiscard]] const char* sql_type() const override { return "TEXT"; }
  [[nodiscard]] FormulaType formula_type() const override { return FormulaType::text; }
};

[[nodiscard]] const FieldKind& kind_of(FieldType type);
// A computed field's is that of its result.
[[nodiscard]] const FieldKind& kind_of(const Field& field);
// The type as written in a ledger file, "yes_no".
[[nodiscard]] const char* name_of(FieldType type);
[[nodiscard]] std::optional<FieldType> field_type(std::string_view name);
[[nodiscard]] std::vector<std::string> field_type_names();

}  // namespace niangjia::catalog
