// Lists of entries: filtered, sorted, searched, a page at a time.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ledger/services.hpp"

namespace niangjia::ledger {

struct ListQuery {
  std::string filter;  // a formula over open fields; empty: none
  std::string sort;    // an open field, "on_day", "created_at", "updated_at" or "number", with "-"
                       // for descending
  std::string words;   // two or more characters each
  OrganisationId
      organisation;  // only this one and those below it; unset: wherever the actor may read
  std::optional<Day> from, to;  // bounds of the entry's day, both inclusive
  std::string day_field;  // the open date field that `from` and `to` bound; empty: the entry's day
  std::vector<std::pair<std::string, std::string>>
      equals;           // open text fields and the value they must have
  std::string present;  // an open field that must have a value
  bool own = false;     // only what the actor wrote
  std::string after;    // cursor of the page before
  int limit = 50;       // 1 to 200
  bool count = false;
  bool with_confidential =
      false;  // bring the confidential sealed values too; lists never show them
  catalog::Action action = catalog::Action::read;  // export_ for exports
  std::optional<catalog::Formula>
      also;  // a condition of the program itself, such as an indicator's filter
};

struct Page {
  std::vector<Entry> entries;  // sealed, open values only
  std::string next;            // cursor; empty at the end
  std::optional<std::int64_t> count;
};

// Live entries on which the actor may do `query.action`. Equal sort values are ordered by id; empty
// values come first ascending and last descending. Fails with `invalid_argument`, naming what is
// wrong with filter, sort or cursor.
[[nodiscard]] Result<Page> list_entries(db::Tx& tx, const Services& services, const Actor& actor,
                                        const LedgerTable& table, const ListQuery& query);
[[nodiscard]] Result<std::int64_t> count_entries(db::Tx& tx, const Services& services,
                                                 const Actor& actor, const LedgerTable& table,
                                                 const ListQuery& query);

// The conditions of `query` and of the actor's rights, joined by AND, without cursor; for lists,
// counts and figures.
[[nodiscard]] Result<std::string> list_condition(db::Tx& tx, const Services& services,
                                                 const Actor& actor, const LedgerTable& table,
                                                 const ListQuery& query,
                                                 std::vector<catalog::Value>& parameters);

}  // namespace niangjia::ledger
