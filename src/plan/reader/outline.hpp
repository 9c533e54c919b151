// The order of a plan: which text stands under which headings, and what kind of section it is.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "plan/reader/scan.hpp"
#include "plan/reader/windows.hpp"

namespace niangjia::plan {

// What a section talks about. `guiding` holds ideology and present state, `problems` what is wrong.
enum class Mood { normal, guiding, problems, past, future };

// Text to be read for measures.
struct Passage {
  Range range;
  std::vector<Range> headings;       // outermost first, without the closing mark
  std::optional<TimePhrase> window;  // of the nearest calendar heading or the row's time cell
  Mood mood = Mood::normal;
  bool item = false;                // a list item or cell that stands for itself
  bool opening = false;             // before the first heading of a plan that has headings
  bool closing = false;             // a last paragraph behind a list
  std::vector<std::string> owners;  // from the cells of a table
  std::vector<std::string> partners;
  std::optional<Range> amounts;  // the cell that holds the row's targets
};

// Linear in the text's length. `mood` is that of the plan as a whole.
[[nodiscard]] std::vector<Passage> outline_of(const Scan& scan, Range body, Mood mood);

}  // namespace niangjia::plan
