// Dates in spreadsheets are numbers with a date-like number format.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace niangjia::formats {

enum class DateSystem { from_1900, from_1904 };

// Built-in number formats that show a date or time: 14-22, 27-36 and 50-58 (East Asian), 45-47.
[[nodiscard]] bool is_date_format(int built_in_id);
// A custom format: yyyy"年"m"月"d"日" is one, 0.00"d" and [Red]0 are not, nor is elapsed time such
// as [h]:mm.
[[nodiscard]] bool is_date_format(std::string_view code);

// "2026-03-08", with " 09:30" or " 09:30:15" when there is a time; "09:30" when there is no day.
// nullopt for numbers that no date belongs to.
[[nodiscard]] std::optional<std::string> date_text(double serial, DateSystem system);

}  // namespace niangjia::formats
