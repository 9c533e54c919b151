#include "plan/reader/markers.hpp"

#include <algorithm>

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestNumber = 3;  // 二十一, 100

bool is_one_of(char32_t sign, std::u32string_view set) { return set.find(sign) != set.npos; }
bool is_digit(char32_t sign) { return sign >= U'0' && sign <= U'9'; }
bool is_numeral(char32_t sign) { return is_one_of(sign, U"一二三四五六七八九十"); }

// A cursor that answers U'\0' behind the end.
struct Cursor {
  std::u32string_view text;
  std::size_t at;
  std::size_t end;
  [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
    return at + ahead < end ? text[at + ahead] : U'\0';
  }
  [[nodiscard]] bool starts(std::u32string_view word) const {
    return at + word.size() <= end && text.substr(at, word.size()) == word;
  }
  template <class Test>
  [[nodiscard]] std::size_t run(Test test, std::size_t ahead = 0) const {
    std::size_t count = 0;
    while (count <= kLongestNumber && test(peek(ahead + count))) ++count;
    return count > kLongestNumber ? 0 : count;
  }
};

std::optional<Marker> parenthesised(const Cursor& c) {
  if (c.peek() >= U'⑴' && c.peek() <= U'⒇') return Marker{MarkerKind::arabic_paren, 1};
  if (c.peek() >= U'㈠' && c.peek() <= U'㈩') return Marker{MarkerKind::chinese_paren, 1};
  if (c.peek() != U'(') return std::nullopt;
  for (const bool chinese : {true, false}) {
    const std::size_t digits = c.run(chinese ? is_numeral : is_digit, 1);
    if (digits == 0 || c.peek(1 + digits) != U')') continue;
    const std::size_t extra = is_one_of(c.peek(2 + digits), U"、.") ? 1 : 0;
    return Marker{chinese ? MarkerKind::chinese_paren : MarkerKind::arabic_paren,
                  2 + digits + extra};
  }
  return std::nullopt;
}

// "2.10月份…", "3.2024年…": the digits behind the point are a date of their own.
bool opens_date(const Cursor& c, std::size_t ahead) {
  std::size_t digits = 0;
  while (digits < 5 && is_digit(c.peek(ahead + digits))) ++digits;
  const char32_t next = c.peek(ahead + digits);
  return (digits <= 2 && (next == U'月' || next == U'-' || next == U'~')) ||
         (digits == 4 && next == U'年') || digits == 5;
}

std::optional<Marker> counted(const Cursor& c, MarkerPlace place) {
  if (const std::size_t digits = c.run(is_numeral); digits != 0) {
    const char32_t next = c.peek(digits);
    if (next == U'、' || next == U'.') return Marker{MarkerKind::chinese, digits + 1};
    if (place == MarkerPlace::line_start && next == U',')
      return Marker{MarkerKind::chinese, digits + 1};
    if (next == U')' && place == MarkerPlace::line_start)
      return Marker{MarkerKind::chinese_paren, digits + 1};
  }
  if (const std::size_t digits = c.run(is_digit); digits != 0 && digits < kLongestNumber) {
    const char32_t next = c.peek(digits);
    if (next == U')') return Marker{MarkerKind::arabic_paren, digits + 1};
    const bool line_start = place == MarkerPlace::line_start;
    if (!(next == U'、' || next == U'.' || (line_start && next == U','))) return std::nullopt;
    const std::size_t extra = next == U'.' && c.peek(digits + 1) == U'、' ? 1 : 0;
    const char32_t after = c.peek(digits + 1 + extra);
    const bool goes_on = is_digit(after) && next != U'、' && !opens_date(c, digits + 1 + extra);
    const bool listing = next == U'、' && is_digit(after) && !line_start;  // 3、4月份
    if (!goes_on && !listing) return Marker{MarkerKind::arabic, digits + 1 + extra};
  }
  return std::nullopt;
}

std::optional<Marker> ordinal(const Cursor& c, MarkerPlace place) {
  if (const std::size_t digits = c.run(is_numeral); digits != 0 && digits < kLongestNumber) {
    std::size_t length = digits + 1;
    if (c.peek(digits) == U'是') {
      while (c.peek(length) == U'是') ++length;  // 三是是
      if (c.peek(length) == U'要') ++length;
      if (c.peek(length) == U',') ++length;
      return Marker{MarkerKind::ordinal, length};
    }
    if (c.peek(digits) == U'要' && place != MarkerPlace::after_comma)
      return Marker{MarkerKind::ordinal, length};
  }
  if (c.peek() == U'第') {
    const std::size_t digits = c.run(is_numeral, 1);
    if (digits == 0) return std::nullopt;
    const char32_t next = c.peek(1 + digits);
    if (is_one_of(next, U",、是:.")) return Marker{MarkerKind::ordinal, digits + 2};
    for (const std::u32string_view name : {U"部分", U"章", U"方面"}) {
      Cursor after{c.text, c.at + 1 + digits, c.end};
      if (place == MarkerPlace::line_start && after.starts(name)) {
        const std::size_t length = 1 + digits + name.size();
        const bool stop = is_one_of(c.peek(length), U",、:");
        return Marker{MarkerKind::part, length + (stop ? 1 : 0)};
      }
    }
  }
  for (const std::u32string_view word :
       {U"首先,", U"其次,", U"再次,", U"最后,", U"其一,", U"其二,", U"其三,", U"其四,"}) {
    if (place != MarkerPlace::after_comma && c.starts(word))
      return Marker{MarkerKind::ordinal, word.size()};
  }
  return std::nullopt;
}

std::optional<Marker> drawn(const Cursor& c) {
  if (c.peek() == U'#') {
    std::size_t hashes = c.run([](char32_t sign) { return sign == U'#'; });
    hashes = std::clamp<std::size_t>(hashes, 1, 4);
    const auto kind =
        static_cast<MarkerKind>(static_cast<int>(MarkerKind::hash1) + static_cast<int>(hashes) - 1);
    return Marker{kind, hashes};
  }
  if (is_one_of(c.peek(), U"-*·●■◆★➢√▪◇►▶➤◎※>") && !is_digit(c.peek(1)) && c.peek(1) != c.peek()) {
    return Marker{MarkerKind::bullet, 1};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Marker> marker_at(std::u32string_view text, std::size_t at, std::size_t end,
                                MarkerPlace place) {
  const Cursor cursor{text, at, end};
  if (place == MarkerPlace::after_comma) return ordinal(cursor, place);
  if (const char32_t sign = cursor.peek();
      (sign >= U'①' && sign <= U'⑳') || (sign >= U'❶' && sign <= U'❿')) {
    return Marker{MarkerKind::circled, 1};
  }
  if (auto marker = parenthesised(cursor)) return marker;
  if (auto marker = counted(cursor, place)) return marker;
  if (auto marker = ordinal(cursor, place)) return marker;
  return place == MarkerPlace::line_start ? drawn(cursor) : std::nullopt;
}

}  // namespace niangjia::plan
