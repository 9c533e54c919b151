// The values that are bound to $1, $2 … of a statement.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace niangjia::db {

// Bytes that are no text; may hold NUL.
struct Blob {
  std::string_view bytes;
};

// One bound value. A view: texts and blobs must live until the call that takes it returns.
class Parameter {
 public:
  enum class Kind { null, integer, real, text, blob };

  Parameter(std::nullptr_t) {}
  // Unsigned 64-bit values do not fit the stores' integers; the caller says how they are cut.
  template <std::integral T>
  requires(std::signed_integral<T> || sizeof(T) < sizeof(std::int64_t)) Parameter(T value)
      : kind_(Kind::integer), integer_(value) {}
  Parameter(double value) : kind_(Kind::real), real_(value) {}
  Parameter(std::string_view value) : kind_(Kind::text), bytes_(value) {}
  Parameter(const char* value) : kind_(Kind::text), bytes_(value) {}
  Parameter(const std::string& value) : kind_(Kind::text), bytes_(value) {}
  Parameter(Blob value) : kind_(Kind::blob), bytes_(value.bytes) {}
  // As int64; an id that is not set stays 0 and does not become NULL.
  template <class Tag>
  Parameter(Id<Tag> id) : Parameter(id.value) {}
  Parameter(Day day) : Parameter(day_number(day)) {}
  Parameter(Moment moment) : Parameter(moment.ms) {}
  template <class T>
  Parameter(const std::optional<T>& value)
      : Parameter(value ? Parameter(*value) : Parameter(nullptr)) {}

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] std::int64_t integer() const { return integer_; }
  [[nodiscard]] double real() const { return real_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }  // of a text or a blob

 private:
  Kind kind_ = Kind::null;
  union {
    std::int64_t integer_ = 0;
    double real_;
  };
  std::string_view bytes_;
};

using Parameters = std::span<const Parameter>;

}  // namespace niangjia::db
