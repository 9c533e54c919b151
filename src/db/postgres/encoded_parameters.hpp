// Values in the shape in which PostgreSQL takes them: binary, each with the number of its type.
#pragma once
#include <libpq-fe.h>

#include <vector>

#include "db/parameter.hpp"

namespace niangjia::db::postgres {

// The types to declare: int8, float8, text, bytea; 0, "infer it", where the value is NULL.
[[nodiscard]] std::vector<Oid> types_of(Parameters parameters);
// Whether a statement with parameters of `types` takes these values.
[[nodiscard]] bool fits(Parameters parameters, const std::vector<Oid>& types);

// Points into the parameters, which must outlive it.
class EncodedParameters {
 public:
  explicit EncodedParameters(Parameters parameters);
  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void add_number(std::uint64_t bits);
  void add_bytes(std::string_view bytes);

  std::vector<std::uint64_t> numbers_;  // in the server's byte order; reserved once, never moves
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

}  // namespace niangjia::db::postgres
