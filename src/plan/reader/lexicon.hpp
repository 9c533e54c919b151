// What the reader knows about words: catalog/lexicon/*.toml. The rules in code speak of roles ("a
// verb that commits", "a measure word"); which words play them is data and can be widened without
// touching code.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "plan/reader/word_finder.hpp"

namespace niangjia::plan {

constexpr std::size_t kCapabilities = 48;

// Enumerators are the keys of the word lists in catalog/lexicon/.
enum class Role : std::uint8_t {
  // wording.toml: how a clause opens and what kind of verb carries it
  act,
  push,
  aim,
  light,
  adverb,
  modal,
  connective,
  lead,
  state,
  wish,
  guiding,
  means_end,
  lead_end,
  trailing,
  remark,
  past,
  future,
  // structure.toml
  title_word,
  title_subject,
  collection,
  editor,
  not_title,
  guiding_heading,
  past_heading,
  future_heading,
  problem_heading,
  heading_verb,
  column_time,
  column_work,
  column_owner,
  column_partner,
  column_target,
  column_other,
  // numbers.toml
  unit,
  floor_before,
  floor_after,
  about_before,
  about_after,
  cap_before,
  cap_after,
  making,
  abstract_noun,
  campaign,
  rate_unit,
  every,
  // time.toml (festivals and seasons also carry their dates)
  festival,
  season,
  not_festival,
  // actors.toml
  actor_end,
  actor,
  not_actor,
  with_before,
  with_after,
  deliver,
  join_in,
  invite,
  owner_label,
  partner_label,
  // notices.toml
  typo,
  outdated,
  omitted,
  // level.toml
  level_unit,
  level_community,
  level_township,
  level_street,
  level_county,
  level_city,
  level_province,
  self,
  superior_before,
  kCount
};
constexpr std::size_t kRoles = static_cast<std::size_t>(Role::kCount);
using RoleSet = std::bitset<kRoles>;
[[nodiscard]] inline RoleSet roles(std::initializer_list<Role> list) {
  RoleSet set;
  for (const Role role : list) set.set(static_cast<std::size_t>(role));
  return set;
}

// How strongly a word speaks for a capability. With `follows`, it does so only a few characters
// behind that word.
struct Hint {
  std::uint32_t follows;
  std::uint8_t capability;  // 0 is C01
  float weight;
};

struct DateSpan {
  std::string from;  // MM-DD
  std::string to;
};

struct RenamedLaw {
  std::string name;  // as folded, without 《》
  std::string now;
};

class Lexicon {
 public:
  static constexpr std::uint32_t kNoWord = ~0u;

  struct File {
    std::string_view path;
    std::string_view content;
  };

  // From the files packed into the program.
  [[nodiscard]] static Result<Lexicon> load();
  // Fails with `invalid_argument`, naming file and key, on a word list that no rule knows or a
  // malformed file.
  [[nodiscard]] static Result<Lexicon> create(const std::vector<File>& files);

  [[nodiscard]] const WordFinder& words() const { return finder_; }
  [[nodiscard]] bool plays(std::uint32_t word, Role role) const {
    return roles_[word].test(static_cast<std::size_t>(role));
  }
  [[nodiscard]] const RoleSet& roles_of(std::uint32_t word) const { return roles_[word]; }
  [[nodiscard]] const std::vector<Hint>& hints_of(std::uint32_t word) const { return hints_[word]; }
  // The days of a festival or season; nullptr when the word is none.
  [[nodiscard]] const DateSpan* dates_of(std::uint32_t word) const;
  [[nodiscard]] const std::vector<std::u32string>& laws() const { return laws_; }
  [[nodiscard]] const std::vector<std::u32string>& renamed_laws() const { return renamed_laws_; }

 private:
  friend class LexiconReader;
  Lexicon() = default;

  WordFinder finder_;
  std::vector<RoleSet> roles_;
  std::vector<std::vector<Hint>> hints_;
  std::unordered_map<std::uint32_t, DateSpan> dates_;
  std::vector<std::u32string> laws_;  // stand under this name today, or are common short names
  std::vector<std::u32string> renamed_laws_;  // don't
};

}  // namespace niangjia::plan
