// The Chinese resident identity number (GB 11643-1999): 6 digits of place, 8 of birth, 3 of order,
// 1 check character.
#pragma once
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace niangjia::catalog::id_number {

// The check character of the first 17 digits (ISO 7064 MOD 11-2); '\0' when they are not 17 digits.
[[nodiscard]] char check_character(std::string_view first_17);
// 18 characters, a birth day that exists, and the right check character (only a capital X).
[[nodiscard]] bool is_valid(std::string_view number);
// What a valid number tells; nullopt of any other text.
[[nodiscard]] std::optional<Day> birth_date(std::string_view number);
// "female" or "male".
[[nodiscard]] std::optional<std::string_view> sex(std::string_view number);
// The day at characters 7 to 14, whether or not the rest is right.
[[nodiscard]] std::optional<Day> stated_birth_date(std::string_view number);

}  // namespace niangjia::catalog::id_number
