#include "catalog/fields/credit_code.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kLength = 18;
// The characters in the order of their values; I, O, S, V and Z are not used.
constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::array<int, 17> kWeights{1,  3,  9,  27, 19, 26, 16, 17, 20,
                                       29, 25, 13, 8,  24, 10, 30, 28};

char check_character(std::string_view code) {
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const auto value = kCharacters.find(code[i]);
    if (value == std::string_view::npos) return '\0';
    sum += static_cast<int>(value) * kWeights[i];
  }
  return kCharacters[static_cast<std::size_t>((31 - sum % 31) % 31)];
}
}  // namespace

Reading CreditCodeField::from_text(const Field&, std::string_view raw) const {
  std::string code = text::fold(raw);
  for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return code.empty() ? Value{} : Value{std::move(code)};
}

std::optional<Title> CreditCodeField::check(const Field&, const Value& value, Day) const {
  const auto& code = std::get<std::string>(value);
  const std::size_t length = text::length(code);
  if (length != kLength) {
    const bool shorter = length < kLength;
    const std::size_t by = shorter ? kLength - length : length - kLength;
    return Title{fmt::format("统一社会信用代码应为18位，{}{}位。", shorter ? "还少" : "多了", by),
                 fmt::format("A credit code has 18 characters; {} {}.", by,
                             shorter ? "missing" : "too many")};
  }
  if (code.size() != kLength || check_character(code) != code[kLength - 1]) {
    return Title{"有一位不对，请对着证书再看一遍；代码里没有字母I、O、S、V、Z。",
                 "One of the characters is wrong; compare it with the certificate. I, O, S, V and "
                 "Z do not occur."};
  }
  return std::nullopt;
}

}  // namespace niangjia::catalog
