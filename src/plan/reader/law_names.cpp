#include "plan/reader/law_names.hpp"

#include <algorithm>
#include <vector>

namespace niangjia::plan {
namespace {

constexpr std::u32string_view kState = U"中华人民共和国";
constexpr std::size_t kLongest = 40;
constexpr std::size_t kLeast = 5;  // shorter names are too near to each other

std::u32string_view plain(std::u32string_view name) {
  if (name.starts_with(kState)) name.remove_prefix(kState.size());
  if (const std::size_t bracket = name.find(U'('); bracket != name.npos && bracket > 0)
    name = name.substr(0, bracket);
  return name;
}

// Characters to change, add or drop; stops counting above 2.
std::size_t distance(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t kFar = 3;
  if (a.size() > b.size() + 2 || b.size() > a.size() + 2) return kFar;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return std::min(row[b.size()], kFar);
}

bool looks_like_law(std::u32string_view name) {
  for (const std::u32string_view ending : {U"法", U"发", U"法典", U"条例", U"规定", U"办法"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

LawName check_law_name(const Lexicon& lexicon, std::u32string_view name) {
  name = plain(name);
  if (name.size() > kLongest || !looks_like_law(name)) return LawName::unknown;
  const auto same = [&](const std::u32string& law) { return law == name; };
  if (std::any_of(lexicon.renamed_laws().begin(), lexicon.renamed_laws().end(), same))
    return LawName::renamed;
  if (std::any_of(lexicon.laws().begin(), lexicon.laws().end(), same)) return LawName::current;
  if (name.size() < kLeast) return LawName::unknown;
  for (const std::u32string& law : lexicon.laws()) {
    if (law.size() < kLeast) continue;
    const std::size_t allowed = law.size() >= 8 ? 2 : 1;
    if (distance(name, law) <= allowed) return LawName::misspelt;
  }
  return LawName::unknown;
}

}  // namespace niangjia::plan
