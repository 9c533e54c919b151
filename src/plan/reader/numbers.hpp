// Numbers as people write them in plans: 1,200  3万  3.5亿  两  二十五  十余  数十.
#pragma once
#include <optional>
#include <string_view>

#include "plan/reader/folded_text.hpp"

namespace niangjia::plan {

struct Number {
  Range range;
  double least = 0;
  double most = 0;          // differs from `least` for 三四 and 三五 (three to five)
  bool open = false;        // 余 or 多 stands inside, as in 3万余
  bool chinese = false;     // written in Chinese numerals only
  bool bare_power = false;  // 百 千 万 without a factor, as in 万名
};

// The number that starts at `at`; nothing when it is vague (数十, 几百), a lone 〇, or a row of
// digits without sense. Looks no further than `end`; linear in the length of the number.
[[nodiscard]] std::optional<Number> number_at(std::u32string_view text, std::size_t at,
                                              std::size_t end);
// Where a number or any other row of numerals that starts at `at` ends; `at` when there is none.
[[nodiscard]] std::size_t numerals_end(std::u32string_view text, std::size_t at, std::size_t end);
[[nodiscard]] bool is_digit(char32_t sign);
[[nodiscard]] bool is_numeral(char32_t sign);  // Chinese, 两 and the powers included

}  // namespace niangjia::plan
