// When: months, quarters, halves of a year, days, festivals, seasons, terms, "by the end of June".
#pragma once
#include <optional>

#include "plan/reader/reading.hpp"
#include "plan/reader/scan.hpp"

namespace niangjia::plan {

// How exact a time is; a later one wins over an earlier one in the same sentence.
enum class TimeKind { season, festival, year_end, half, month, day };

struct TimePhrase {
  Range range;
  TimeKind kind = TimeKind::month;
  Window window;
};

// The time that starts at `at`.
[[nodiscard]] std::optional<TimePhrase> time_at(const Scan& scan, std::size_t at, std::size_t end);
// The most exact time in the range, the first of its kind. "每月" and a bare year are none.
[[nodiscard]] std::optional<TimePhrase> time_in(const Scan& scan, Range range);
// A time of month exactness or better that opens a heading or fills a cell: "1~2月",
// "(一)3月份工作", "一季度".
[[nodiscard]] std::optional<TimePhrase> calendar_heading(const Scan& scan, Range range);

}  // namespace niangjia::plan
