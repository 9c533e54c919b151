#include "catalog/period.hpp"
#include "workflow/duties.hpp"

namespace niangjia::workflow {

using std::chrono::days;

std::optional<DutySpan> duty_span(const catalog::DutyRule& duty, const ledger::Entry& entry,
                                  const catalog::FormulaContext& context) {
  if (entry.retired) return std::nullopt;
  if (duty.when && !duty.when->holds(entry.values, context)) return std::nullopt;
  const Day* from = std::get_if<Day>(&catalog::value_of(entry.values, duty.from_field));
  const Day* to = std::get_if<Day>(&catalog::value_of(entry.values, duty.to_field));
  return DutySpan{from ? *from : entry.on_day, to ? std::optional(*to) : std::nullopt};
}

std::optional<Day> next_due(const catalog::DutyRule& duty, const DutySpan& span,
                            std::optional<Day> last) {
  Day due{};
  if (duty.every_days > 0) {
    due = (last ? *last : span.from) + days{duty.every_days};
  } else {
    const auto end_of = [&](Day day) {
      return catalog::span_of_period(catalog::period_of(duty.every, day))->to;
    };
    due = end_of(span.from);
    if (last && *last >= span.from) due = end_of(end_of(*last) + days{1});
  }
  if (span.to && due > *span.to) return std::nullopt;
  return due;
}

}  // namespace niangjia::workflow
