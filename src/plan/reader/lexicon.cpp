#include "plan/reader/lexicon.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <optional>
#include <utility>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "plan/reader/folded_text.hpp"

namespace niangjia::plan {
namespace {

constexpr std::string_view kFolder = "catalog/lexicon/";

constexpr std::array<std::string_view, kRoles> kRoleNames = {"act",
                                                             "push",
                                                             "aim",
                                                             "light",
                                                             "adverb",
                                                             "modal",
                                                             "connective",
                                                             "lead",
                                                             "state",
                                                             "wish",
                                                             "guiding",
                                                             "means_end",
                                                             "lead_end",
                                                             "trailing",
                                                             "remark",
                                                             "past",
                                                             "future",
                                                             "title_word",
                                                             "title_subject",
                                                             "collection",
                                                             "editor",
                                                             "not_title",
                                                             "guiding_heading",
                                                             "past_heading",
                                                             "future_heading",
                                                             "problem_heading",
                                                             "heading_verb",
                                                             "column_time",
                                                             "column_work",
                                                             "column_owner",
                                                             "column_partner",
                                                             "column_target",
                                                             "column_other",
                                                             "unit",
                                                             "floor_before",
                                                             "floor_after",
                                                             "about_before",
                                                             "about_after",
                                                             "cap_before",
                                                             "cap_after",
                                                             "making",
                                                             "abstract_noun",
                                                             "campaign",
                                                             "rate_unit",
                                                             "every",
                                                             "festival",
                                                             "season",
                                                             "not_festival",
                                                             "actor_end",
                                                             "actor",
                                                             "not_actor",
                                                             "with_before",
                                                             "with_after",
                                                             "deliver",
                                                             "join_in",
                                                             "invite",
                                                             "owner_label",
                                                             "partner_label",
                                                             "typo",
                                                             "outdated",
                                                             "omitted",
                                                             "level_unit",
                                                             "level_community",
                                                             "level_township",
                                                             "level_street",
                                                             "level_county",
                                                             "level_city",
                                                             "level_province",
                                                             "self",
                                                             "superior_before"};

// The lists of a capability and what one of their words weighs.
constexpr std::array<std::pair<std::string_view, float>, 5> kWeights = {
    {{"name", 9.0f}, {"strong", 6.0f}, {"usual", 3.5f}, {"hint", 1.5f}, {"against", -4.0f}}};

std::optional<Role> role_named(std::string_view name) {
  for (std::size_t i = 0; i < kRoles; ++i) {
    if (kRoleNames[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

bool is_separator(char sign) { return sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r'; }

template <class Visit>
void each_word(std::string_view list, Visit visit) {
  for (std::size_t at = 0; at < list.size();) {
    while (at < list.size() && is_separator(list[at])) ++at;
    std::size_t end = at;
    while (end < list.size() && !is_separator(list[end])) ++end;
    if (end > at) visit(list.substr(at, end - at));
    at = end;
  }
}

Error fault(std::string_view path, std::string what) {
  return Error{ErrorCode::invalid_argument, fmt::format("{}: {}", path, what), {}, {}};
}

// "C07" -> 6.
std::optional<std::uint8_t> capability_named(std::string_view name) {
  if (name.size() != 3 || name[0] != 'C') return std::nullopt;
  const int number = (name[1] - '0') * 10 + (name[2] - '0');
  if (number < 1 || number > static_cast<int>(kCapabilities)) return std::nullopt;
  return static_cast<std::uint8_t>(number - 1);
}

}  // namespace

class LexiconReader {
 public:
  Status read(const Lexicon::File& file) {
    path_ = file.path;
    toml::table parsed;
    try {
      parsed = toml::parse(file.content, file.path);
    } catch (const toml::parse_error& error) {
      return fail(
          fault(path_, fmt::format("line {}: {}", error.source().begin.line, error.description())));
    }
    for (const auto& [key, node] : parsed) NJ_CHECK(read_section(key.str(), node));
    return Done{};
  }

  Lexicon finish() {
    lexicon_.finder_.seal();
    lexicon_.roles_.resize(lexicon_.finder_.size());
    lexicon_.hints_.resize(lexicon_.finder_.size());
    return std::move(lexicon_);
  }

 private:
  Status read_section(std::string_view key, const toml::node& node) {
    if (const auto capability = capability_named(key)) return read_capability(*capability, node);
    if (key == "dates") return read_dates(node);
    if (key == "laws") return read_laws(node);
    const auto role = role_named(key);
    const auto list = node.value<std::string_view>();
    if (!role || !list) {
      return fail(
          fault(path_, fmt::format("'{}' is not a word list that the plan reader knows", key)));
    }
    each_word(*list, [&](std::string_view word) { give(add(word), *role); });
    return Done{};
  }

  Status read_capability(std::uint8_t capability, const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return fail(fault(path_, "a capability is a table of word lists"));
    for (const auto& [name, weight] : kWeights) {
      const auto list = (*table)[name].value<std::string_view>();
      if (list)
        each_word(*list,
                  [&, weight = weight](std::string_view word) { hint(word, capability, weight); });
    }
    return Done{};
  }

  // Two words with … between them: the second counts a few characters behind the first.
  void hint(std::string_view word, std::uint8_t capability, float weight) {
    constexpr std::string_view kBetween = "…";
    const std::size_t split = word.find(kBetween);
    if (split == word.npos) {
      hints_at(add(word)).push_back({Lexicon::kNoWord, capability, weight});
      return;
    }
    const std::uint32_t first = add(word.substr(0, split));
    hints_at(add(word.substr(split + kBetween.size()))).push_back({first, capability, weight});
  }

  Status read_dates(const toml::node& node) {
    const toml::array* rows = node.as_array();
    if (rows == nullptr) return fail(fault(path_, "'dates' is a list of tables"));
    for (const toml::node& row : *rows) {
      const toml::table* table = row.as_table();
      if (table == nullptr) return fail(fault(path_, "'dates' is a list of tables"));
      const auto kind = role_named((*table)["kind"].value_or(std::string_view()));
      const DateSpan dates{(*table)["from"].value_or(std::string()),
                           (*table)["to"].value_or(std::string())};
      if (!kind || dates.from.size() != 5 || dates.to.size() != 5) {
        return fail(
            fault(path_, fmt::format("line {}: a date needs kind, words, from and to (MM-DD)",
                                     row.source().begin.line)));
      }
      each_word((*table)["words"].value_or(std::string_view()), [&](std::string_view word) {
        const std::uint32_t number = add(word);
        give(number, *kind);
        lexicon_.dates_[number] = dates;
      });
    }
    return Done{};
  }

  Status read_laws(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return fail(fault(path_, "'laws' is a table"));
    each_word((*table)["current"].value_or(std::string_view()),
              [&](std::string_view name) { lexicon_.laws_.push_back(fold_word(name)); });
    each_word((*table)["renamed"].value_or(std::string_view()),
              [&](std::string_view name) { lexicon_.renamed_laws_.push_back(fold_word(name)); });
    return Done{};
  }

  std::uint32_t add(std::string_view word) { return lexicon_.finder_.add(fold_word(word)); }

  void give(std::uint32_t word, Role role) {
    if (word >= lexicon_.roles_.size()) lexicon_.roles_.resize(word + 1);
    lexicon_.roles_[word].set(static_cast<std::size_t>(role));
  }

  std::vector<Hint>& hints_at(std::uint32_t word) {
    if (word >= lexicon_.hints_.size()) lexicon_.hints_.resize(word + 1);
    return lexicon_.hints_[word];
  }

  Lexicon lexicon_;
  std::string_view path_;
};

Result<Lexicon> Lexicon::load() {
  std::vector<File> files;
  for (const auto& resource : resources::list(kFolder)) {
    if (resource.path.ends_with(".toml")) files.push_back({resource.path, resource.content});
  }
  return create(files);
}

Result<Lexicon> Lexicon::create(const std::vector<File>& files) {
  LexiconReader reader;
  for (const File& file : files) NJ_CHECK(reader.read(file));
  return reader.finish();
}

const DateSpan* Lexicon::dates_of(std::uint32_t word) const {
  const auto found = dates_.find(word);
  return found == dates_.end() ? nullptr : &found->second;
}

}  // namespace niangjia::plan
