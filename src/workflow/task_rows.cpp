#include "workflow/task_rows.hpp"

namespace niangjia::workflow {
namespace {
constexpr db::Statement kPut{
    "task.put",
    "INSERT INTO task (entry, rule, ledger, place, due_day) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (entry, rule) DO UPDATE SET due_day = excluded.due_day, place = excluded.place"};
constexpr db::Statement kDone{"task.done", "DELETE FROM task WHERE entry = $1 AND rule = $2"};
}  // namespace

Status put_task(db::Tx& tx, const TaskRow& row) {
  NJ_CHECK(tx.run(kPut, {row.entry, row.rule, row.ledger, row.place, row.due}));
  return Done{};
}

Status drop_task(db::Tx& tx, EntryId entry, std::string_view rule) {
  NJ_CHECK(tx.run(kDone, {entry, rule}));
  return Done{};
}

std::string duty_rule_key(const catalog::DutyRule& duty) { return "duty:" + duty.key; }

}  // namespace niangjia::workflow
