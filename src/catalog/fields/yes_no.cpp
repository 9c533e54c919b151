#include "catalog/fields/yes_no.hpp"

#include <array>
#include <boost/json.hpp>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::array<std::string_view, 8> kYes{"是", "有", "√", "✓", "yes", "y", "true", "1"};
constexpr std::array<std::string_view, 9> kNo{"否", "无", "没有",  "×", "✗",
                                              "no", "n",  "false", "0"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  for (const std::string_view known : words) {
    if (known == word) return true;
  }
  return false;
}
}  // namespace

Reading YesNoField::from_json(const Field& field, const boost::json::value& json) const {
  if (json.is_bool()) return Value{json.get_bool()};
  return FieldKind::from_json(field, json);
}

Reading YesNoField::from_text(const Field&, std::string_view raw) const {
  const std::string word = text::fold(raw);
  if (word.empty()) return Value{};
  if (holds(kYes, word)) return Value{true};
  if (holds(kNo, word)) return Value{false};
  return refuse("请写“是”或“否”。", "Enter yes or no.");
}

boost::json::value YesNoField::to_json(const Field&, const Value& value) const {
  const auto* flag = std::get_if<bool>(&value);
  return flag ? boost::json::value(*flag) : boost::json::value(nullptr);
}

std::string YesNoField::to_display(const Field&, const Value& value) const {
  const auto* flag = std::get_if<bool>(&value);
  return flag == nullptr ? "" : *flag ? "是" : "否";
}

}  // namespace niangjia::catalog
