// Which days are working days, and limits counted in them.
// Source: General Office of the State Council, yearly notices on public holidays; Civil Code
// 201-203.
#pragma once
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace niangjia {

// The days on which an organisation is open: weekdays minus public holidays plus make-up working
// days. Immutable after construction; safe to share between threads.
class WorkCalendar {
 public:
  // Both lists must be sorted and must not overlap; fails with `invalid_argument`, naming the first
  // offending day.
  [[nodiscard]] static Result<WorkCalendar> create(std::vector<Day> holidays,
                                                   std::vector<Day> makeup_days);

  // From lines "2026-01-01 holiday" and "2026-01-04 makeup"; lines that start with # say where they
  // come from. Fails with `invalid_argument`, naming the line.
  [[nodiscard]] static Result<WorkCalendar> parse(std::string_view text);

  [[nodiscard]] bool is_working_day(Day day) const;
  // The last day of a limit of `working_days` that starts the day after `start` (Civil Code 201).
  // A limit of 0 ends on `start` itself. Fails with `invalid_argument` when negative or over
  // 10,000.
  [[nodiscard]] Result<Day> due_on(Day start, int working_days) const;
  // The day itself, or the first working day after it (Civil Code 203).
  [[nodiscard]] Day moved_to_working_day(Day day) const;
  // Working days after `from` up to and including `to`; 0 when `to` is not later.
  [[nodiscard]] int working_days_between(Day from, Day to) const;

 private:
  WorkCalendar() = default;
  std::vector<Day> holidays_;
  std::vector<Day> makeup_days_;
};

}  // namespace niangjia
