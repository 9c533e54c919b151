#include <fmt/format.h>

#include "workflow/duties.hpp"
#include "workflow/task_rows.hpp"

namespace niangjia::workflow {
namespace {

using ledger::Entry;
using ledger::LedgerTable;
using ledger::Services;

// The newest day on which the duty was done for the entry.
Result<std::optional<Day>> last_done(db::Tx& tx, const Services& services,
                                     const catalog::DutyRule& duty, EntryId entry) {
  NJ_TRY(const LedgerTable* done, services.table(duty.done_ledger));
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE {} = $1 AND retired = 0", done->columns(), done->name(),
                  done->column_of(duty.done_link));
  const auto context = services.formula_context();
  std::optional<Day> last;
  NJ_CHECK(tx.run({"duty.done", sql}, {entry}, [&](const db::Row& row) {
    const Entry one = done->read(row);
    const Day* day = std::get_if<Day>(&catalog::value_of(one.values, duty.done_field));
    if (!day || (last && *day <= *last)) return;
    if (!duty.done_filter || duty.done_filter->holds(one.values, context)) last = *day;
  }));
  return last;
}

Status keep_task(db::Tx& tx, const Services& services, const catalog::Ledger& ledger,
                 const catalog::DutyRule& duty, const Entry& entry) {
  std::optional<Day> due;
  if (const auto span = duty_span(duty, entry, services.formula_context())) {
    NJ_TRY(const auto last, last_done(tx, services, duty, entry.id));
    due = next_due(duty, *span, last);
  }
  const std::string rule = duty_rule_key(duty);
  return due ? put_task(tx, {entry.id, rule, ledger.id, entry.place, *due})
             : drop_task(tx, entry.id, rule);
}

// The entry for which another one was done, when it is still there.
Status keep_linked(db::Tx& tx, const Services& services, const catalog::Ledger& ledger,
                   const catalog::DutyRule& duty, const Entry* done) {
  const auto* id =
      done ? std::get_if<std::int64_t>(&catalog::value_of(done->values, duty.done_link)) : nullptr;
  if (!id) return Done{};
  NJ_TRY(const LedgerTable* table, services.table(ledger.id));
  NJ_TRY(const auto entry, table->get(tx, EntryId{*id}));
  return entry ? keep_task(tx, services, ledger, duty, *entry) : Status(Done{});
}

}  // namespace

Status DutyListener::on_change(db::Tx& tx, const ledger::Change& change) {
  for (const catalog::DutyRule& duty : change.ledger.duties) {
    if (change.after) {
      NJ_CHECK(keep_task(tx, services_, change.ledger, duty, *change.after));
    } else {
      NJ_CHECK(drop_task(tx, change.before->id, duty_rule_key(duty)));
    }
  }
  for (const catalog::Ledger& ledger : services_.catalogue.ledgers()) {
    for (const catalog::DutyRule& duty : ledger.duties) {
      if (duty.done_ledger != change.ledger.id) continue;
      NJ_CHECK(keep_linked(tx, services_, ledger, duty, change.before));
      NJ_CHECK(keep_linked(tx, services_, ledger, duty, change.after));
    }
  }
  return Done{};
}

}  // namespace niangjia::workflow
