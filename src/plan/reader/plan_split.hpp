// Where plans begin and end in a file that may hold several, and what is only said around them.
#pragma once
#include <vector>

#include "plan/reader/scan.hpp"

namespace niangjia::plan {

struct PlanText {
  Range title;  // empty when there is none
  Range body;
  [[nodiscard]] Range whole() const { return {title.empty() ? body.begin : title.begin, body.end}; }
};

[[nodiscard]] std::vector<PlanText> plans_in(const Scan& scan);

}  // namespace niangjia::plan
