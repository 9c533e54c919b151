#include "workflow/tasks.hpp"

#include <algorithm>
#include <array>

#include "workflow/task_rows.hpp"

namespace niangjia::workflow {
namespace {

constexpr std::array kMigrations{db::Migration{350, "workflow.tasks", R"sql(
-- Can be rebuilt. Open tasks, one for each entry and rule that owes something.
CREATE TABLE task (
  entry BIGINT NOT NULL,
  rule TEXT NOT NULL,            -- key of the ledger's task rule
  ledger TEXT NOT NULL,
  place BIGINT NOT NULL,         -- of the organisation that owes it
  due_day BIGINT NOT NULL,
  PRIMARY KEY (entry, rule));
CREATE INDEX task_due ON task (place, due_day);
)sql"}};

constexpr db::Statement kOpen{"task.open",
                              "SELECT entry, rule, ledger, place, due_day FROM task WHERE place = "
                              "$1 AND due_day <= $2 ORDER BY due_day, entry LIMIT $3"};

// What the task is called and its button, from the rule or duty that it comes from.
bool name_task(const catalog::Ledger& ledger, std::string_view rule, Task& task) {
  for (const catalog::TaskRule& one : ledger.tasks) {
    if (one.key != rule) continue;
    task.title = &one.title;
    task.verb = &one.verb;
    return true;
  }
  for (const catalog::DutyRule& one : ledger.duties) {
    if (duty_rule_key(one) != rule) continue;
    task.title = &one.title;
    task.verb = &one.verb;
    task.duty = &one;
    return true;
  }
  return false;
}

}  // namespace

std::optional<Day> task_due(const catalog::TaskRule& rule, const ledger::Entry& entry,
                            const catalog::FormulaContext& context) {
  const Day* base = std::get_if<Day>(&catalog::value_of(entry.values, rule.due_field));
  if (!base) return std::nullopt;
  if (rule.when && !rule.when->holds(entry.values, context)) return std::nullopt;
  if (rule.done_when && rule.done_when->holds(entry.values, context)) return std::nullopt;
  if (rule.working_days && context.add_working_days)
    return context.add_working_days(*base, rule.days);
  return *base + std::chrono::days{rule.days};
}

Status TaskListener::on_change(db::Tx& tx, const ledger::Change& change) {
  if (change.ledger.tasks.empty()) return Done{};
  const auto context = context_();
  for (const catalog::TaskRule& rule : change.ledger.tasks) {
    const auto before = change.before ? task_due(rule, *change.before, context) : std::nullopt;
    const auto after = change.after ? task_due(rule, *change.after, context) : std::nullopt;
    if (after) {
      NJ_CHECK(put_task(
          tx, {change.after->id, rule.key, change.ledger.id, change.after->place, *after}));
    } else if (before) {
      NJ_CHECK(drop_task(tx, change.before->id, rule.key));
    }
  }
  return Done{};
}

Result<std::vector<Task>> tasks_of(db::Tx& tx, const ledger::Services& services,
                                   const ledger::Actor& actor, Day until, int limit) {
  std::vector<std::int64_t> places;
  for (const auto& held : actor.access->roles()) places.push_back(held.organisation->places.low);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<Task> tasks;
  for (const std::int64_t place : places) {
    NJ_TRY(auto some, tx.all(kOpen, {place, until, limit}, [&](const db::Row& row) {
      const auto table = services.table(row.text(2));
      Task task;
      task.rule = row.text(1);
      task.entry = EntryId{row.integer(0)};
      task.place = row.integer(3);
      task.due = day_from_number(row.integer(4));
      if (table && name_task((*table)->definition(), task.rule, task)) task.table = *table;
      return task;
    }));
    tasks.insert(tasks.end(), some.begin(), some.end());
  }
  // A rule that left the catalogue owes nothing any more, and what the actor may not open is not
  // hers to do.
  const auto context = services.formula_context();
  std::erase_if(tasks, [&](const Task& task) {
    if (!task.table) return true;
    const auto entry = task.table->get(tx, task.entry);
    return !entry || !*entry ||
           !actor.access->on(task.table->definition())
                .may(catalog::Action::read, (*entry)->facts(), context);
  });
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const Task& a, const Task& b) { return a.due < b.due; });
  if (tasks.size() > static_cast<std::size_t>(limit)) tasks.resize(static_cast<std::size_t>(limit));
  return tasks;
}

std::span<const db::Migration> workflow_migrations() { return kMigrations; }

}  // namespace niangjia::workflow
