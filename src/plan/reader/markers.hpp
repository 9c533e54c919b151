// Numbering at the start of a line or a sentence: 一、 (一) 1. ① 一是 第一, - # and their kin.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace niangjia::plan {

enum class MarkerKind {
  none,
  part,           // 第一部分
  chinese,        // 一、
  chinese_paren,  // (一)
  arabic,         // 1. 1、
  arabic_paren,   // (1) 1)
  circled,        // ①
  ordinal,        // 一是 第一, 首先
  bullet,         // - *
  hash1,
  hash2,
  hash3,
  hash4,  // Markdown
  plain,  // a heading without any mark
  when,   // a month or a quarter as heading
};

struct Marker {
  MarkerKind kind = MarkerKind::none;
  std::size_t length = 0;  // characters to skip
};

// In mid-paragraph a mark is believed more reluctantly than at the start of a line.
enum class MarkerPlace { line_start, after_stop, after_comma };

// The mark at `at` of folded text, looking no further than `end`. A number that goes on (1.5万,
// 2024年) is none.
[[nodiscard]] std::optional<Marker> marker_at(std::u32string_view text, std::size_t at,
                                              std::size_t end, MarkerPlace place);

}  // namespace niangjia::plan
