#include "indicator/counting.hpp"

namespace niangjia::indicator {
namespace {

Day day_of(const catalog::Indicator& indicator, const ledger::Entry& entry) {
  if (indicator.date_field.empty()) return entry.on_day;
  const Day* day = std::get_if<Day>(&catalog::value_of(entry.values, indicator.date_field));
  return day ? *day : entry.on_day;
}

}  // namespace

std::optional<Contribution> contribution(const catalog::Indicator& indicator,
                                         const ledger::Entry& entry,
                                         const catalog::FormulaContext& context) {
  if (indicator.filter && !indicator.filter->holds(entry.values, context)) return std::nullopt;
  Contribution found{entry.place, day_of(indicator, entry), {}, 1, 0};
  if (!indicator.dimension.empty()) {
    const auto* key =
        std::get_if<std::string>(&catalog::value_of(entry.values, indicator.dimension));
    if (key) found.dimension = *key;
  }
  if (indicator.kind == catalog::Indicator::Kind::count) return found;
  const auto* number = std::get_if<std::int64_t>(&catalog::value_of(entry.values, indicator.field));
  if (!number || *number == 0) return std::nullopt;
  if (indicator.kind == catalog::Indicator::Kind::sum) {
    found.amount = *number;
  } else {
    found.person = *number;
  }
  return found;
}

}  // namespace niangjia::indicator
