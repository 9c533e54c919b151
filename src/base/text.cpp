#include "base/text.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <memory>

namespace niangjia::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Reads one code point at `at` and moves on; a malformed byte is read alone as U+FFFD and `bad` is
// set.
char32_t next(std::string_view s, std::size_t& at, bool& bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char first = byte(at);
  const std::size_t size = first < 0x80   ? 1
                           : first < 0xC2 ? 0
                           : first < 0xE0 ? 2
                           : first < 0xF0 ? 3
                           : first < 0xF5 ? 4
                                          : 0;
  if (size == 1) {
    ++at;
    return first;
  }
  char32_t value = size == 0 ? 0 : first & (0x7F >> size);
  bool ok = size != 0 && at + size <= s.size();
  for (std::size_t i = 1; ok && i < size; ++i) {
    ok = (byte(at + i) & 0xC0) == 0x80;
    if (ok) value = (value << 6) | (byte(at + i) & 0x3F);
  }
  if (ok) ok = !(size == 3 && (value < 0x800 || (value >= 0xD800 && value < 0xE000)));
  if (ok) ok = !(size == 4 && (value < 0x10000 || value > 0x10FFFF));
  if (!ok) {
    ++at;
    bad = true;
    return kReplacement;
  }
  at += size;
  return value;
}

Result<std::string> convert(std::string_view bytes, const char* from) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> source(ucnv_open(from, &status),
                                                                  ucnv_close);
  if (U_FAILURE(status)) return fail(ErrorCode::internal, "ICU has no converter for the encoding");
  ucnv_setToUCallBack(source.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string wide(bytes.size() + 1, u'\0');
  UChar* out = wide.data();
  const char* in = bytes.data();
  ucnv_toUnicode(source.get(), &out, wide.data() + wide.size(), &in, bytes.data() + bytes.size(),
                 nullptr, true, &status);
  if (U_FAILURE(status)) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("byte {} is neither UTF-8 nor {}", in - bytes.data(), from),
                "The file is not readable text. Save it as UTF-8 or GB18030 and try again.");
  }
  std::string utf8;
  const std::u16string_view made(wide.data(), static_cast<std::size_t>(out - wide.data()));
  for (std::size_t i = 0; i < made.size(); ++i) {
    char32_t point = made[i];
    if (point >= 0xD800 && point < 0xDC00 && i + 1 < made.size()) {
      point = 0x10000 + ((point - 0xD800) << 10) + (made[++i] - 0xDC00);
    }
    append_utf8(utf8, point);
  }
  return utf8;
}

bool is_space(char32_t c) {
  return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F;
}

char32_t half_width(char32_t c) {
  if (c == 0x3000) return U' ';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  bool bad = false;
  for (std::size_t at = 0; at < bytes.size() && !bad;) next(bytes, at, bad);
  return !bad;
}

std::size_t length(std::string_view utf8) {
  std::size_t count = 0;
  bool bad = false;
  for (std::size_t at = 0; at < utf8.size(); ++count) next(utf8, at, bad);
  return count;
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  bool bad = false;
  for (std::size_t at = 0; at < utf8.size();) points.push_back(next(utf8, at, bad));
  return points;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 3);
  for (char32_t c : code_points) append_utf8(out, c);
  return out;
}

Result<std::string> decode(std::string_view bytes) {
  std::string text;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) {
    NJ_TRY(text, convert(bytes.substr(2), "UTF-16LE"));
  } else if (bytes.starts_with("\xFE\xFF")) {
    NJ_TRY(text, convert(bytes.substr(2), "UTF-16BE"));
  } else if (is_utf8(bytes)) {
    text = bytes;
  } else {
    NJ_TRY(text, convert(bytes, "gb18030"));
  }
  if (const auto nul = text.find('\0'); nul != std::string::npos) {
    return fail(ErrorCode::invalid_argument, fmt::format("byte {} is NUL", nul),
                "The file is not readable text.");
  }
  return text;
}

std::string_view trim(std::string_view utf8) {
  const char* const begin = utf8.data();
  std::size_t first = utf8.size(), last = 0;
  bool bad = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t here = at;
    if (is_space(next(utf8, at, bad))) continue;
    if (first > here) first = here;
    last = at;
  }
  return last == 0 ? std::string_view{} : std::string_view(begin + first, last - first);
}

std::string to_half_width(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool bad = false;
  for (std::size_t at = 0; at < utf8.size();) append_utf8(out, half_width(next(utf8, at, bad)));
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool bad = false;
  for (std::size_t at = 0; at < utf8.size();) {
    char32_t c = half_width(next(utf8, at, bad));
    if (is_space(c)) continue;
    if (c >= U'A' && c <= U'Z') c += 32;
    append_utf8(out, c);
  }
  return out;
}

}  // namespace niangjia::text
