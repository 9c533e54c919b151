#include "indicator/periods.hpp"

namespace niangjia::indicator {

using std::chrono::year_month_day;

Day start_of_period(Grain grain, Day day) {
  const year_month_day date{day};
  if (grain == Grain::year) return date.year() / std::chrono::January / 1;
  if (grain == Grain::month) return date.year() / date.month() / 1;
  return day;
}

Day end_of_period(Grain grain, Day start) {
  const year_month_day date{start};
  if (grain == Grain::year) return date.year() / std::chrono::December / 31;
  if (grain == Grain::month) return Day{date.year() / date.month() / std::chrono::last};
  return start;
}

std::vector<Period> periods_of(Day from, Day to) {
  std::vector<Period> periods;
  for (Day day = from; day <= to;) {
    Grain grain = Grain::day;
    for (Grain wider : {Grain::month, Grain::year}) {
      if (start_of_period(wider, day) == day && end_of_period(wider, day) <= to) grain = wider;
    }
    periods.push_back({grain, day});
    day = end_of_period(grain, day) + std::chrono::days{1};
  }
  return periods;
}

}  // namespace niangjia::indicator
