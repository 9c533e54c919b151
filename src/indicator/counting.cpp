#include "indicator/counting.hpp"

namespace niangjia::indicator {
namespace {

using Kind = catalog::Indicator::Kind;

Day day_of(const catalog::Indicator& indicator, const ledger::Entry& entry) {
  if (indicator.date_field.empty()) return entry.on_day;
  const Day* day = std::get_if<Day>(&catalog::value_of(entry.values, indicator.date_field));
  return day ? *day : entry.on_day;
}

// Who comes onto a roll counts from the day that she enters until the day before she leaves.
std::vector<Contribution> on_the_roll(const catalog::RegisterRule& roll, const ledger::Entry& entry,
                                      Contribution found) {
  const Day* entered = std::get_if<Day>(&catalog::value_of(entry.values, roll.entered));
  const Day* left = std::get_if<Day>(&catalog::value_of(entry.values, roll.left));
  if (!entered || (left && *left <= *entered)) return {};
  found.day = *entered;
  std::vector<Contribution> all{found};
  if (!left) return all;
  found.day = *left;
  found.amount = -1;
  all.push_back(found);
  return all;
}

}  // namespace

bool is_stock(const catalog::Indicator& indicator) {
  return indicator.to_date || indicator.kind == Kind::present;
}

std::vector<Contribution> contributions(const catalog::Ledger& ledger,
                                        const catalog::Indicator& indicator,
                                        const ledger::Entry& entry,
                                        const catalog::FormulaContext& context) {
  if (indicator.kind == Kind::ratio) return {};
  if (indicator.filter && !indicator.filter->holds(entry.values, context)) return {};
  Contribution found{entry.place, day_of(indicator, entry), {}, 1, 0};
  if (!indicator.dimension.empty()) {
    const auto* key =
        std::get_if<std::string>(&catalog::value_of(entry.values, indicator.dimension));
    if (key) found.dimension = *key;
  }
  if (indicator.kind == Kind::present) return on_the_roll(*ledger.roll, entry, std::move(found));
  if (indicator.kind == Kind::count) return {found};
  const auto* number = std::get_if<std::int64_t>(&catalog::value_of(entry.values, indicator.field));
  if (!number || *number == 0) return {};
  (indicator.kind == Kind::sum ? found.amount : found.person) = *number;
  return {found};
}

}  // namespace niangjia::indicator
