#include "catalog/fields/id_number.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "catalog/id_number.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kLength = 18;
constexpr std::size_t kOldLength = 15;

Title wrong_length(std::size_t length) {
  const bool shorter = length < kLength;
  const std::size_t by = shorter ? kLength - length : length - kLength;
  return {fmt::format("身份证号应为18位，{}{}位。", shorter ? "还少" : "多了", by),
          fmt::format("An identity number has 18 characters; {} {}.", by,
                      shorter ? (by == 1 ? "is missing" : "are missing") : "too many")};
}
}  // namespace

Reading IdNumberField::from_text(const Field&, std::string_view raw) const {
  std::string number = text::to_half_width(text::trim(raw));
  std::erase(number, ' ');
  if (number.empty()) return Value{};
  if (number.back() == 'x') number.back() = 'X';
  const bool digits = number.find_first_not_of("0123456789") >= number.size() - 1;
  if (!digits || (number.back() != 'X' && (number.back() < '0' || number.back() > '9'))) {
    return refuse("身份证号只有数字，最后一位可以是X。",
                  "An identity number has only digits; the last may be X.");
  }
  return Value{std::move(number)};
}

std::optional<Title> IdNumberField::check(const Field&, const Value& value, Day today) const {
  const auto& number = std::get<std::string>(value);
  if (number.size() == kOldLength) {
    return Title{
        "15位的是旧号，2013年起停用，请看二代身份证写18位号。",
        "Numbers of 15 digits ended in 2013; enter the 18 characters of the present card."};
  }
  if (number.size() != kLength) return wrong_length(number.size());
  const auto born = id_number::stated_birth_date(number);
  if (!born || *born > today) {
    return Title{"第7到14位应是出生日期，请再核对。",
                 "Characters 7 to 14 must be a day of birth; look again."};
  }
  if (!id_number::is_valid(number)) {
    return Title{"有一位不对，请对着身份证再看一遍。",
                 "One of the characters is wrong; compare it with the card."};
  }
  return std::nullopt;
}

// 3301**********0021
std::string IdNumberField::mask(const Field&, const Value& value) const {
  const auto* number = std::get_if<std::string>(&value);
  if (number == nullptr || number->size() != kLength) return {};
  return number->substr(0, 4) + std::string(kLength - 8, '*') + number->substr(kLength - 4);
}

}  // namespace niangjia::catalog
