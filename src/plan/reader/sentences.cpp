#include "plan/reader/sentences.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestBracket =
    60;  // an opening bracket that closes later than this is a typing error
constexpr std::size_t kLongestQuotation = 24;

bool is_ascii_word(char32_t sign) {
  return (sign >= U'0' && sign <= U'9') || (sign >= U'a' && sign <= U'z');
}

void keep(const FoldedText& folded, Range range, std::vector<Range>& out) {
  range = trimmed(folded, range);
  if (!range.empty()) out.push_back(range);
}

// The end of the bracket that opens at `at`, or `at` when it stays open for long.
std::size_t bracket_end(const FoldedText& folded, std::size_t at, std::size_t end) {
  const char32_t open = folded.text[at];
  const char32_t close = open == U'(' ? U')' : open == U'"' ? U'"' : U'》';
  const std::size_t longest = open == U'"' ? kLongestQuotation : kLongestBracket;
  for (std::size_t i = at + 1; i < end && i < at + longest; ++i) {
    if (folded.text[i] == close) return i;
  }
  return at;
}

}  // namespace

bool ends_sentence(const FoldedText& folded, std::size_t at) {
  const std::u32string& text = folded.text;
  switch (text[at]) {
    case U'。':
    case U'!':
    case U'?':
    case U';':
    case U'\n':
      return true;
    case U'.':
      break;
    default:
      return false;
  }
  if (at == 0 || text[at - 1] == U'的' || is_ascii_word(text[at - 1])) return false;
  return at + 1 >= text.size() || !is_ascii_word(text[at + 1]);
}

std::vector<Range> sentences_of(const FoldedText& folded, Range range) {
  std::vector<Range> sentences;
  std::size_t begin = range.begin;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (!ends_sentence(folded, at)) continue;
    keep(folded, {begin, at}, sentences);
    begin = at + 1;
  }
  keep(folded, {begin, range.end}, sentences);
  return sentences;
}

std::vector<Range> clauses_of(const FoldedText& folded, Range sentence) {
  std::vector<Range> clauses;
  std::size_t begin = sentence.begin;
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    const char32_t sign = folded.text[at];
    if (sign == U'(' || sign == U'《' || sign == U'"') at = bracket_end(folded, at, sentence.end);
    const bool thousands = sign == U',' && at > sentence.begin && at + 3 < sentence.end &&
                           is_ascii_word(folded.text[at - 1]) &&
                           is_ascii_word(folded.text[at + 1]) && is_ascii_word(folded.text[at + 3]);
    if (!(sign == U',' || sign == U':' || sign == U'\t') || thousands) continue;
    keep(folded, {begin, at}, clauses);
    begin = at + 1;
  }
  keep(folded, {begin, sentence.end}, clauses);
  return clauses;
}

}  // namespace niangjia::plan
