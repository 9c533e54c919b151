// The end of an error message about a wrong name: what the writer may have meant.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace niangjia::catalog {

// "Did you mean 'region'? Known: gender, region, support_kind." The question is left out when
// nothing is near; of more than 20 known names only the nearest are told.
[[nodiscard]] std::string name_hint(std::string_view wrong, std::vector<std::string> known);

}  // namespace niangjia::catalog
