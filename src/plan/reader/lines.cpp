#include "plan/reader/lines.hpp"

#include <algorithm>

#include "plan/reader/folded_text.hpp"
#include "plan/reader/markers.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kMarginSlack = 6;   // columns a line may stop short of the margin
constexpr std::size_t kLeastMargin = 30;  // columns; nobody wraps narrower than fifteen characters
constexpr std::size_t kWidest = 400;

std::size_t columns(char32_t sign) { return sign < 0x2010 ? 1 : 2; }

Line measured(std::u32string_view text, std::size_t begin, std::size_t end) {
  Line line;
  while (begin < end && is_blank(text[begin])) line.indent += columns(text[begin++]);
  while (end > begin && is_blank(text[end - 1])) --end;
  line.begin = begin;
  line.end = end;
  line.width = line.indent;
  for (std::size_t at = begin; at < end; ++at) line.width += columns(text[at]);
  return line;
}

std::vector<Line> physical_lines(std::u32string_view text) {
  std::vector<Line> lines;
  bool after_empty = false;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = at;
    while (end < text.size() && text[end] != U'\n' && text[end] != U'\r' && text[end] != 0x2028)
      ++end;
    Line line = measured(text, at, end);
    if (line.begin == line.end) {
      after_empty = true;
    } else {
      line.after_empty = after_empty;
      lines.push_back(line);
      after_empty = false;
    }
    at = end + 1;
    if (end + 1 < text.size() && text[end] == U'\r' && text[end + 1] == U'\n') ++at;
  }
  return lines;
}

// The column at which an editor broke the lines; 0 when they look unbroken. It is the widest column
// at which a good part of the lines end.
std::size_t margin_of(const std::vector<Line>& lines) {
  std::vector<std::size_t> ending(kWidest + 1, 0);
  for (const Line& line : lines) {
    if (line.width <= kWidest) ++ending[line.width];
  }
  const std::size_t enough = std::max<std::size_t>(3, lines.size() / 4);
  std::size_t near = 0;
  for (std::size_t column = kWidest; column >= kLeastMargin; --column) {
    near = 0;
    for (std::size_t back = 0; back <= kMarginSlack; ++back) near += ending[column - back];
    if (ending[column] > 0 && near >= enough) return column;
  }
  return 0;
}

bool ends_sentence(char32_t sign) {
  return std::u32string_view(U"。!?;:….！？；：|").find(sign) != std::u32string_view::npos;
}

bool ends_in_mid_sentence(char32_t sign) {
  return std::u32string_view(U",，、(（《").find(sign) != std::u32string_view::npos;
}

bool opens_item(std::u32string_view text, const Line& line) {
  std::u32string head(text.substr(line.begin, std::min<std::size_t>(line.end - line.begin, 12)));
  for (char32_t& sign : head) sign = fold_sign(sign);
  return marker_at(head, 0, head.size(), MarkerPlace::line_start).has_value() || head[0] == U'|';
}

}  // namespace

bool is_blank(char32_t sign) {
  return sign == U' ' || sign == U'\t' || sign == 0xA0 || sign == 0x3000 || sign == 0xFEFF ||
         (sign >= 0x2000 && sign <= 0x200B) || sign == 0x202F || sign == 0x0B || sign == 0x0C;
}

std::vector<Line> lines_of(std::u32string_view text) {
  std::vector<Line> lines = physical_lines(text);
  const std::size_t margin = margin_of(lines);
  const bool indented =
      std::any_of(lines.begin(), lines.end(), [](const Line& l) { return l.indent >= 2; }) &&
      std::any_of(lines.begin(), lines.end(), [](const Line& l) { return l.indent == 0; });
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line& before = lines[i - 1];
    Line& line = lines[i];
    if (line.after_empty || line.indent > before.indent || opens_item(text, line)) continue;
    const char32_t last = text[before.end - 1];
    const bool full = margin != 0 && before.width + kMarginSlack >= margin;
    const bool open = !ends_sentence(last) || (indented && line.indent == 0);
    line.continues = ends_in_mid_sentence(last) || (full && open);
  }
  return lines;
}

}  // namespace niangjia::plan
