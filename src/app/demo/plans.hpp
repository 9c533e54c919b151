// The plans of the demo: read by the plan reader from their texts, corrected, adopted, and carried
// on through the year.
#pragma once
#include "app/demo/year.hpp"

namespace niangjia::app::demo {

// Fails with `internal` when the reader no longer finds what catalog/demo/plans.toml corrects.
[[nodiscard]] Status note_plans(const Scene& scene, const catalog::Catalogue& catalogue, int year);

}  // namespace niangjia::app::demo
