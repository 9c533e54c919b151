// UTF-8 text: checking, counting and taking apart by Unicode code points. All functions accept any
// bytes.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace niangjia::text {

[[nodiscard]] bool is_utf8(std::string_view bytes);
// Number of code points; malformed bytes count one each.
[[nodiscard]] std::size_t length(std::string_view utf8);
// Malformed sequences become U+FFFD.
[[nodiscard]] std::u32string to_code_points(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& out, char32_t code_point);

// Whatever a person's file holds: UTF-8 with or without byte order mark, UTF-16 with one, else
// GB18030. Fails with `invalid_argument`, naming the first offending byte, when it is none of them
// or holds NUL.
[[nodiscard]] Result<std::string> decode(std::string_view bytes);

// Spaces of every kind, tabs and line ends at both ends are removed.
[[nodiscard]] std::string_view trim(std::string_view utf8);
// Full-width digits, letters, signs and the full-width space become their ASCII twins.
[[nodiscard]] std::string to_half_width(std::string_view utf8);
// For searching: half width, lower case, without spaces.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace niangjia::text
