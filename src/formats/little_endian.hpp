// Numbers in binary office files: little-endian, at any offset.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace niangjia::formats {

// The number at `at`, or 0 when it would reach beyond the bytes.
template <class T>
[[nodiscard]] T number_at(std::string_view bytes, std::size_t at) {
  T value{};
  if (at <= bytes.size() && bytes.size() - at >= sizeof value)
    std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace niangjia::formats
