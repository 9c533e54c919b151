#include "app/demo/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "plan/plan_desk.hpp"
#include "plan/proposals.hpp"
#include "plan/reader/reader.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using plan::TrackedMeasure;
using std::chrono::days;

Result<const plan::Measure*> measure_that_says(const plan::Plan& plan, const Row& wanted) {
  const std::string& words = wanted.text("says");
  const auto found = std::find_if(
      plan.measures.begin(), plan.measures.end(),
      [&](const plan::Measure& measure) { return measure.text.find(words) != std::string::npos; });
  if (found == plan.measures.end()) {
    return fail(
        ErrorCode::internal,
        fmt::format("catalog/demo/plans.toml: the reader found no measure that says '{}'", words));
  }
  return &*found;
}

TrackedMeasure corrected(const Scene& scene, const catalog::Catalogue& catalogue,
                         const plan::Measure& read, const Row& wanted, int year) {
  const plan::Proposal proposal = plan::propose(catalogue, read, year);
  const DemoAccount& owner = scene.city.account(wanted.text("owner"));
  TrackedMeasure measure;
  measure.chapter = proposal.chapter;
  measure.short_title = wanted.text("short");
  measure.text = read.text;
  measure.capability = read.capabilities.empty() ? std::string() : read.capabilities.front();
  measure.indicator = wanted.text("indicator");
  measure.tracking =
      measure.indicator.empty() ? plan::Tracking::evidence : plan::Tracking::indicator;
  if (wanted.number("target") > 0) measure.target_min = wanted.number("target");
  measure.unit = wanted.text("unit");
  measure.window_from = wanted.day("from", year);
  measure.window_to = wanted.day("to", year);
  measure.owner_organisation = scene.place(owner.place).id;
  measure.owner_position = owner.title;
  measure.owner_account = owner.login;
  measure.partners = wanted.text("partners");
  measure.source_from = static_cast<std::int64_t>(read.span.from);
  measure.source_to = static_cast<std::int64_t>(read.span.to);
  return measure;
}

Result<plan::PlanDraft> draft_of(const Scene& scene, const catalog::Catalogue& catalogue,
                                 const Row& wanted, int year) {
  NJ_TRY(const plan::Lexicon lexicon, plan::Lexicon::load());
  plan::PlanDraft draft;
  NJ_TRY(draft.source_text, read_text(wanted.text("file"), year));
  NJ_TRY(const plan::Reading reading, plan::read_plans(draft.source_text, lexicon));
  if (reading.plans.empty())
    return fail(ErrorCode::internal, wanted.text("file") + ": the reader found no plan");
  draft.title = with_year(wanted.text("title"), year);
  draft.year = year;
  draft.organisation = scene.place(scene.city.place(wanted.text("at"))).id;
  draft.adopt = true;
  for (const Row& one : wanted.rows("measure")) {
    NJ_TRY(const plan::Measure* read, measure_that_says(reading.plans.front(), one));
    draft.measures.push_back(corrected(scene, catalogue, *read, one, year));
  }
  return draft;
}

// A plan in the diary; what happens to its measures finds it once it has been adopted.
class PlanInTheYear {
 public:
  PlanInTheYear(const Scene& scene, const Row& wanted, int year)
      : scene_(scene),
        wanted_(wanted),
        year_(year),
        adopted_(std::min(wanted.day("adopted", year), scene.diary.to())),
        by_(scene.city.account(wanted.text("by")).id) {}

  void note(plan::PlanDraft draft) {
    scene_.diary.happen(
        adopted_, by_, [plan = plan_, draft = std::move(draft)](const Past& past) -> Status {
          NJ_TRY(*plan, plan::PlanDesk(past.services).create(past.tx, past.actor, draft));
          return Done{};
        });
    const auto& measures = wanted_.rows("measure");
    for (std::size_t i = 0; i < measures.size(); ++i) note_course(measures[i], i);
  }

