// The table of open tasks, one row for each entry and rule that owes something.
#pragma once
#include <string>

#include "base/time.hpp"
#include "catalog/definition.hpp"
#include "db/database.hpp"

namespace niangjia::workflow {

struct TaskRow {
  EntryId entry;
  std::string rule;  // key of the ledger's task rule, or of a duty
  std::string ledger;
  std::int64_t place = 0;
  Day due{};
};

[[nodiscard]] Status put_task(db::Tx& tx, const TaskRow& row);
[[nodiscard]] Status drop_task(db::Tx& tx, EntryId entry, std::string_view rule);
// Duties and task rules of one ledger may have the same key.
[[nodiscard]] std::string duty_rule_key(const catalog::DutyRule& duty);

}  // namespace niangjia::workflow
