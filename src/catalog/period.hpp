// Years and their parts, as one text that sorts by time within its kind:
// "2026", "2026-H1", "2026-Q3", "2026-05", "2026-T1" (the term that begins in autumn 2026),
// "2026-T2" (the one that follows it in spring 2027).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "catalog/definition.hpp"

namespace niangjia::catalog {

struct PeriodSpan {
  PeriodKind kind = PeriodKind::year;
  Day from{}, to{};  // both inclusive
};

// nullopt for anything but the forms above, years 1900 to 2199.
[[nodiscard]] std::optional<PeriodSpan> span_of_period(std::string_view period);
// The period of that kind in which a day lies; a term from September to January, or from February
// to August.
[[nodiscard]] std::string period_of(PeriodKind kind, Day day);
// From what people write: 2026年上半年, 2026年第3季度, 二季度 needs a year, 2026年5月, 2026.05,
// 2025-2026学年第一学期. "" when it is none.
[[nodiscard]] std::string period_from_words(std::string_view words);
// 2026年上半年
[[nodiscard]] std::string period_in_words(std::string_view period);

}  // namespace niangjia::catalog
