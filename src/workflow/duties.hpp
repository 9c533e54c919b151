// What is owed again and again: which period comes next, and how many were kept and missed.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ledger/listener.hpp"
#include "ledger/services.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::workflow {

// The life of a duty for one entry: from its first day to its last, both included.
struct DutySpan {
  Day from{};
  std::optional<Day> to;
};
// nullopt while the entry does not owe it.
[[nodiscard]] std::optional<DutySpan> duty_span(const catalog::DutyRule& duty,
                                                const ledger::Entry& entry,
                                                const catalog::FormulaContext& context);
// The day by which it must be done next, when it was done last on `last`: the end of the period
// after that one, or so many days later; the end of the first period when it was never done.
// nullopt when the duty ends before.
[[nodiscard]] std::optional<Day> next_due(const catalog::DutyRule& duty, const DutySpan& span,
                                          std::optional<Day> last);

// Keeps the open task of each duty while entries and what is done for them are written. Wired in
// app; `services` outlives it.
class DutyListener : public ledger::EntryListener {
 public:
  explicit DutyListener(const ledger::Services& services) : services_(services) {}
  Status on_change(db::Tx& tx, const ledger::Change& change) override;

 private:
  const ledger::Services& services_;
};

// Periods that ended on or before today. A period is owed when the duty lives on its last day; it
// is kept when anything was done in it.
struct DutyCount {
  std::int64_t owed = 0, kept = 0;
  [[nodiscard]] std::int64_t missed() const { return owed - kept; }
};
struct DutyReport {
  DutyCount all;
  std::vector<std::pair<const organisation::Organisation*, DutyCount>> below;
  // Entries that the actor may open and that missed the last period, the longest first; 200 at
  // most.
  std::vector<std::pair<EntryId, std::optional<Day>>> behind;  // and when it was done last
};
// Over the entries of `organisation` and those below that the actor may count. Fails with
// `not_found` when she may count nothing of the ledger.
[[nodiscard]] Result<DutyReport> duty_report(db::Tx& tx, const ledger::Services& services,
                                             const ledger::Actor& actor,
                                             const ledger::LedgerTable& table,
                                             const catalog::DutyRule& duty,
                                             const organisation::Organisation& organisation,
                                             Day from, Day to);

}  // namespace niangjia::workflow
