#include "catalog/fields/choice.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kShown = 12;

std::string offered(const CodeList& list, bool chinese) {
  std::string out;
  std::size_t count = 0;
  for (const Choice& choice : list.choices) {
    if (choice.retired || ++count > kShown) continue;
    out += (count == 1 ? ""
            : chinese  ? "、"
                       : ", ") +
           (chinese ? choice.title.zh : choice.title.en);
  }
  return out + (count > kShown ? (chinese ? "等" : " …") : "");
}
}  // namespace

Reading ChoiceField::from_text(const Field& field, std::string_view raw) const {
  const std::string wanted = text::fold(raw);
  if (wanted.empty()) return Value{};
  for (const Choice& choice : field.choices->choices) {
    const bool same = wanted == text::fold(choice.key) || wanted == text::fold(choice.title.zh) ||
                      wanted == text::fold(choice.title.en);
    if (same) return Value{choice.key};
  }
  return refuse(fmt::format("没有“{}”这一项，请从这些里选：{}。", text::trim(raw),
                            offered(*field.choices, true)),
                fmt::format("There is no '{}'; choose one of: {}.", text::trim(raw),
                            offered(*field.choices, false)));
}

boost::json::value ChoiceField::to_json(const Field&, const Value& value) const {
  const auto* key = std::get_if<std::string>(&value);
  return key ? boost::json::value(*key) : boost::json::value(nullptr);
}

std::string ChoiceField::to_display(const Field& field, const Value& value) const {
  const auto* key = std::get_if<std::string>(&value);
  if (key == nullptr) return {};
  const Choice* choice = field.choices->find(*key);
  return choice ? choice->title.zh : *key;
}

std::optional<Title> ChoiceField::check(const Field& field, const Value& value, Day) const {
  const Choice* choice = field.choices->find(std::get<std::string>(value));
  if (choice == nullptr) return Title{"请从列出的选项里选。", "Choose one of the options."};
  if (!choice->retired) return std::nullopt;
  return Title{
      fmt::format("“{}”已不再使用，请改选：{}。", choice->title.zh, offered(*field.choices, true)),
      fmt::format("'{}' is no longer used; choose one of: {}.", choice->title.en,
                  offered(*field.choices, false))};
}

}  // namespace niangjia::catalog
