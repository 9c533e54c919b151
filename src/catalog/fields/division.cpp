#include "catalog/fields/division.hpp"

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kLength = 12;
}

Reading DivisionField::from_text(const Field&, std::string_view raw) const {
  std::string code = text::fold(raw);
  if (code.empty()) return Value{};
  const bool whole = code.size() == 2 || code.size() == 4 || code.size() == 6 || code.size() == 9 ||
                     code.size() == kLength;
  if (!whole || code.find_first_not_of("0123456789") != std::string::npos) {
    return refuse("行政区划代码是2、4、6、9或12位数字。",
                  "A division code has 2, 4, 6, 9 or 12 digits.");
  }
  code.resize(kLength, '0');
  return Value{std::move(code)};
}

std::optional<Title> DivisionField::check(const Field&, const Value& value, Day) const {
  const auto& code = std::get<std::string>(value);
  if (code.size() == kLength && code.substr(0, 2) != "00") return std::nullopt;
  return Title{"没有这个行政区划。", "There is no such division."};
}

}  // namespace niangjia::catalog
