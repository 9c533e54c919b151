// Names of fields inside definitions.
#pragma once
#include <fmt/format.h>

#include "catalog/loader/table_reader.hpp"

namespace niangjia::catalog {

template <class Range>
[[nodiscard]] std::vector<std::string> keys_of(const Range& range) {
  std::vector<std::string> keys;
  for (const auto& item : range) keys.push_back(item.key);
  return keys;
}

// The field of the ledger that `key` names; nullptr, with a fault unless the name is empty, when
// there is none.
[[nodiscard]] inline const Field* named_field(TableReader& reader, std::string_view key,
                                              const std::string& name, const Ledger& ledger) {
  const Field* field = ledger.find(name);
  if (field == nullptr && !name.empty()) reader.unknown(key, name, "field", keys_of(ledger.fields));
  return field;
}

// What a field is stored as: a computed one's result type, else its own.
[[nodiscard]] inline FieldType kept_type(const Field& field) {
  return field.type == FieldType::computed ? field.result_type : field.type;
}

// The field that `key` names, when it is of a wanted type and not encrypted; a fault otherwise.
template <class Wanted>
const Field* open_field(TableReader& reader, std::string_view key, const std::string& name,
                        const Ledger& ledger, Wanted wanted, std::string_view kind) {
  const Field* field = named_field(reader, key, name, ledger);
  if (field && (!wanted(kept_type(*field)) || field->is_encrypted()))
    reader.fault(key, fmt::format("field '{}' must be {} that is not encrypted.", name, kind));
  return field;
}

[[nodiscard]] inline bool is_date(FieldType type) { return type == FieldType::date; }
[[nodiscard]] inline bool is_choice(FieldType type) { return type == FieldType::choice; }
[[nodiscard]] inline bool is_number(FieldType type) {
  return type == FieldType::integer || type == FieldType::decimal || type == FieldType::money;
}

}  // namespace niangjia::catalog
