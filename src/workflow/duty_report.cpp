#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "catalog/period.hpp"
#include "ledger/listing.hpp"
#include "workflow/duties.hpp"

namespace niangjia::workflow {
namespace {

using ledger::Entry;
using ledger::LedgerTable;
using ledger::Services;
using std::chrono::days;

constexpr std::size_t kMostBehind = 200;
using DoneDays = std::map<std::int64_t, std::set<Day>>;  // by entry

Result<DoneDays> done_days(db::Tx& tx, const Services& services, const catalog::DutyRule& duty,
                           Day to) {
  NJ_TRY(const LedgerTable* done, services.table(duty.done_ledger));
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE retired = 0 AND {} <= $1", done->columns(), done->name(),
                  done->column_of(duty.done_field));
  const auto context = services.formula_context();
  DoneDays found;
  NJ_CHECK(tx.run({"duty.done_days", sql}, {to}, [&](const db::Row& row) {
    const Entry one = done->read(row);
    const auto* link = std::get_if<std::int64_t>(&catalog::value_of(one.values, duty.done_link));
    const Day* day = std::get_if<Day>(&catalog::value_of(one.values, duty.done_field));
    if (link && day && (!duty.done_filter || duty.done_filter->holds(one.values, context)))
      found[*link].insert(*day);
  }));
  return found;
}

bool done_between(const std::set<Day>& done, Day from, Day to) {
  const auto first = done.lower_bound(from);
  return first != done.end() && *first <= to;
}

// What one entry owed and kept in the range, and whether it missed the last period of it.
struct Kept {
  DutyCount count;
  bool missed_last = false;
};

Kept kept_in(const catalog::DutyRule& duty, const DutySpan& span, const std::set<Day>& done,
             Day from, Day to) {
  Kept kept;
  const auto owed = [&](Day first, Day last) {
    if (last < from || last > to || last < span.from || (span.to && last > *span.to)) return;
    const bool is_kept = done_between(done, first, last);
    ++kept.count.owed;
    kept.count.kept += is_kept ? 1 : 0;
    kept.missed_last = !is_kept;
  };
  if (duty.every_days > 0) {
    const days step{duty.every_days};
    for (Day last = span.from + step; last <= to; last += step) owed(last - step + days{1}, last);
    return kept;
  }
  for (Day day = std::max(from, span.from); day <= to;) {
    const auto period = *catalog::span_of_period(catalog::period_of(duty.every, day));
    owed(period.from, period.to);
    day = period.to + days{1};
  }
  return kept;
}

}  // namespace

Result<DutyReport> duty_report(db::Tx& tx, const Services& services, const ledger::Actor& actor,
                               const LedgerTable& table, const catalog::DutyRule& duty,
                               const organisation::Organisation& organisation, Day from, Day to) {
  const auto& access = actor.access->on(table.definition());
  if (!access.may(catalog::Action::count))
    return fail(ErrorCode::not_found, "may count nothing of the ledger");
  to = std::min(to, services.clock.today());
  NJ_TRY(const DoneDays done, done_days(tx, services, duty, to));
  ledger::ListQuery query;
  query.organisation = organisation.id;
  query.action = catalog::Action::count;
  std::vector<catalog::Value> parameters;
  NJ_TRY(const auto condition,
         ledger::list_condition(tx, services, actor, table, query, parameters));
  const auto context = services.formula_context();
  const auto below = actor.access->tree().below(organisation.id, 1);
  std::map<const organisation::Organisation*, DutyCount> counts;
  DutyReport report;
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE {}", table.columns(), table.name(), condition);
  NJ_CHECK(
      tx.run({"duty.subjects", sql}, ledger::parameters_of(parameters), [&](const db::Row& row) {
        const Entry entry = table.read(row);
        const auto span = duty_span(duty, entry, context);
        if (!span) return;
        static const std::set<Day> kNever;
        const auto found = done.find(entry.id.value);
        const auto& days_done = found == done.end() ? kNever : found->second;
        const Kept kept = kept_in(duty, *span, days_done, from, to);
        const auto* holder = organisation::holder_of(below, entry.place);
        auto& count = counts[holder ? holder : &organisation];
        count.owed += kept.count.owed, count.kept += kept.count.kept;
        report.all.owed += kept.count.owed, report.all.kept += kept.count.kept;
        if (kept.missed_last && access.may(catalog::Action::read, entry.facts(), context))
          report.behind.emplace_back(
              entry.id, days_done.empty() ? std::nullopt : std::optional(*days_done.rbegin()));
      }));
  report.below.assign(counts.begin(), counts.end());
  std::sort(report.below.begin(), report.below.end(),
            [](const auto& a, const auto& b) { return a.first->places.low < b.first->places.low; });
  std::stable_sort(report.behind.begin(), report.behind.end(),
                   [](const auto& a, const auto& b) { return a.second < b.second; });
  if (report.behind.size() > kMostBehind) report.behind.resize(kMostBehind);
  return report;
}

}  // namespace niangjia::workflow
