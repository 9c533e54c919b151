#include "catalog/fields/phone.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kMobileDigits = 11;

bool is_mobile_start(std::string_view digits) {
  return digits.size() >= 2 && digits[0] == '1' && digits[1] >= '3';
}

// Area codes have 3 digits (010, 02x) or 4; the numbers behind them 7 or 8. Returns the digits of
// the area code.
std::size_t area_digits(std::string_view digits) {
  return digits[1] <= '2' && digits[1] != '0' ? 3 : 4;
}

std::optional<Title> check_mobile(std::string_view digits) {
  if (digits.size() == kMobileDigits) return std::nullopt;
  if (digits.size() < kMobileDigits) {
    const auto missing = kMobileDigits - digits.size();
    return Title{fmt::format("手机号应为11位，还少{}位。", missing),
                 fmt::format("A mobile number has 11 digits; {} {} missing.", missing,
                             missing == 1 ? "is" : "are")};
  }
  const auto spare = digits.size() - kMobileDigits;
  return Title{fmt::format("手机号应为11位，多了{}位。", spare),
               fmt::format("A mobile number has 11 digits; {} too many.", spare)};
}

std::optional<Title> check_landline(std::string_view digits) {
  const std::size_t behind =
      digits.size() > area_digits(digits) ? digits.size() - area_digits(digits) : 0;
  if (behind == 7 || behind == 8) return std::nullopt;
  return Title{"座机号应为区号加7位或8位，如0571-87654321。",
               "A landline is its area code and 7 or 8 digits, as 0571-87654321."};
}
}  // namespace

// Kept as digits, with one "-" behind the area code of a landline.
Reading PhoneField::from_text(const Field&, std::string_view raw) const {
  std::string digits;
  for (const char c : text::to_half_width(text::trim(raw))) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (std::string_view(" -()+").find(c) == std::string_view::npos) {
      return refuse("电话里只能有数字，如13800001234或0571-87654321。",
                    "A telephone number has only digits, as 13800001234 or 0571-87654321.");
    }
  }
  if (digits.size() == kMobileDigits + 2 && digits.starts_with("86")) digits.erase(0, 2);
  if (digits.size() == kMobileDigits + 4 && digits.starts_with("0086")) digits.erase(0, 4);
  if (digits.empty()) return Value{};
  if (digits[0] == '0' && digits.size() > 4) digits.insert(area_digits(digits), "-");
  return Value{std::move(digits)};
}

std::optional<Title> PhoneField::check(const Field& field, const Value& value, Day) const {
  std::string digits = std::get<std::string>(value);
  std::erase(digits, '-');
  if (field.short_numbers && digits.size() >= 3 && digits.size() <= 5 && digits[0] == '1')
    return std::nullopt;
  if (is_mobile_start(digits)) return check_mobile(digits);
  if (digits.size() > 1 && digits[0] == '0') return check_landline(digits);
  if (digits.size() == 7 || digits.size() == 8) {
    return Title{"座机号前请加区号，如0571-87654321。",
                 "Put the area code before a landline, as 0571-87654321."};
  }
  return Title{"手机号以13到19开头，座机号以区号开头，请再核对。",
               "A mobile number begins with 13 to 19, a landline with its area code; look again."};
}

// 138****6027, 0571-****4321
std::string PhoneField::mask(const Field&, const Value& value) const {
  const auto* number = std::get_if<std::string>(&value);
  if (number == nullptr || number->size() < 10) return {};
  const std::size_t area = number->find('-');
  const std::size_t shown = area == std::string::npos ? 3 : area + 1;
  return number->substr(0, shown) + std::string(number->size() - shown - 4, '*') +
         number->substr(number->size() - 4);
}

}  // namespace niangjia::catalog
