#include "organisation/layout_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/resources.hpp"
#include "catalog/loader/table_reader.hpp"
#include "organisation/division_routes.hpp"

namespace niangjia::organisation {
namespace {

constexpr std::string_view kFolder = "catalog/layout/", kEnding = ".toml";
constexpr std::uintmax_t kLargestFile = 64 * 1024;
constexpr std::string_view kName = "{name}", kShortName = "{short_name}";

void read_level(catalog::TableReader& reader, LayoutRule& rule) {
  LayoutLevel level{reader.identifier("kind"), reader.text("name")};
  const bool named = level.name.find(kName) != std::string::npos ||
                     level.name.find(kShortName) != std::string::npos;
  if (!named)
    reader.fault("name", "the name holds neither {name} nor {short_name}, so that all would be "
                         "called the same.");
  for (const std::string& word : reader.texts("levels")) {
    const auto parsed = parse_division_level(word);
    if (!parsed) {
      reader.unknown("levels", word, "level of divisions",
                     {"province", "city", "county", "street", "community"});
    } else if (!rule.levels.emplace(*parsed, level).second) {
      reader.fault("levels", fmt::format("level '{}' stands in two places.", word));
    }
  }
  reader.finish();
}

std::string all_of(const std::vector<catalog::Fault>& faults) {
  std::string told;
  for (const catalog::Fault& fault : faults)
    told += (told.empty() ? "" : "\n  ") + catalog::to_string(fault);
  return told;
}

Status read_overlay(const std::filesystem::path& folder, std::map<std::string, LayoutRule>& rules) {
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const std::filesystem::path& path = it->path();
    if (path.extension() != kEnding) continue;
    std::error_code unreadable;
    std::ifstream in(path, std::ios::binary);
    if (std::filesystem::file_size(path, unreadable) > kLargestFile || unreadable || !in)
      return fail(ErrorCode::invalid_argument,
                  path.string() + ": this file cannot be read, or is larger than 64 KB.");
    std::ostringstream text;
    text << in.rdbuf();
    NJ_TRY(auto rule, read_layout_rule(path.stem().string(), path.string(), text.str()));
    rules.insert_or_assign(rule.id, std::move(rule));
  }
  return Done{};
}

void replace(std::string& text, std::string_view word, const std::string& value) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size()))
    text.replace(at, word.size(), value);
}

}  // namespace

const LayoutLevel* LayoutRule::of(Level level) const {
  const auto found = levels.find(level);
  return found == levels.end() ? nullptr : &found->second;
}

bool LayoutRule::counts(const Organisation& organisation) const {
  return std::find(present.begin(), present.end(), organisation.kind) != present.end();
}

Result<LayoutRule> read_layout_rule(const std::string& id, const std::string& name,
                                    std::string_view text) {
  std::vector<catalog::Fault> faults;
  const catalog::FaultList list{faults, name};
  LayoutRule rule;
  rule.id = id;
  try {
    const toml::table table = toml::parse(text, name);
    catalog::TableReader reader(table, list, "layout");
    rule.title = reader.title("title");
    rule.present = reader.texts("present");
    for (catalog::TableReader& level : reader.tables("level", "level")) read_level(level, rule);
    if (rule.levels.empty()) reader.fault("level", "there is no [[level]], so that nothing is laid out.");
    reader.finish();
  } catch (const toml::parse_error& error) {
    faults.push_back({name, static_cast<int>(error.source().begin.line),
                      std::string(error.description())});
  }
  if (!faults.empty()) return fail(ErrorCode::invalid_argument, all_of(faults));
  return rule;
}

Result<std::map<std::string, LayoutRule>> layout_rules(const std::filesystem::path& overlay) {
  std::map<std::string, LayoutRule> rules;
  for (const resources::Resource& file : resources::list(kFolder)) {
    const std::string id(
        file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kEnding.size()));
    NJ_TRY(auto rule, read_layout_rule(id, std::string(file.path), file.content));
    rules.emplace(id, std::move(rule));
  }
  NJ_CHECK(read_overlay(overlay / "layout", rules));
  return rules;
}

std::string laid_out_name(const Divisions& divisions, Division division,
                          const std::string& pattern, NameForm form) {
  std::string name = pattern;
  const std::string written = divisions.name(division);
  replace(name, kName, written);
  replace(name, kShortName,
          form == NameForm::usual ? divisions.short_name(division) : written);
  return name;
}

}  // namespace niangjia::organisation
