#include "formats/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/text.hpp"

namespace niangjia::formats {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::u32string_view kFormalDigits = U"零壹贰叁肆伍陆柒捌玖";
constexpr std::u32string_view kUnits = U"\0十百千";
constexpr std::u32string_view kFormalUnits = U"\0拾佰仟";
constexpr std::u32string_view kStems = U"甲乙丙丁戊己庚辛壬癸";
constexpr std::u32string_view kBranches = U"子丑寅卯辰巳午未申酉戌亥";

std::string counted(int number, std::u32string_view digits, std::u32string_view units) {
  std::u32string text;
  bool gap = false;
  for (int unit = 3, power = 1000; unit >= 0; --unit, power /= 10) {
    const int digit = number / power % 10;
    if (digit == 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += digits[0];
    gap = false;
    // 10 to 19 are 十, 十一, ... without a leading 一 in everyday writing.
    if (!(number < 20 && unit == 1 && digits == kDigits))
      text += digits[static_cast<std::size_t>(digit)];
    if (unit > 0) text += units[static_cast<std::size_t>(unit)];
  }
  return text::to_utf8(text);
}

std::string one_of(std::u32string_view signs, int number) {
  return text::to_utf8(signs.substr(static_cast<std::size_t>(number - 1), 1));
}

// a..z, then aa, bb, ...: office programs repeat the letter.
std::string letters(int number, char first) {
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1),
                     static_cast<char>(first + (number - 1) % 26));
}

std::string roman(int number, bool upper) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> kSigns{{{1000, "M"},
                                                                            {900, "CM"},
                                                                            {500, "D"},
                                                                            {400, "CD"},
                                                                            {100, "C"},
                                                                            {90, "XC"},
                                                                            {50, "L"},
                                                                            {40, "XL"},
                                                                            {10, "X"},
                                                                            {9, "IX"},
                                                                            {5, "V"},
                                                                            {4, "IV"},
                                                                            {1, "I"}}};
  std::string text;
  for (const auto& [value, sign] : kSigns) {
    for (; number >= value; number -= value) text += sign;
  }
  if (!upper) {
    for (char& c : text) c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string code_point(char32_t c) { return text::to_utf8(std::u32string(1, c)); }

std::optional<std::string> circled(int number) {
  const auto offset = static_cast<char32_t>(number);
  if (number <= 20) return code_point(U'①' + offset - 1);
  if (number <= 35) return code_point(U'㉑' + offset - 21);
  if (number <= 50) return code_point(U'㊱' + offset - 36);
  return std::nullopt;
}

bool is_counting(std::string_view format) {
  return format == "chineseCounting" || format == "chineseCountingThousand" ||
         format == "japaneseCounting" || format == "taiwaneseCounting" ||
         format == "taiwaneseCountingThousand";
}

std::optional<std::string> in_format(int n, std::string_view format) {
  if (is_counting(format)) return chinese_number(n);
  if (format == "chineseLegalSimplified" && n <= 9999)
    return counted(n, kFormalDigits, kFormalUnits);
  if (format == "ideographTraditional" && n <= 10) return one_of(kStems, n);
  if (format == "ideographZodiac" && n <= 12) return one_of(kBranches, n);
  if (format == "ideographEnclosedCircle" && n <= 10) return one_of(U"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n);
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese")
    return circled(n);
  if (format == "decimalEnclosedParen" && n <= 20) return one_of(U"⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", n);
  if (format == "decimalEnclosedFullstop" && n <= 20) return one_of(U"⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", n);
  if (format == "decimalZero") return fmt::format("{:02}", n);
  if (format == "lowerLetter" && n <= 780) return letters(n, 'a');
  if (format == "upperLetter" && n <= 780) return letters(n, 'A');
  if (format == "lowerRoman" && n <= 3999) return roman(n, false);
  if (format == "upperRoman" && n <= 3999) return roman(n, true);
  return std::nullopt;
}

}  // namespace

std::string chinese_number(int number) {
  return number < 1 || number > 9999 ? std::to_string(number) : counted(number, kDigits, kUnits);
}

std::string number_text(int number, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (number < 1) return std::to_string(number);
  return in_format(number, format).value_or(std::to_string(number));
}

}  // namespace niangjia::formats
