// Plans at work: drafts, adoption, the board, measures and the shares of organisations below.
#pragma once
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "ledger/entries.hpp"
#include "ledger/listing.hpp"
#include "plan/progress.hpp"

namespace niangjia::plan {

// A plan as it is sent to be kept.
struct PlanDraft {
  std::string title;
  int year = 0;
  OrganisationId organisation;  // unset: the actor's own
  std::string source_text;
  std::vector<TrackedMeasure> measures;  // of an adoption
  std::string draft;                     // of a draft: the measures as the browser keeps them, JSON
  bool adopt = false;
};

// A measure with its figure.
struct Row {
  TrackedMeasure measure;
  Progress progress;
};

struct StatusCounts {
  int by_status[5] = {};
  void add(MeasureStatus status) { ++by_status[static_cast<int>(status)]; }
};

// Thread-safe. Rights are those on the ledgers `plan` and `measure`; what changes target, window or
// owner also needs the duty `plans`.
class PlanDesk {
 public:
  explicit PlanDesk(ledger::Services& services) : services_(services), entries_(services) {}

  // Writes the plan and, when it is adopted, all its measures in one transaction; answers the
  // plan's id.
  [[nodiscard]] Result<EntryId> create(db::Tx& tx, const ledger::Actor& actor,
                                       const PlanDraft& draft) const;
  // Replaces a draft, or adopts it. Fails with `conflict` when somebody changed it, or it has been
  // adopted already.
  [[nodiscard]] Status replace(db::Tx& tx, const ledger::Actor& actor, EntryId plan,
                               std::int64_t revision, const PlanDraft& draft) const;

  // Plans that the actor may open, newest year first.
  [[nodiscard]] Result<std::vector<ledger::Entry>> plans(db::Tx& tx, const ledger::Actor& actor,
                                                         std::optional<int> year) const;
  [[nodiscard]] Result<ledger::Entry> plan(db::Tx& tx, const ledger::Actor& actor,
                                           EntryId id) const;
  // The plan's title, without rights: shares name where they come from. "" when there is none.
  [[nodiscard]] std::string title_of(db::Tx& tx, EntryId plan) const;
  // The plan's own measures in their order, without the shares of others.
  [[nodiscard]] Result<std::vector<Row>> measures_of_plan(db::Tx& tx, const ledger::Actor& actor,
                                                          EntryId plan) const;
  // All shares handed down from a plan, by organisation.
  [[nodiscard]] Result<std::vector<Row>> shares_of_plan(db::Tx& tx, const ledger::Actor& actor,
                                                        EntryId plan) const;
  [[nodiscard]] Result<std::vector<Row>> shares_of_measure(db::Tx& tx, const ledger::Actor& actor,
                                                           EntryId measure) const;
  [[nodiscard]] Result<Row> measure(db::Tx& tx, const ledger::Actor& actor, EntryId id) const;
  // This year's measures of one organisation, or those that name the actor as owner.
  [[nodiscard]] Result<std::vector<Row>> measures_of_organisation(
      db::Tx& tx, const ledger::Actor& actor, OrganisationId organisation) const;
  [[nodiscard]] Result<std::vector<Row>> measures_of_owner(db::Tx& tx,
                                                           const ledger::Actor& actor) const;

  // Only the given values change. A figure that counts itself cannot be typed.
  [[nodiscard]] Status change(db::Tx& tx, const ledger::Actor& actor, EntryId measure,
                              std::int64_t revision, catalog::Values given,
                              std::string_view reason) const;
  struct Share {
    OrganisationId organisation;
    std::int64_t target = 0;
  };
  // Makes, changes or (with target 0) retires the shares of the organisations named; the others
  // stay.
  [[nodiscard]] Status hand_down(db::Tx& tx, const ledger::Actor& actor, EntryId measure,
                                 const std::vector<Share>& shares) const;

 private:
  [[nodiscard]] Result<Row> with_progress(db::Tx& tx, const ledger::Actor& actor,
                                          TrackedMeasure measure) const;
  [[nodiscard]] Result<std::vector<Row>> select(
      db::Tx& tx, const ledger::Actor& actor, const char* condition,
      std::initializer_list<db::Parameter> parameters) const;
  [[nodiscard]] Status add_measures(db::Tx& tx, const ledger::Actor& actor, EntryId plan,
                                    OrganisationId organisation,
                                    const std::vector<TrackedMeasure>& measures) const;
  ledger::Services& services_;
  ledger::Entries entries_;
};

}  // namespace niangjia::plan
