// How the organisations are called and of what kind they are when a tree is laid out from divisions:
// catalog/layout/ID.toml, where catalog/layout/federation.toml explains the words. An organisation's own
// file of the same name in DATA/catalog/layout/ stands instead of the shipped one.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "catalog/definition.hpp"
#include "organisation/divisions.hpp"

namespace niangjia::organisation {

struct LayoutLevel {
  std::string kind;  // of the organisation
  std::string name;  // with {name} and {short_name} of the division
};

struct LayoutRule {
  std::string id;
  catalog::Title title;
  std::vector<std::string> present;  // kinds that stand for a division already
  std::map<Level, LayoutLevel> levels;

  // Null when divisions of that level get no organisation.
  [[nodiscard]] const LayoutLevel* of(Level level) const;
  [[nodiscard]] bool counts(const Organisation& organisation) const;
};

inline constexpr std::string_view kUsualLayout = "federation";

// All rules by id, those of `overlay` (DATA/catalog) over the shipped ones. Fails with
// `invalid_argument`, telling all faults with file and line.
[[nodiscard]] Result<std::map<std::string, LayoutRule>> layout_rules(
    const std::filesystem::path& overlay);
// Reads one file; `name` as faults show it.
[[nodiscard]] Result<LayoutRule> read_layout_rule(const std::string& id, const std::string& name,
                                                  std::string_view text);

// The name that a rule's pattern gives to the organisation of a division: of its short name, or of its
// name as written.
enum class NameForm { usual, as_written };
[[nodiscard]] std::string laid_out_name(const Divisions& divisions, Division division,
                                        const std::string& pattern, NameForm form);

}  // namespace niangjia::organisation
