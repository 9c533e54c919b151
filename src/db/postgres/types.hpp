// Numbers of PostgreSQL's built-in types (its catalogue pg_type; they never change) and numbers in
// its byte order.
#pragma once
#include <libpq-fe.h>

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace niangjia::db::postgres {

constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25;
constexpr Oid kFloat4 = 700, kFloat8 = 701, kUnknown = 705, kVarchar = 1043, kVoid = 2278;

template <std::unsigned_integral T>
[[nodiscard]] constexpr T swapped_if_little(T value) {
  if constexpr (std::endian::native == std::endian::big || sizeof(T) == 1) {
    return value;
  } else if constexpr (sizeof(T) == 2) {
    return __builtin_bswap16(value);
  } else if constexpr (sizeof(T) == 4) {
    return __builtin_bswap32(value);
  } else {
    return __builtin_bswap64(value);
  }
}

template <std::unsigned_integral T>
[[nodiscard]] T read_big_endian(const char* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return swapped_if_little(value);
}

}  // namespace niangjia::db::postgres
