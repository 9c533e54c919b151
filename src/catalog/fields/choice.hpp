// One word of a code list, kept as its key.
#pragma once
#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {

class ChoiceField final : public PlainTextKind {
 public:
  [[nodiscard]] Reading from_text(const Field& field, std::string_view text) const override;
  [[nodiscard]] std::string to_display(const Field& field, const Value& value) const override;
  [[nodiscard]] std::optional<Title> check(const Field& field, const Value& value,
                                           Day today) const override;
};

// By key or by title in either language, whatever the width, case and spaces; nullptr when there is
// none.
[[nodiscard]] const Choice* named_choice(const CodeList& list, std::string_view words);
// The sentences for words that name no choice, and for a key that may not be chosen.
[[nodiscard]] Title no_such_choice(const Field& field, std::string_view words);
[[nodiscard]] std::optional<Title> check_choice(const Field& field, std::string_view key);

}  // namespace niangjia::catalog