 private:
  void note_course(const Row& measure, std::size_t index) {
    if (measure.number("shares") != 0) hand_down(index, measure.number("target"));
    const std::string evidence = with_year(measure.text("evidence"), year_);
    const bool ends = !measure.text("done").empty();
    if (!measure.text("doing").empty()) {
      Values values{{"manual_state", std::string("doing")}};
      if (!ends) values["evidence"] = evidence;
      change(index, measure.day("doing", year_), measure, std::move(values), {});
    }
    if (ends)
      change(index, measure.day("done", year_), measure,
             {{"manual_state", std::string("done")}, {"evidence", evidence}}, {});
    if (measure.text("extended").empty()) return;
    const std::string& reason = measure.text("extension_reason");
    change(index, measure.day("extension_on", year_), measure,
           {{"extended_to", measure.day("extended", year_)}, {"extension_reason", reason}}, reason);
  }

  void change(std::size_t index, Day day, const Row& measure, Values values,
              const std::string& reason) {
    const AccountId owner = scene_.city.account(measure.text("owner")).id;
    scene_.diary.happen(
        std::max(day, adopted_ + days{1}), owner,
        [plan = plan_, index, values = std::move(values), reason](const Past& past) -> Status {
          const plan::PlanDesk desk(past.services);
          NJ_TRY(const auto rows, desk.measures_of_plan(past.tx, past.actor, *plan));
          const TrackedMeasure& now = rows.at(index).measure;
          return desk.change(past.tx, past.actor, now.id, now.revision, values, reason);
        });
  }

  // Equal parts that together make the whole.
  std::vector<plan::PlanDesk::Share> parts(const std::vector<std::size_t>& places,
                                           std::int64_t target) const {
    std::vector<plan::PlanDesk::Share> shares;
    const auto count = static_cast<std::int64_t>(places.size());
    for (std::int64_t i = 0; i < count; ++i) {
      shares.push_back({scene_.place(places[static_cast<std::size_t>(i)]).id,
                        target * (i + 1) / count - target * i / count});
    }
    return shares;
  }

  // To the streets and townships, and by those that have an account on to their communities and
  // villages.
  void hand_down(std::size_t index, std::int64_t target) {
    const auto streets = scene_.city.below(scene_.city.place(wanted_.text("at")), {"street"});
    const auto shares = parts(streets, target);
    scene_.diary.happen(
        adopted_ + days{3}, by_, [plan = plan_, index, shares](const Past& past) -> Status {
          const plan::PlanDesk desk(past.services);
          NJ_TRY(const auto rows, desk.measures_of_plan(past.tx, past.actor, *plan));
          return desk.hand_down(past.tx, past.actor, rows.at(index).measure.id, shares);
        });
    for (const DemoAccount& account : scene_.city.accounts()) {
      const auto street = std::find(streets.begin(), streets.end(), account.place);
      if (street == streets.end()) continue;
      const auto& whole = shares[static_cast<std::size_t>(street - streets.begin())];
      hand_on(index, account, whole.organisation,
              parts(scene_.city.below(account.place, {"community"}), whole.target));
    }
  }

  void hand_on(std::size_t index, const DemoAccount& account, OrganisationId street,
               std::vector<plan::PlanDesk::Share> shares) {
    scene_.diary.happen(
        adopted_ + days{6}, account.id,
        [plan = plan_, index, street, shares = std::move(shares)](const Past& past) -> Status {
          const plan::PlanDesk desk(past.services);
          NJ_TRY(const auto rows, desk.measures_of_plan(past.tx, past.actor, *plan));
          NJ_TRY(const auto taken,
                 desk.shares_of_measure(past.tx, past.actor, rows.at(index).measure.id));
          for (const plan::Row& share : taken) {
            if (share.measure.organisation == street)
              return desk.hand_down(past.tx, past.actor, share.measure.id, shares);
          }
          return Done{};
        });
  }

  const Scene& scene_;
  const Row& wanted_;
  const int year_;
  const Day adopted_;
  const AccountId by_;
  const std::shared_ptr<EntryId> plan_ = std::make_shared<EntryId>();
};

}  // namespace

Status note_plans(const Scene& scene, const catalog::Catalogue& catalogue, int year) {
  NJ_TRY(const Row plans, read_data("plans.toml"));
  for (const Row& wanted : plans.rows("plan")) {
    NJ_TRY(auto draft, draft_of(scene, catalogue, wanted, year));
    PlanInTheYear(scene, wanted, year).note(std::move(draft));
  }
  return Done{};
}

}  // namespace niangjia::app::demo
