// Paragraphs cut at their numbering: each piece is what one mark governs.
#pragma once
#include <vector>

#include "plan/reader/markers.hpp"
#include "plan/reader/scan.hpp"

namespace niangjia::plan {

struct Piece {
  MarkerKind kind = MarkerKind::none;
  Range whole;  // with its mark
  Range body;   // without
  bool starts_paragraph = false;
};

[[nodiscard]] std::vector<Range> paragraphs_of(const FoldedText& folded, Range range);
void append_pieces(const FoldedText& folded, Range paragraph, std::vector<Piece>& out);

}  // namespace niangjia::plan
