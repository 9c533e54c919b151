#include "catalog/fields/text.hpp"

#include <fmt/format.h>
#include <unicode/regex.h>

#include <array>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::int32_t kMatchMilliseconds =
    50;  // a pattern that runs longer counts as not matching

bool matches(const std::string& pattern, const std::string& value) {
  UErrorCode status = U_ZERO_ERROR;
  const auto subject = icu::UnicodeString::fromUTF8(value);
  icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(pattern), subject, 0, status);
  matcher.setTimeLimit(kMatchMilliseconds, status);
  return matcher.matches(status) != 0 && U_SUCCESS(status);
}

// 李** for two characters, 周*雨 for three, 欧**雪 for four: how long a short name is stays covered
// too.
std::string cover_name(const std::u32string& name) {
  if (name.size() <= 2) return text::to_utf8(name.substr(0, 1)) + "**";
  return text::to_utf8(name.substr(0, 1)) + std::string(name.size() - 2, '*') +
         text::to_utf8(name.substr(name.size() - 1));
}

// An address is shown down to its street or township.
std::string cover_address(const std::string& address) {
  static constexpr std::array<std::string_view, 5> kEnds{"街道", "镇", "乡", "区", "县"};
  for (const std::string_view end : kEnds) {
    const auto found = address.find(end);
    if (found != std::string::npos && found > 0)
      return address.substr(0, found + end.size()) + "****";
  }
  return "****";
}

// What stands under a '#' is shown; everything else, and what lies beyond the pattern, is covered.
std::string cover_by_pattern(const std::u32string& value, std::string_view pattern) {
  std::u32string out = value;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i >= pattern.size() || pattern[i] != '#') out[i] = U'*';
  }
  return text::to_utf8(out);
}
}  // namespace

Reading TextField::from_text(const Field&, std::string_view raw) const {
  if (!text::is_utf8(raw) || raw.find('\0') != std::string_view::npos) {
    return refuse("这段文字里有认不出的字符，请重新输入。",
                  "The text holds characters that cannot be read; type it again.");
  }
  const std::string_view trimmed = text::trim(raw);
  return trimmed.empty() ? Value{} : Value{std::string(trimmed)};
}

std::optional<Title> TextField::check(const Field& field, const Value& value, Day) const {
  const auto& text = std::get<std::string>(value);
  const std::size_t length = text::length(text);
  if (field.max_length > 0 && length > static_cast<std::size_t>(field.max_length)) {
    return Title{
        fmt::format("最多写{}个字，多了{}个字。", field.max_length, length - field.max_length),
        fmt::format("At most {} characters; {} too many.", field.max_length,
                    length - field.max_length)};
  }
  if (field.type == FieldType::text && text.find_first_of("\r\n") != std::string::npos) {
    return Title{fmt::format("{}请写成一行。", field.title.zh), "Write it on one line."};
  }
  if (!field.pattern.empty() && !matches(field.pattern, text)) {
    if (!field.help.zh.empty()) return field.help;
    return Title{fmt::format("{}的写法不对，请再看一看。", field.title.zh),
                 fmt::format("{} isn't written as it should be; look again.", field.title.en)};
  }
  return std::nullopt;
}

std::string TextField::mask(const Field& field, const Value& value) const {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || field.mask == Mask::hidden) return {};
  if (field.mask == Mask::pattern)
    return cover_by_pattern(text::to_code_points(*text), field.mask_pattern);
  return field.mask == Mask::name ? cover_name(text::to_code_points(*text)) : cover_address(*text);
}

}  // namespace niangjia::catalog
