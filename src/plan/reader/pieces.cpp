#include "plan/reader/pieces.hpp"

#include "plan/reader/sentences.hpp"

namespace niangjia::plan {
namespace {

bool is_hash(MarkerKind kind) { return kind >= MarkerKind::hash1 && kind <= MarkerKind::hash4; }

// The mark at the head of a line; a bullet or hash may stand before another mark ("## 一、",
// "- 1.").
Marker head_marker(const FoldedText& folded, Range paragraph) {
  const auto first =
      marker_at(folded.text, paragraph.begin, paragraph.end, MarkerPlace::line_start);
  if (!first) return {};
  if (!is_hash(first->kind) && first->kind != MarkerKind::bullet) return *first;
  const auto second = marker_at(folded.text, paragraph.begin + first->length, paragraph.end,
                                MarkerPlace::line_start);
  if (!second || second->kind == MarkerKind::bullet || is_hash(second->kind)) return *first;
  return {is_hash(first->kind) ? first->kind : second->kind, first->length + second->length};
}

// "9月:", "三月份:", "1-2月:" in mid-paragraph.
bool opens_month(const FoldedText& folded, std::size_t at, std::size_t end) {
  constexpr std::size_t kLongest = 8;
  constexpr std::u32string_view kNumber = U"0123456789一二三四五六七八九十-~至、";
  std::size_t i = at;
  while (i < end && i < at + kLongest && kNumber.find(folded.text[i]) != kNumber.npos) ++i;
  if (i == at || i >= end || folded.text[i] != U'月') return false;
  ++i;
  if (i < end && folded.text[i] == U'份') ++i;
  return i < end && folded.text[i] == U':';
}

// The mark that may follow `at` in mid-paragraph.
std::optional<Marker> inner_marker(const FoldedText& folded, std::size_t at, std::size_t end) {
  const char32_t before = folded.text[at - 1];
  const bool after_stop = ends_sentence(folded, at - 1) || before == U':' || folded.gap[at];
  if (after_stop) {
    if (const auto marker = marker_at(folded.text, at, end, MarkerPlace::after_stop)) return marker;
    return opens_month(folded, at, end) ? std::optional(Marker{MarkerKind::when, 0}) : std::nullopt;
  }
  if (before == U',') return marker_at(folded.text, at, end, MarkerPlace::after_comma);
  const char32_t sign = folded.text[at];
  if (sign >= U'①' && sign <= U'⑳') return marker_at(folded.text, at, end, MarkerPlace::after_stop);
  return std::nullopt;
}

}  // namespace

std::vector<Range> paragraphs_of(const FoldedText& folded, Range range) {
  std::vector<Range> paragraphs;
  std::size_t begin = range.begin;
  for (std::size_t at = range.begin; at <= range.end; ++at) {
    if (at < range.end && folded.text[at] != U'\n') continue;
    if (at > begin) paragraphs.push_back({begin, at});
    begin = at + 1;
  }
  return paragraphs;
}

void append_pieces(const FoldedText& folded, Range paragraph, std::vector<Piece>& out) {
  const Marker head = head_marker(folded, paragraph);
  Piece piece{head.kind, paragraph, {paragraph.begin + head.length, paragraph.end}, true};
  for (std::size_t at = piece.body.begin + 1; at < paragraph.end; ++at) {
    const auto marker = inner_marker(folded, at, paragraph.end);
    if (!marker) continue;
    piece.whole.end = piece.body.end = at;
    out.push_back(piece);
    piece = {marker->kind, {at, paragraph.end}, {at + marker->length, paragraph.end}, false};
    at = piece.body.begin;
  }
  out.push_back(piece);
}

}  // namespace niangjia::plan
