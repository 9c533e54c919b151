#include "catalog/id_number.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace niangjia::catalog::id_number {
namespace {
constexpr std::size_t kLength = 18;
}

char check_character(std::string_view first_17) {
  constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kCharacters = "10X98765432";
  if (first_17.size() != kWeights.size()) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    if (first_17[i] < '0' || first_17[i] > '9') return '\0';
    sum += (first_17[i] - '0') * kWeights[i];
  }
  return kCharacters[static_cast<std::size_t>(sum) % 11];
}

std::optional<Day> stated_birth_date(std::string_view number) {
  if (number.size() != kLength) return std::nullopt;
  const std::string digits(number.substr(6, 8));
  return parse_day(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
}

bool is_valid(std::string_view number) {
  return number.size() == kLength && stated_birth_date(number) &&
         check_character(number.substr(0, 17)) == number[17];
}

std::optional<Day> birth_date(std::string_view number) {
  return is_valid(number) ? stated_birth_date(number) : std::nullopt;
}

std::optional<std::string_view> sex(std::string_view number) {
  if (!is_valid(number)) return std::nullopt;
  return (number[16] - '0') % 2 == 1 ? "male" : "female";
}

}  // namespace niangjia::catalog::id_number
