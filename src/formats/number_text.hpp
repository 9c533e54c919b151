// How a list number is written: "decimal", "chineseCounting", ... as office files name it
// (ECMA-376, ST_NumberFormat).
#pragma once
#include <string>
#include <string_view>

namespace niangjia::formats {

// 3 in "chineseCounting" is "三", in "decimalEnclosedCircle" "③", in "none" and "bullet" "".
// Formats that we don't know, and numbers that a format can't show (㉑ for 21 exists, Ⅰ for 0 does
// not), are written as decimal digits.
[[nodiscard]] std::string number_text(int number, std::string_view format);

// 12 -> "十二", 105 -> "一百零五"; decimal digits outside 1..9999.
[[nodiscard]] std::string chinese_number(int number);

}  // namespace niangjia::formats
