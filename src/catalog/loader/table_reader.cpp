#include "catalog/loader/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>

#include "catalog/nearest.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::size_t kLongestIdentifier = 40;

bool is_identifier(std::string_view name) {
  if (name.empty() || name.size() > kLongestIdentifier || name[0] < 'a' || name[0] > 'z')
    return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}
}  // namespace

void FaultList::add(const toml::node& node, std::string message) const {
  all.push_back({file, static_cast<int>(node.source().begin.line), std::move(message)});
}

void TableReader::fault(std::string_view key, const std::string& message) const {
  const toml::node* found = table_->get(key);
  faults_->add(found ? *found : *table_, what_ + ": " + message);
}

void TableReader::unknown(std::string_view key, std::string_view name, std::string_view kind,
                          std::vector<std::string> known) const {
  fault(key,
        fmt::format("{} '{}' does not exist. {}", kind, name, name_hint(name, std::move(known))));
}

void TableReader::unknown_word(std::string_view key, std::vector<std::string> known) const {
  const std::string given = table_->get(key)->value_or(std::string());
  unknown(key, given, fmt::format("{}", key), std::move(known));
}

const toml::node* TableReader::node(std::string_view key) {
  asked_.emplace_back(key);
  return table_->get(key);
}

template <class T>
std::optional<T> TableReader::take(std::string_view key, std::string_view kind) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  auto value = found->value_exact<T>();
  if (!value) fault(key, fmt::format("'{}' must be {}.", key, kind));
  return value;
}

std::string TableReader::text_or(std::string_view key, std::string fallback) {
  auto value = take<std::string>(key, "a text in quotes");
  return value ? *value : std::move(fallback);
}

std::string TableReader::text(std::string_view key) {
  if (!has(key)) fault(key, fmt::format("'{}' is missing.", key));
  return text_or(key);
}

Title TableReader::title(std::string_view key) {
  if (!has(key))
    fault(key, fmt::format("'{0}' is missing; write {0} = {{ zh = \"…\", en = \"…\" }}.", key));
  return title_or(key);
}

Title TableReader::title_or(std::string_view key, Title fallback) {
  const toml::node* found = node(key);
  if (found == nullptr) return fallback;
  const toml::table* both = found->as_table();
  if (both == nullptr) {
    fault(key,
          fmt::format("'{0}' must hold both languages; write {0} = {{ zh = \"…\", en = \"…\" }}.",
                      key));
    return fallback;
  }
  TableReader reader(*both, *faults_, fmt::format("{}, {}", what_, key));
  Title title{reader.text("zh"), reader.text("en")};
  reader.finish();
  return title;
}

bool TableReader::flag(std::string_view key, bool fallback) {
  return take<bool>(key, "true or false").value_or(fallback);
}

int TableReader::number(std::string_view key, int fallback, int least, int most) {
  const auto value = take<std::int64_t>(key, "a whole number");
  if (!value) return fallback;
  if (*value >= least && *value <= most) return static_cast<int>(*value);
  fault(key, fmt::format("'{}' must be from {} to {}.", key, least, most));
  return fallback;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> out;
  const toml::node* found = node(key);
  const toml::array* list = found ? found->as_array() : nullptr;
  if (found != nullptr && list == nullptr)
    fault(key, fmt::format("'{}' must be a list of texts.", key));
  if (list == nullptr) return out;
  for (const toml::node& item : *list) {
    auto text = item.value_exact<std::string>();
    if (text)
      out.push_back(std::move(*text));
    else
      faults_->add(item, fmt::format("{}: '{}' must hold only texts.", what_, key));
  }
  return out;
}

std::vector<TableReader> TableReader::tables(std::string_view key, std::string_view what) {
  std::vector<TableReader> out;
  const toml::node* found = node(key);
  const toml::array* list = found ? found->as_array() : nullptr;
  if (found != nullptr && list == nullptr)
    fault(key, fmt::format("write each '{0}' under its own [[{0}]].", key));
  if (list == nullptr) return out;
  for (const toml::node& item : *list) {
    if (const toml::table* table = item.as_table())
      out.emplace_back(*table, *faults_, std::string(what));
    else
      faults_->add(item, fmt::format("{}: '{}' must hold only tables.", what_, key));
  }
  return out;
}

std::string TableReader::identifier(std::string_view key) {
  std::string name = text(key);
  if (!name.empty() && !is_identifier(name)) {
    fault(key,
          fmt::format(
              "'{}' is no {}; use lower-case letters, digits and '_', at most {}, a letter first.",
              name, key, kLongestIdentifier));
  }
  return name;
}

std::string TableReader::choice_key(std::string_view key) {
  std::string name = text(key), small = name;
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (!name.empty() && !is_identifier(small)) {
    fault(key,
          fmt::format("'{}' is no key; use letters, digits and '_', at most {}, a letter first.",
                      name, kLongestIdentifier));
  }
  return name;
}

std::optional<Formula> TableReader::formula(std::string_view key, const FormulaSchema& schema) {
  const std::string text = text_or(key);
  if (text.empty()) return std::nullopt;
  auto compiled = Formula::compile(text, schema);
  if (compiled) return std::move(*compiled);
  fault(key, fmt::format("'{}', {}", key, compiled.error().message));
  return std::nullopt;
}

std::optional<Formula> TableReader::condition(std::string_view key, const FormulaSchema& schema) {
  auto compiled = formula(key, schema);
  if (!compiled || compiled->type() == FormulaType::boolean) return compiled;
  fault(key, fmt::format("'{}' must be true or false.", key));
  return std::nullopt;
}

std::optional<Formula> TableReader::filter(std::string_view key, const FormulaSchema& schema) {
  auto compiled = condition(key, schema);
  if (!compiled) return compiled;
  std::vector<Value> parameters;
  const auto sql = compiled->to_sql(schema, {}, parameters);
  if (!sql) fault(key, fmt::format("'{}': {}.", key, sql.error().message));
  return sql ? std::move(compiled) : std::nullopt;
}

void TableReader::finish() const {
  for (const auto& [key, value] : *table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    faults_->add(value, fmt::format("{}: key '{}' does not exist. {}", what_, key.str(),
                                    name_hint(key.str(), asked_)));
  }
}

boost::json::value to_json(const toml::node& node) {
  if (const auto* text = node.as_string()) return boost::json::value(text->get());
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  if (const auto* day = node.as_date()) {
    const toml::date date = day->get();
    return boost::json::value(
        fmt::format("{:04}-{:02}-{:02}", int{date.year}, int{date.month}, int{date.day}));
  }
  return nullptr;
}

}  // namespace niangjia::catalog
