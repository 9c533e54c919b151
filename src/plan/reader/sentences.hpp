// Where sentences and clauses end.
#pragma once
#include <vector>

#include "plan/reader/scan.hpp"

namespace niangjia::plan {

// A full stop, a semicolon, or a point that is neither a decimal point nor a stray mark (的.提升).
[[nodiscard]] bool ends_sentence(const FoldedText& folded, std::size_t at);
// Without the closing marks; none is empty. Linear.
[[nodiscard]] std::vector<Range> sentences_of(const FoldedText& folded, Range range);
// Split at commas and colons that stand outside brackets.
[[nodiscard]] std::vector<Range> clauses_of(const FoldedText& folded, Range sentence);

}  // namespace niangjia::plan
