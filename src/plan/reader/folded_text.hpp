// The text as the reader looks at it: signs made equal, blanks and stray marks left out, wrapped
// lines joined. Every character remembers where it came from, so that answers are spans of the
// original.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan/reader/reading.hpp"

namespace niangjia::plan {

// A piece of folded text, half open, in folded characters.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin >= end; }
  friend bool operator==(const Range&, const Range&) = default;
};

struct FoldedText {
  std::u32string text;                // '\n' between paragraphs, '\t' and '|' between cells
  std::vector<std::uint32_t> origin;  // text[i] was the original's code point origin[i]
  std::vector<bool> gap;              // blanks were left out before text[i]

  // The original's span of a range that is not empty.
  [[nodiscard]] Span span(Range range) const {
    return {origin[range.begin], origin[range.end - 1] + 1};
  }
  [[nodiscard]] std::u32string_view view(Range range) const {
    return std::u32string_view(text).substr(range.begin, range.size());
  }
};

// Half width, lower case, one kind of quotation mark, dash, wave and dot.
[[nodiscard]] char32_t fold_sign(char32_t sign);
[[nodiscard]] std::u32string fold_word(std::string_view utf8);
// Linear in the text's length.
[[nodiscard]] FoldedText fold(std::u32string_view text);
// Without marks and blanks at both ends that end or join sentences.
[[nodiscard]] Range trimmed(const FoldedText& folded, Range range);

}  // namespace niangjia::plan
