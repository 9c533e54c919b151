#include "catalog/fields/multi_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/text.hpp"
#include "catalog/fields/choice.hpp"
#include "catalog/many.hpp"

namespace niangjia::catalog {
namespace {
// Whatever people put between the words of a list.
constexpr std::string_view kSeparators[] = {",", "，", "、", ";", "；", "/", "\n", "|"};

std::string with_commas(std::string_view raw) {
  std::string out(raw);
  for (const std::string_view separator : kSeparators) {
    for (std::size_t at = 0; (at = out.find(separator, at)) != std::string::npos; ++at)
      out.replace(at, separator.size(), ",");
  }
  return out;
}

// In the order of the list, each once: two readings of the same ticks are the same text.
Value in_order(const Field& field, const std::set<std::string, std::less<>>& keys) {
  std::vector<std::string> ordered;
  for (const Choice& choice : field.choices->choices) {
    if (keys.contains(choice.key)) ordered.push_back(choice.key);
  }
  return ordered.empty() ? Value{} : Value{join_many(ordered)};
}
}  // namespace

Reading MultiChoiceField::from_json(const Field& field, const boost::json::value& json) const {
  if (!json.is_array()) return FieldKind::from_json(field, json);
  std::set<std::string, std::less<>> keys;
  for (const auto& item : json.get_array()) {
    if (!item.is_string()) return refuse("请给出选项的列表。", "Give a list of options.");
    const std::string_view words(item.get_string());
    const Choice* choice = named_choice(*field.choices, words);
    if (!choice) return tl::unexpected<Title>(no_such_choice(field, words));
    keys.insert(choice->key);
  }
  return in_order(field, keys);
}

Reading MultiChoiceField::from_text(const Field& field, std::string_view raw) const {
  std::set<std::string, std::less<>> keys;
  const std::string joined = with_commas(raw);
  for (const std::string_view words : split_many(joined)) {
    if (text::trim(words).empty()) continue;
    const Choice* choice = named_choice(*field.choices, words);
    if (!choice) return tl::unexpected<Title>(no_such_choice(field, words));
    keys.insert(choice->key);
  }
  return in_order(field, keys);
}

boost::json::value MultiChoiceField::to_json(const Field&, const Value& value) const {
  const auto* joined = std::get_if<std::string>(&value);
  if (joined == nullptr) return nullptr;
  boost::json::array keys;
  for (const std::string_view key : split_many(*joined)) keys.emplace_back(key);
  return keys;
}

std::string MultiChoiceField::to_display(const Field& field, const Value& value) const {
  const auto* joined = std::get_if<std::string>(&value);
  std::string out;
  if (joined == nullptr) return out;
  for (const std::string_view key : split_many(*joined)) {
    const Choice* choice = field.choices->find(key);
    out += (out.empty() ? "" : "、") + (choice ? choice->title.zh : std::string(key));
  }
  return out;
}

std::optional<Title> MultiChoiceField::check(const Field& field, const Value& value, Day) const {
  for (const std::string_view key : split_many(std::get<std::string>(value))) {
    if (auto message = check_choice(field, key)) return message;
  }
  return check_count(field, std::get<std::string>(value));
}

}  // namespace niangjia::catalog
