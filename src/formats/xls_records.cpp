#include "formats/xls_records.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "formats/little_endian.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kRecordHead = 4;
constexpr std::uint8_t kWide = 1, kPhonetic = 4, kRich = 8;

std::string from_utf16(const std::u16string& units) {
  std::string utf8;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t point = units[i];
    const bool high = point >= 0xD800 && point < 0xDC00;
    if (high && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00u);
    } else if (point >= 0xD800 && point < 0xE000) {
      point = 0xFFFD;
    }
    text::append_utf8(utf8, point);
  }
  return utf8;
}

}  // namespace

std::optional<XlsRecord> XlsRecords::next() {
  if (at_ > stream_.size() || stream_.size() - at_ < kRecordHead) return std::nullopt;
  const auto kind = static_cast<XlsRecordKind>(number_at<std::uint16_t>(stream_, at_));
  const std::size_t size = number_at<std::uint16_t>(stream_, at_ + 2);
  at_ += kRecordHead;
  if (stream_.size() - at_ < size) return std::nullopt;
  const std::string_view body = stream_.substr(at_, size);
  at_ += size;
  return XlsRecord{kind, body};
}

bool XlsStrings::next_segment() {
  while (segment_ < segments_.size() && at_ == segments_[segment_].size()) {
    ++segment_;
    at_ = 0;
  }
  if (segment_ == segments_.size()) failed_ = true;
  return !failed_;
}

std::uint8_t XlsStrings::byte() {
  return next_segment() ? static_cast<std::uint8_t>(segments_[segment_][at_++]) : std::uint8_t{0};
}

void XlsStrings::skip(std::size_t bytes) {
  while (bytes > 0 && next_segment()) {
    const std::size_t step = std::min(bytes, segments_[segment_].size() - at_);
    at_ += step;
    bytes -= step;
  }
}

std::string XlsStrings::string(std::size_t characters) {
  const std::uint8_t flags = byte();
  bool wide = (flags & kWide) != 0;
  const std::size_t runs = (flags & kRich) != 0 ? number<std::uint16_t>() : 0;
  const std::size_t phonetic = (flags & kPhonetic) != 0 ? number<std::uint32_t>() : 0;
  std::u16string units;
  for (; units.size() < characters && !failed_;) {
    // Characters that run on in the next record begin with a byte that says anew how wide they are.
    if (segment_ < segments_.size() && at_ == segments_[segment_].size()) {
      wide = (byte() & kWide) != 0;
    }
    units += static_cast<char16_t>(wide ? number<std::uint16_t>() : byte());
  }
  skip(runs * 4 + phonetic);
  return from_utf16(units);
}

}  // namespace niangjia::formats
