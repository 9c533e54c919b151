// Tasks that entries give to their organisation by the dates in them: derived rows, kept true by
// every change.
#pragma once
#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "db/migrations.hpp"
#include "ledger/listener.hpp"
#include "ledger/services.hpp"

namespace niangjia::workflow {

// The day on which an entry owes a rule's task; nullopt while it owes none.
[[nodiscard]] std::optional<Day> task_due(const catalog::TaskRule& rule, const ledger::Entry& entry,
                                          const catalog::FormulaContext& context);

// Keeps the table of open tasks. Wired in app.
class TaskListener : public ledger::EntryListener {
 public:
  explicit TaskListener(std::function<catalog::FormulaContext()> context)
      : context_(std::move(context)) {}
  Status on_change(db::Tx& tx, const ledger::Change& change) override;

 private:
  std::function<catalog::FormulaContext()> context_;
};

struct Task {
  const ledger::LedgerTable* table = nullptr;
  std::string rule;
  const catalog::Title* title = nullptr;
  const catalog::Title* verb = nullptr;
  const catalog::DutyRule* duty = nullptr;  // done by an entry of another ledger
  EntryId entry;
  std::int64_t place = 0;
  Day due{};
};

// Open tasks of the organisations at which the actor holds a position, whose entries she may open;
// the earliest due first, at most `limit`, due on or before `until`.
[[nodiscard]] Result<std::vector<Task>> tasks_of(db::Tx& tx, const ledger::Services& services,
                                                 const ledger::Actor& actor, Day until, int limit);

[[nodiscard]] std::span<const db::Migration> workflow_migrations();

}  // namespace niangjia::workflow
