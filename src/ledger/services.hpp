// What the work on entries needs; wired once in app, which outlives everything here.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "catalog/definition.hpp"
#include "db/database.hpp"
#include "identity/account_access.hpp"
#include "identity/cipher.hpp"
#include "identity/idempotency.hpp"
#include "ledger/codec.hpp"
#include "ledger/listener.hpp"
#include "ledger/search.hpp"
#include "ledger/table.hpp"
#include "organisation/directory.hpp"

namespace niangjia::ledger {

// The person for whom something is done.
struct Actor {
  AccountId account;
  std::string login, name;
  bool english = false;  // language of sentences for people
  std::shared_ptr<const identity::AccountAccess> access;

  [[nodiscard]] const std::string& word(const catalog::Title& title) const {
    return english ? title.en : title.zh;
  }
};

// This year's figure of one indicator at the actor's own organisation, as far as she may count it.
struct FigureReading {
  const catalog::Indicator* indicator;
  std::int64_t value;
};

struct Services {
  db::Database& database;
  const catalog::Catalogue& catalogue;
  organisation::Directory& directory;
  const identity::EntryCipher& cipher;
  const identity::Secret& cursor_key;
  const identity::StoredAnswers& answers;
  IdSource& ids;
  const Clock& clock;
  const WorkCalendar& calendar;
  // What colleagues call the holder of an account; "" when there is none.
  std::function<std::string(db::Tx&, AccountId)> account_name;
  std::vector<EntryListener*> listeners;
  std::map<std::string, std::unique_ptr<LedgerTable>, std::less<>> tables;
  // The figures that entries of a ledger move, for telling what a save has moved. Supplied by the
  // folder above.
  std::function<Result<std::vector<FigureReading>>(db::Tx&, const Actor&, const catalog::Ledger&)>
      figures = nullptr;

  // Makes `tables` from the catalogue and brings the store's tables up to it.
  [[nodiscard]] Status prepare();
  // `not_found` when there is no such ledger.
  [[nodiscard]] Result<const LedgerTable*> table(std::string_view ledger) const;
  [[nodiscard]] RowCodec codec(const catalog::Ledger& ledger) const { return {ledger, cipher}; }
  [[nodiscard]] SearchIndex search() const { return SearchIndex(cipher); }
  [[nodiscard]] catalog::FormulaContext formula_context() const;
};

}  // namespace niangjia::ledger
