// Whether a law of that name stands.
#pragma once
#include <string_view>

#include "plan/reader/lexicon.hpp"

namespace niangjia::plan {

enum class LawName {
  current,
  renamed,   // no longer stands under this name
  misspelt,  // one or two characters away from a law that stands
  unknown,   // not a law that the lexicon holds
};

// `name` as folded, without 《》; 中华人民共和国 and a bracket at the end don't matter.
[[nodiscard]] LawName check_law_name(const Lexicon& lexicon, std::u32string_view name);

}  // namespace niangjia::plan
