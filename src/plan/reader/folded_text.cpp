#include "plan/reader/folded_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/reader/lines.hpp"

namespace niangjia::plan {
namespace {

bool is_dropped(char32_t sign) {
  return is_blank(sign) || sign == U'`' || sign == U'\r' || sign == 0x200D || sign == 0xAD;
}

// A row of stars is markup or a stray mark, except where it stands for digits of a year ("20**年")
// or opens a list item ("* …").
bool is_markup(std::u32string_view text, std::size_t first, std::size_t end,
               std::size_t line_begin) {
  const bool after_digit = first > line_begin && text[first - 1] >= U'0' && text[first - 1] <= U'9';
  const bool bullet =
      first == line_begin && end == first + 1 && end < text.size() && is_blank(text[end]);
  return !after_digit && !bullet;
}

class Folder {
 public:
  explicit Folder(std::u32string_view text) : text_(text) {}

  FoldedText run() {
    const std::vector<Line> lines = lines_of(text_);
    for (const Line& line : lines) add(line);
    return std::move(folded_);
  }

 private:
  void add(const Line& line) {
    const bool starts_paragraph = !line.continues;
    if (starts_paragraph && !folded_.text.empty())
      push(U'\n', line.begin == 0 ? 0 : line.begin - 1, false);
    bool gap = false;
    for (std::size_t at = line.begin; at < line.end; ++at) {
      const char32_t sign = text_[at];
      const bool tab_between = sign == U'\t' && at > line.begin;
      if (!tab_between && is_dropped(sign)) {
        gap = gap || is_blank(sign);
        continue;
      }
      if (sign == U'*') {
        const std::size_t end = std::min(text_.find_first_not_of(U'*', at), line.end);
        const bool kept = !is_markup(text_, at, end, line.begin);
        for (; kept && at < end; ++at) push(sign, at, false);
        at = end - 1;
        continue;
      }
      push(fold_sign(sign), at, gap && at > line.begin);
      gap = false;
    }
  }

  void push(char32_t sign, std::size_t from, bool gap) {
    folded_.text.push_back(sign);
    folded_.origin.push_back(static_cast<std::uint32_t>(from));
    folded_.gap.push_back(gap);
  }

  std::u32string_view text_;
  FoldedText folded_;
};

}  // namespace

char32_t fold_sign(char32_t sign) {
  if (sign >= 0xFF01 && sign <= 0xFF5E) sign -= 0xFEE0;
  if (sign >= U'A' && sign <= U'Z') return sign + 32;
  switch (sign) {
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'〝':
    case U'〞':
      return U'"';
    case U'‘':
    case U'’':
      return U'\'';
    case U'—':
    case U'–':
    case U'−':
    case U'‐':
    case U'‑':
    case U'―':
    case U'─':
      return U'-';
    case U'∽':
    case U'〜':
      return U'~';
    case U'•':
    case U'・':
    case U'∙':
    case U'‧':
    case U'⋅':
      return U'·';
    case U'×':
    case U'✕':
    case U'Х':
    case U'х':
      return U'x';
    case U'○':
    case U'〇':
    case U'Ο':
      return U'〇';
    case U'｡':
      return U'。';
    case U'﹐':
    case U'，':
      return U',';
    case U'〔':
    case U'【':
    case U'[':
      return U'(';
    case U'〕':
    case U'】':
    case U']':
      return U')';
    case U'〈':
      return U'《';
    case U'〉':
      return U'》';
    case U'帐':
      return U'账';
    default:
      return sign;
  }
}

std::u32string fold_word(std::string_view utf8) {
  std::u32string word = text::to_code_points(utf8);
  for (char32_t& sign : word) sign = fold_sign(sign);
  return word;
}

FoldedText fold(std::u32string_view text) { return Folder(text).run(); }

Range trimmed(const FoldedText& folded, Range range) {
  constexpr std::u32string_view kMarks = U"。,;:!?、.\t\n|…-";
  while (!range.empty() && kMarks.find(folded.text[range.begin]) != kMarks.npos) ++range.begin;
  while (!range.empty() && kMarks.find(folded.text[range.end - 1]) != kMarks.npos) --range.end;
  return range;
}

}  // namespace niangjia::plan
