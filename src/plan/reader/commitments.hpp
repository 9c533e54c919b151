// Which clauses commit to something, and which of them belong together as one measure.
#pragma once
#include <vector>

#include "plan/reader/capabilities.hpp"
#include "plan/reader/outline.hpp"

namespace niangjia::plan {

struct Commitment {
  Range range;
  Range sentence;         // for what is said once for all its measures: time, responsible body
  CapabilityScore score;  // of its own words
};

// In order of the text, without overlap. Linear in the passage's length.
[[nodiscard]] std::vector<Commitment> commitments_in(const Scan& scan, const Passage& passage);

}  // namespace niangjia::plan
