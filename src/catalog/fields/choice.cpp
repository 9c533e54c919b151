#include "catalog/fields/choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kShown = 12;

bool is_offered(const Field& field, const Choice& choice) {
  const auto& tags = choice.tags;
  return !choice.retired && (field.only_tag.empty() ||
                             std::find(tags.begin(), tags.end(), field.only_tag) != tags.end());
}

std::string offered(const Field& field, bool chinese) {
  std::string out;
  std::size_t count = 0;
  for (const Choice& choice : field.choices->choices) {
    if (!is_offered(field, choice) || ++count > kShown) continue;
    out += (count == 1 ? ""
            : chinese  ? "、"
                       : ", ") +
           (chinese ? choice.title.zh : choice.title.en);
  }
  return out + (count > kShown ? (chinese ? "等" : " …") : "");
}
}  // namespace

const Choice* named_choice(const CodeList& list, std::string_view words) {
  const std::string wanted = text::fold(words);
  for (const Choice& choice : list.choices) {
    if (wanted == text::fold(choice.key) || wanted == text::fold(choice.title.zh) ||
        wanted == text::fold(choice.title.en))
      return &choice;
  }
  return nullptr;
}

Title no_such_choice(const Field& field, std::string_view words) {
  return {
      fmt::format("没有“{}”这一项，请从这些里选：{}。", text::trim(words), offered(field, true)),
      fmt::format("There is no '{}'; choose one of: {}.", text::trim(words),
                  offered(field, false))};
}

std::optional<Title> check_choice(const Field& field, std::string_view key) {
  const Choice* choice = field.choices->find(key);
  if (choice == nullptr) return Title{"请从列出的选项里选。", "Choose one of the options."};
  if (is_offered(field, *choice)) return std::nullopt;
  return Title{fmt::format("“{}”已不再使用，请改选：{}。", choice->title.zh, offered(field, true)),
               fmt::format("'{}' is no longer used; choose one of: {}.", choice->title.en,
                           offered(field, false))};
}

Reading ChoiceField::from_text(const Field& field, std::string_view raw) const {
  if (text::trim(raw).empty()) return Value{};
  const Choice* choice = named_choice(*field.choices, raw);
  if (choice) return Value{choice->key};
  return tl::unexpected<Title>(no_such_choice(field, raw));
}

std::string ChoiceField::to_display(const Field& field, const Value& value) const {
  const auto* key = std::get_if<std::string>(&value);
  if (key == nullptr) return {};
  const Choice* choice = field.choices->find(*key);
  return choice ? choice->title.zh : *key;
}

std::optional<Title> ChoiceField::check(const Field& field, const Value& value, Day) const {
  return check_choice(field, std::get<std::string>(value));
}

}  // namespace niangjia::catalog
