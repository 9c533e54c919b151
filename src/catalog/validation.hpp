// Whether values may stand in an entry of a ledger, and what the entry then holds.
#pragma once
#include <string>
#include <vector>

#include "catalog/definition.hpp"

namespace niangjia::catalog {

// A sentence at a field; `field` is empty when it speaks of the whole entry.
struct Remark {
  std::string field;
  Title message;
};

struct Validation {
  Values
      values;  // the whole entry: kept, given, default and computed values; empty ones are left out
  std::vector<Remark> errors;    // at most one per field, in the order of the form
  std::vector<Remark> warnings;  // let pass
  [[nodiscard]] bool ok() const { return errors.empty(); }
};

// Lays `given` over `before` (empty when the entry is new; an empty value clears) and applies the
// ledger's rules: kinds, retired and set-once fields, visibility (what is not visible is dropped),
// computed fields, required fields and checks. Unknown and computed fields are refused. Uniqueness
// and links need the store and are not looked at.
[[nodiscard]] Validation validate(const Ledger& ledger, const Values& before, const Values& given,
                                  const FormulaContext& context);

// The sentence for a value that must stand once and stands already.
[[nodiscard]] Title duplicate_message(const Ledger& ledger, std::string_view field);

}  // namespace niangjia::catalog
