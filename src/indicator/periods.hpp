// A range of days as the fewest whole years, months and days.
#pragma once
#include <vector>

#include "base/time.hpp"

namespace niangjia::indicator {

enum class Grain { year, month, day };

struct Period {
  Grain grain;
  Day start;
};

// In order; together exactly the days from `from` to `to`. Empty when `to` is earlier.
[[nodiscard]] std::vector<Period> periods_of(Day from, Day to);
[[nodiscard]] Day start_of_period(Grain grain, Day day);
[[nodiscard]] Day end_of_period(Grain grain, Day start);

}  // namespace niangjia::indicator
