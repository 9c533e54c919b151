#include "formats/sheet_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kEscapeSize = 7;  // "_x000D_"

std::optional<char32_t> hex_escape_at(std::string_view text, std::size_t at) {
  if (at + kEscapeSize > text.size() || text[at + 1] != 'x' || text[at + 6] != '_')
    return std::nullopt;
  unsigned code = 0;
  const char* const first = text.data() + at + 2;
  const auto [end, error] = std::from_chars(first, first + 4, code, 16);
  if (error != std::errc{} || end != first + 4) return std::nullopt;
  return static_cast<char32_t>(code);
}

bool fits_xml(char32_t c) {
  return c == U'\t' || c == U'\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  const std::u32string points = text::to_code_points(text);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool lone_return =
        points[i] == U'\r' && (i + 1 == points.size() || points[i + 1] != U'\n');
    const char32_t point = lone_return ? U'\n' : points[i];
    if (fits_xml(point)) text::append_utf8(clean, point);
  }
  return clean;
}

std::string escape_hex(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '_' && hex_escape_at(text, at)) escaped += "_x005F";
    escaped += text[at];
  }
  return escaped;
}

std::string unescape_hex(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto code = text[at] == '_' ? hex_escape_at(text, at) : std::nullopt;
    if (!code) {
      plain += text[at++];
      continue;
    }
    if (fits_xml(*code) && !(*code >= 0xD800 && *code < 0xE000)) text::append_utf8(plain, *code);
    at += kEscapeSize;
  }
  return plain;
}

std::size_t display_width(std::string_view text) {
  std::size_t widest = 0, width = 0;
  for (const char32_t point : text::to_code_points(text)) {
    if (point == U'\n') {
      width = 0;
    } else {
      width += point < 0x1100 ? 1 : 2;
    }
    widest = std::max(widest, width);
  }
  return widest;
}

}  // namespace niangjia::formats
