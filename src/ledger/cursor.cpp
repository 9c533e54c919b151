#include "ledger/cursor.hpp"

#include <charconv>

#include "base/text.hpp"
#include "identity/aead.hpp"
#include "ledger/codec.hpp"

namespace niangjia::ledger {
namespace {

constexpr char kHex[] = "0123456789abcdef";

std::string to_hex(std::string_view bytes) {
  std::string out;
  for (unsigned char byte : bytes) {
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string from_hex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    unsigned byte = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
    if (error != std::errc{} || end != text.data() + i + 2) return {};
    out += static_cast<char>(byte);
  }
  return out;
}

}  // namespace

std::string seal_cursor(const identity::Secret& key, const Cursor& cursor, std::string_view list) {
  const std::string packed = pack_values({{"id", cursor.id}, {"value", cursor.value}});
  return to_hex(identity::aead_seal(key.data(), packed, list));
}

Result<Cursor> open_cursor(const identity::Secret& key, std::string_view sealed,
                           std::string_view list) {
  const auto packed = identity::aead_open(key.data(), from_hex(sealed), list);
  catalog::Values values;
  if (!packed || !unpack_values(*packed, values)) {
    return fail(ErrorCode::invalid_argument, "cursor does not open",
                "这一页的位置已失效，请从头看起。");
  }
  const auto* id = std::get_if<std::int64_t>(&catalog::value_of(values, "id"));
  return Cursor{catalog::value_of(values, "value"), id ? *id : 0};
}

}  // namespace niangjia::ledger
