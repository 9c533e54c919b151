// Text on its way into and out of spreadsheet files.
#pragma once
#include <string>
#include <string_view>

namespace niangjia::formats {

// What XML can't hold (control characters, U+FFFE, U+FFFF) is left out, malformed UTF-8 becomes
// U+FFFD, and
// "\r\n" becomes "\n".
[[nodiscard]] std::string clean_text(std::string_view text);

// Spreadsheets write odd characters as "_x000D_" and a literal "_x000D_" as "_x005F_x000D_".
[[nodiscard]] std::string escape_hex(std::string_view text);
[[nodiscard]] std::string unescape_hex(std::string_view text);

// How wide the text stands in a sheet, in digits: Chinese characters count two. The widest line
// counts.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace niangjia::formats
