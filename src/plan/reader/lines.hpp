// Physical lines, and which of them only continue the line before because an editor broke it at a
// margin.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace niangjia::plan {

struct Line {
  std::size_t begin = 0;  // in code points of the text, without blanks at both ends
  std::size_t end = 0;
  std::size_t indent = 0;  // columns
  std::size_t width = 0;   // columns from the margin; a Chinese character takes two
  bool after_empty = false;
  bool continues = false;
};

[[nodiscard]] bool is_blank(char32_t sign);
// Lines that hold something, in order. Line ends may be \n, \r\n or \r. Linear in the text's
// length.
[[nodiscard]] std::vector<Line> lines_of(std::u32string_view text);

}  // namespace niangjia::plan
