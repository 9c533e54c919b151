// Everything that happens in the demo's year: noted in any order, written in the order of time,
// each at its own moment, so that numbers, history and audit read as if it had been written day by
// day.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/demo/city.hpp"
#include "ledger/entries.hpp"

namespace niangjia::app::demo {

// Stands where the diary is.
class DiaryClock : public Clock {
 public:
  [[nodiscard]] Moment now() const override { return now_; }
  void set(Moment now) { now_ = now; }

 private:
  Moment now_;
};

// The services as they were at the moment that is written.
struct Past {
  db::Tx& tx;
  ledger::Services& services;
  const ledger::Actor& actor;  // the program with the account of whoever did it
};

class Diary {
 public:
  using Index = std::size_t;
  // Keeps what lies between the days, both included, and before `now`.
  Diary(Day from, Day to, Moment now) : from_(from), to_(to), now_(now) {}

  [[nodiscard]] Day from() const { return from_; }
  [[nodiscard]] Day to() const { return to_; }
  [[nodiscard]] bool holds(Day day) const { return from_ <= day && day <= to_; }

  // A new entry, written on that day; nothing when the day is outside.
  std::optional<Index> note(Day day, const char* ledger, OrganisationId organisation, AccountId by,
                            catalog::Values values);
  // The field holds the id of another new entry, which is written earlier.
  void link(Index entry, std::string field, Index target);
  // A change of the entry on a later day; dropped when that day has not come.
  void change(Index entry, Day day, AccountId by, catalog::Values values);
  // Anything else that is written; dropped when the day is outside.
  void happen(Day day, AccountId by, std::function<Status(const Past&)> what);

  [[nodiscard]] std::size_t entries() const { return entries_.size(); }
  // Writes it all; once.
  [[nodiscard]] Status write(Installation& installation);

 private:
  struct NewEntry {
    const char* ledger;
    OrganisationId organisation;
    catalog::Values values;
    std::vector<std::pair<std::string, Index>> links;
    Moment at;    // when it is written
    Moment last;  // when it was changed last
    EntryId id;   // known once it is written
    std::int64_t revisions = 0;
  };
  struct Act {
    Moment at;
    AccountId by;
    std::optional<Index> entry;  // to write, or to change when `values` is set
    std::optional<catalog::Values> values;
    std::int64_t expected = 0;  // the revision that a change is made on
    std::function<Status(const Past&)> what;
  };

  [[nodiscard]] Moment working_hour(Day day);
  [[nodiscard]] Moment moment_of(const Act& act) const {
    return act.entry && !act.values ? entries_[*act.entry].at : act.at;
  }
  [[nodiscard]] Status perform(const Past& past, const Act& act);
  [[nodiscard]] Status write_new(const Past& past, NewEntry& entry);

  const Day from_, to_;
  const Moment now_;
  std::int64_t minutes_ = 0;
  std::vector<NewEntry> entries_;
  std::vector<Act> acts_;
};

}  // namespace niangjia::app::demo
