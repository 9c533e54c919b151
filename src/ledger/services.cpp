#include "ledger/services.hpp"

namespace niangjia::ledger {

Status Services::prepare() {
  for (const catalog::Ledger& ledger : catalogue.ledgers()) {
    tables.emplace(ledger.id, std::make_unique<LedgerTable>(ledger));
  }
  return database.write(
      [this](db::Tx& tx) -> Status {
        for (const auto& [id, table] : tables) NJ_CHECK(table->prepare(tx));
        return Done{};
      },
      db::deadline_in(std::chrono::minutes{5}));
}

Result<const LedgerTable*> Services::table(std::string_view ledger) const {
  const auto found = tables.find(ledger);
  if (found == tables.end()) return fail(ErrorCode::not_found, "no ledger of that name");
  return found->second.get();
}

catalog::FormulaContext Services::formula_context() const {
  return catalog::FormulaContext{clock.today(), [this](Day day, int days) {
                                   const auto due = calendar.due_on(day, days);
                                   return due ? *due : day;
                                 }};
}

}  // namespace niangjia::ledger
