// What folders above do while an entry is written: counters, tasks, clocks.
#pragma once
#include "db/database.hpp"
#include "ledger/entry.hpp"

namespace niangjia::ledger {

// `before` is null on creation, `after` on retirement; both carry their open values.
struct Change {
  const catalog::Ledger& ledger;
  const Entry* before;
  const Entry* after;
  AccountId account;
  Moment at;
};

// Called inside the transaction of every change; an error undoes the change. Owned by app, outlives
// all entries' work.
class EntryListener {
 public:
  virtual ~EntryListener() = default;
  virtual Status on_change(db::Tx& tx, const Change& change) = 0;
};

}  // namespace niangjia::ledger
