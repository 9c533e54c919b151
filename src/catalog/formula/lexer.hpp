// Cuts a formula into its words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace niangjia::catalog {

struct Token {
  enum class Kind { number, text, name, symbol, end };
  Kind kind = Kind::end;
  std::string text;  // number: its digits; text: without quotes and escapes
  int column = 1;    // in code points, from 1
};

// The last token is always `end`. Fails with `invalid_argument`, naming the column.
[[nodiscard]] Result<std::vector<Token>> cut_formula(std::string_view text);
// How every fault of a formula is told: "column 7: …".
[[nodiscard]] tl::unexpected<Error> fail_at(int column, const std::string& message);

}  // namespace niangjia::catalog
