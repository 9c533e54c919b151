// What the reader's findings come to as measures that can be tracked: a short title, an indicator,
// a window.
#pragma once
#include <string>
#include <vector>

#include "catalog/definition.hpp"
#include "plan/reader/reading.hpp"

namespace niangjia::plan {

struct Proposal {
  std::string short_title;              // the sentence, cut to what fits a row
  std::string chapter;                  // outermost heading
  std::vector<std::string> indicators;  // best first; empty: no ledger counts this yet
  Day window_from{}, window_to{};
  bool has_window = false;  // false: the whole year
  std::string question;     // code of what a person should look at; empty when nothing
};

// Indicators of the catalogue that may count the target: same unit (or a word for it), a capability
// that the measure has, words of the indicator that stand in the sentence. None without a target.
[[nodiscard]] std::vector<std::string> propose_indicators(const catalog::Catalogue& catalogue,
                                                          const Measure& measure,
                                                          const Target* target);
// The target that is tracked: the first that is not a part of another.
[[nodiscard]] const Target* main_target(const Measure& measure);

[[nodiscard]] Proposal propose(const catalog::Catalogue& catalogue, const Measure& measure,
                               int year);

}  // namespace niangjia::plan
