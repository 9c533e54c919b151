#include "catalog/fields/policy_number.hpp"

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kLeast = 5, kMost = 40, kShown = 4;
}

Reading PolicyNumberField::from_text(const Field&, std::string_view raw) const {
  std::string number = text::fold(raw);
  for (char& c : number) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return number.empty() ? Value{} : Value{std::move(number)};
}

std::optional<Title> PolicyNumberField::check(const Field&, const Value& value, Day) const {
  const auto& number = std::get<std::string>(value);
  const bool known =
      number.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/") == std::string::npos;
  if (known && number.size() >= kLeast && number.size() <= kMost) return std::nullopt;
  return Title{"单号只有字母、数字、“-”和“/”，5到40位。",
               "The number has only letters, digits, '-' and '/', 5 to 40 of them."};
}

std::string PolicyNumberField::mask(const Field&, const Value& value) const {
  const auto* number = std::get_if<std::string>(&value);
  if (number == nullptr || number->size() < kLeast + kShown) return {};
  return "****" + number->substr(number->size() - kShown);
}

}  // namespace niangjia::catalog
