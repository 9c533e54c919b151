#include "plan/reader/numbers.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongest = 24;

int digit_value(char32_t sign) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  if (sign == U'零') return 0;
  if (sign == U'两') return 2;
  const std::size_t found = kDigits.find(sign);
  return found == kDigits.npos ? -1 : static_cast<int>(found);
}

double power_value(char32_t sign) {
  switch (sign) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
      return 10000;
    case U'亿':
      return 100000000;
    default:
      return 0;
  }
}

bool is_open_word(char32_t sign) { return sign == U'余' || sign == U'多'; }

// 万, 千万, 亿 behind Arabic digits, with 余 or 多 before them (300多万).
void multiply(std::u32string_view text, std::size_t end, Number& number) {
  std::size_t at = number.range.end;
  const bool open = at < end && is_open_word(text[at]);
  if (open) ++at;
  double factor = 1;
  while (at < end &&
         (text[at] == U'百' || text[at] == U'千' || text[at] == U'万' || text[at] == U'亿')) {
    factor *= power_value(text[at++]);
    if (factor > 1e12) return;
  }
  if (factor == 1) return;
  number.least *= factor;
  number.most *= factor;
  number.open = open;
  number.range.end = at;
}

std::optional<Number> arabic(std::u32string_view text, std::size_t at, std::size_t end) {
  Number number{{at, at}};
  std::size_t digits = 0;
  const auto digit_at = [&](std::size_t i) { return i < end && is_digit(text[i]); };
  while (digit_at(number.range.end)) {
    if (++digits > 15) return std::nullopt;
    number.least = number.least * 10 + (text[number.range.end++] - U'0');
    const std::size_t i = number.range.end;
    const bool group = i < end && text[i] == U',' && digit_at(i + 1) && digit_at(i + 2) &&
                       digit_at(i + 3) && !digit_at(i + 4);
    if (group) ++number.range.end;
  }
  if (number.range.end < end && text[number.range.end] == U'.' && digit_at(number.range.end + 1)) {
    double place = 0.1;
    for (std::size_t i = number.range.end + 1; digit_at(i); ++i, place /= 10) {
      number.least += place * (text[i] - U'0');
      number.range.end = i + 1;
    }
  }
  number.most = number.least;
  multiply(text, end, number);
  return number;
}

// 三四十 and 三五 mean from … to …; 一二三四 means nothing.
std::optional<Number> plain_digits(Number number, int first, int second, std::size_t count) {
  if (count != 2 || !(second == first + 1 || (first == 3 && second == 5))) return std::nullopt;
  number.least = first;
  number.most = second;
  return number;
}

std::optional<Number> chinese(std::u32string_view text, std::size_t at, std::size_t end) {
  Number number{{at, at}};
  number.chinese = true;
  double total = 0, section = 0, pending = -1;
  int first = -1, second = -1;
  std::size_t digits_in_row = 0, powers = 0;
  for (; number.range.end < end && is_numeral(text[number.range.end]); ++number.range.end) {
    const char32_t sign = text[number.range.end];
    if (const int digit = digit_value(sign); digit >= 0) {
      if (digit == 0) continue;
      first = second < 0 ? digit : second;
      second = digit;
      ++digits_in_row;
      if (digits_in_row > 1 && powers > 0) return std::nullopt;
      pending = digit;
      continue;
    }
    if (digits_in_row > 1) return std::nullopt;
    digits_in_row = 0;
    ++powers;
    const double power = power_value(sign);
    if (power >= 10000) {
      total = (total + section + (pending > 0 ? pending : (section + total > 0 ? 0 : 1))) * power;
      section = 0;
    } else {
      section += (pending > 0 ? pending : 1) * power;
    }
    pending = -1;
  }
  if (powers == 0 && digits_in_row > 1)
    return plain_digits(number, first, second, number.range.size());
  number.least = number.most = total + section + (pending > 0 ? pending : 0);
  number.bare_power = number.range.size() == 1 && powers == 1 && text[at] != U'十';
  return number.least > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace

bool is_digit(char32_t sign) { return sign >= U'0' && sign <= U'9'; }
bool is_numeral(char32_t sign) { return digit_value(sign) >= 0 || power_value(sign) > 0; }

std::size_t numerals_end(std::u32string_view text, std::size_t at, std::size_t end) {
  while (at < end && (is_digit(text[at]) || is_numeral(text[at]))) ++at;
  return at;
}

std::optional<Number> number_at(std::u32string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return std::nullopt;
  const auto vague_before = [&] {
    return at > 0 &&
           std::u32string_view(U"数几上好").find(text[at - 1]) != std::u32string_view::npos;
  };
  if (is_digit(text[at])) return arabic(text, at, end);
  if (!is_numeral(text[at]) || vague_before()) return std::nullopt;
  if (numerals_end(text, at, end) - at > kLongest) return std::nullopt;
  return chinese(text, at, end);
}

}  // namespace niangjia::plan
