#include "plan/plan_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "indicator/figures.hpp"

namespace niangjia::plan {
namespace {

using catalog::Action;
using catalog::Value;
using catalog::Values;
using ledger::Actor;
using ledger::Entry;
using ledger::LedgerTable;

constexpr const char* kPlanLedger = "plan";
constexpr const char* kMeasureLedger = "measure";
constexpr std::size_t kMostMeasures = 500;
// What whoever carries a measure out may report; everything else needs the duty over plans.
constexpr std::array kReported{"manual_state", "evidence", "completed_on"};

tl::unexpected<Error> needs_duty(const Actor& actor) {
  return fail(ErrorCode::forbidden, "the duty plans is needed",
              actor.english ? "Your position doesn't include changing plans."
                            : "你的职务不能改计划，可找本级妇联负责计划的同志。");
}

Values values_of_plan(const PlanDraft& draft, Day today) {
  const std::string title(text::trim(draft.title));
  Values values{{"title", title.empty() ? Value{} : Value{title}},
                {"year", std::int64_t{draft.year}},
                {"starts_on", make_day(draft.year, 1, 1)},
                {"ends_on", make_day(draft.year, 12, 31)},
                {"state", std::string(draft.adopt ? "adopted" : "draft")},
                {"source_text", draft.source_text.empty() ? Value{} : Value{draft.source_text}},
                {"draft", draft.adopt || draft.draft.empty() ? Value{} : Value{draft.draft}},
                {"adopted_on", draft.adopt ? Value{today} : Value{}}};
  return values;
}

Status check_draft(const Actor& actor, const PlanDraft& draft) {
  if (!actor.access->has_duty("plans")) return needs_duty(actor);
  if (draft.year < 2000 || draft.year > 2199)
    return ledger::refused(
        actor, {{"year", {"请写计划的年度，如2026。", "Enter the plan's year, such as 2026."}}});
  if (draft.adopt && draft.measures.empty())
    return ledger::refused(
        actor, {{"measures", {"还没有措施，不能采用。", "There are no measures to adopt."}}});
  if (draft.measures.size() > kMostMeasures)
    return ledger::refused(
        actor, {{"measures", {"一份计划最多500条措施。", "A plan has at most 500 measures."}}});
  return Done{};
}

// Names the measure in the error's fields: "measures.3.window_to".
tl::unexpected<Error> in_measure(std::size_t index, Error error) {
  std::map<std::string, std::string> fields;
  for (auto& [key, message] : error.fields)
    fields.emplace(fmt::format("measures.{}.{}", index, key), std::move(message));
  error.fields = std::move(fields);
  return fail(std::move(error));
}

}  // namespace

Status PlanDesk::add_measures(db::Tx& tx, const Actor& actor, EntryId plan,
                              OrganisationId organisation,
                              const std::vector<TrackedMeasure>& measures) const {
  NJ_TRY(const LedgerTable* table, services_.table(kMeasureLedger));
  for (std::size_t i = 0; i < measures.size(); ++i) {
    TrackedMeasure measure = measures[i];
    measure.plan = plan;
    measure.ordinal = static_cast<std::int64_t>(i) + 1;
    if (!measure.owner_organisation.is_set()) measure.owner_organisation = organisation;
    auto prepared = entries_.prepare(actor, *table, organisation, values_of(measure));
    if (!prepared) return in_measure(i, prepared.error());
    auto written = entries_.insert(tx, actor, *table, *prepared);
    if (!written) return in_measure(i, written.error());
  }
  return Done{};
}

Result<EntryId> PlanDesk::create(db::Tx& tx, const Actor& actor, const PlanDraft& draft) const {
  NJ_CHECK(check_draft(actor, draft));
  NJ_TRY(const LedgerTable* table, services_.table(kPlanLedger));
  NJ_TRY(const auto prepared, entries_.prepare(actor, *table, draft.organisation,
                                               values_of_plan(draft, services_.clock.today())));
  NJ_TRY(const auto written, entries_.insert(tx, actor, *table, prepared));
  if (draft.adopt)
    NJ_CHECK(add_measures(tx, actor, written.entry.id, written.entry.organisation, draft.measures));
  return written.entry.id;
}

Status PlanDesk::replace(db::Tx& tx, const Actor& actor, EntryId id, std::int64_t revision,
                         const PlanDraft& draft) const {
  NJ_CHECK(check_draft(actor, draft));
  NJ_TRY(const LedgerTable* table, services_.table(kPlanLedger));
  NJ_TRY(const Entry before, entries_.get(tx, actor, *table, id));
  if (catalog::value_of(before.values, "state") != Value{std::string("draft")}) {
    return fail(
        ErrorCode::conflict, "plan is adopted already",
        actor.english ? "This plan has been adopted." : "这份计划已经采用，请到计划里改措施。");
  }
  NJ_CHECK(entries_.revise(tx, actor, *table,
                           {id, revision, values_of_plan(draft, services_.clock.today()), {}}));
  if (draft.adopt) NJ_CHECK(add_measures(tx, actor, id, before.organisation, draft.measures));
  return Done{};
}

Result<std::vector<Entry>> PlanDesk::plans(db::Tx& tx, const Actor& actor,
                                           std::optional<int> year) const {
  NJ_TRY(const LedgerTable* table, services_.table(kPlanLedger));
  const auto& access = actor.access->on(table->definition());
  if (!access.may(Action::read)) return std::vector<Entry>{};
  ledger::ListQuery query;
  query.limit = 200;
  query.sort = "-year";
  if (year) query.filter = fmt::format("year == {}", *year);
  NJ_TRY(auto page, ledger::list_entries(tx, services_, actor, *table, query));
  return std::move(page.entries);
}

Result<Entry> PlanDesk::plan(db::Tx& tx, const Actor& actor, EntryId id) const {
  NJ_TRY(const LedgerTable* table, services_.table(kPlanLedger));
  return entries_.get(tx, actor, *table, id);
}

std::string PlanDesk::title_of(db::Tx& tx, EntryId id) const {
  const auto table = services_.table(kPlanLedger);
  const auto entry = table ? (*table)->get(tx, id) : Result<std::optional<Entry>>(std::nullopt);
  if (!entry || !*entry) return {};
  const auto* title = std::get_if<std::string>(&catalog::value_of((*entry)->values, "title"));
  return title ? *title : std::string();
}

Result<Row> PlanDesk::with_progress(db::Tx& tx, const Actor& actor, TrackedMeasure measure) const {
  std::optional<std::int64_t> value;
  const auto* indicator = measure.tracking == Tracking::indicator
                              ? services_.catalogue.indicator(measure.indicator)
                              : nullptr;
  const auto* organisation = actor.access->tree().find(measure.organisation);
  if (indicator && organisation) {
    NJ_TRY(value, indicator::whole_figure(tx, services_.catalogue, *indicator, actor.access->tree(),
                                          *organisation, counted_range(measure)));
    // Targets are written in whole units: yuan, hours, percent.
    *value /= indicator::unit_of(services_.catalogue, *indicator);
  }
  const Progress progress = progress_of(measure, value, services_.clock.today());
  return Row{std::move(measure), progress};
}

Result<std::vector<Row>> PlanDesk::select(db::Tx& tx, const Actor& actor, const char* condition,
                                          std::initializer_list<db::Parameter> parameters) const {
  NJ_TRY(const LedgerTable* table, services_.table(kMeasureLedger));
  const auto& access = actor.access->on(table->definition());
  const auto context = services_.formula_context();
  const std::string sql = fmt::format(
      "SELECT {} FROM {} WHERE retired = 0 AND {} ORDER BY f_plan, f_ordinal, id LIMIT 2000",
      table->columns(), table->name(), condition);
  NJ_TRY(const auto entries, tx.all({"plan.measures", sql}, parameters,
                                    [&](const db::Row& row) { return table->read(row); }));
  std::vector<Row> rows;
  for (const Entry& entry : entries) {
    if (!access.may(Action::read, entry.facts(), context)) continue;
    NJ_TRY(auto row, with_progress(tx, actor, measure_of(entry)));
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<std::vector<Row>> PlanDesk::measures_of_plan(db::Tx& tx, const Actor& actor,
                                                    EntryId plan) const {
  return select(tx, actor, "f_plan = $1 AND f_parent IS NULL", {plan});
}

Result<std::vector<Row>> PlanDesk::shares_of_plan(db::Tx& tx, const Actor& actor,
                                                  EntryId plan) const {
  return select(tx, actor, "f_plan = $1 AND f_parent IS NOT NULL", {plan});
}

Result<std::vector<Row>> PlanDesk::shares_of_measure(db::Tx& tx, const Actor& actor,
                                                     EntryId measure) const {
  return select(tx, actor, "f_parent = $1", {measure});
}

Result<Row> PlanDesk::measure(db::Tx& tx, const Actor& actor, EntryId id) const {
  NJ_TRY(const LedgerTable* table, services_.table(kMeasureLedger));
  NJ_TRY(const Entry entry, entries_.get(tx, actor, *table, id));
  return with_progress(tx, actor, measure_of(entry));
}

Result<std::vector<Row>> PlanDesk::measures_of_organisation(db::Tx& tx, const Actor& actor,
                                                            OrganisationId id) const {
  const auto* organisation = actor.access->tree().find(id);
  if (!organisation) return fail(ErrorCode::not_found, "no such organisation");
  const Day year = make_day(year_of(services_.clock.today()), 1, 1);
  return select(tx, actor, "place = $1 AND f_window_to >= $2", {organisation->places.low, year});
}

Result<std::vector<Row>> PlanDesk::measures_of_owner(db::Tx& tx, const Actor& actor) const {
  const Day year = make_day(year_of(services_.clock.today()), 1, 1);
  NJ_TRY(auto own,
         select(tx, actor, "f_owner_account = $1 AND f_window_to >= $2", {actor.login, year}));
  if (!own.empty() || !actor.access->home()) return own;
  return measures_of_organisation(tx, actor, actor.access->home()->id);
}

Status PlanDesk::change(db::Tx& tx, const Actor& actor, EntryId id, std::int64_t revision,
                        Values given, std::string_view reason) const {
  NJ_TRY(const LedgerTable* table, services_.table(kMeasureLedger));
  NJ_TRY(const Entry entry, entries_.get(tx, actor, *table, id));
  const TrackedMeasure before = measure_of(entry);
  for (const auto& [key, value] : given) {
    const bool reported = std::find(kReported.begin(), kReported.end(), key) != kReported.end();
    if (!reported && !actor.access->has_duty("plans")) return needs_duty(actor);
  }
  const Value state = catalog::value_of(given, "manual_state");
  const auto given_tracking = given.find("tracking");
  const bool counts_itself =
      given_tracking == given.end()
          ? before.tracking == Tracking::indicator
          : given_tracking->second == Value{std::string(to_string(Tracking::indicator))};
  if (counts_itself && !catalog::is_empty(state) &&
      state != Value{std::string(to_string(before.manual_state))}) {
    return ledger::refused(
        actor, {{"manual_state",
                 {"这条措施由台账自动计数，不能手工填进展。",
                  "This measure counts itself from entries; its state can't be set by hand."}}});
  }
  if (state == Value{std::string("done")} && !given.contains("completed_on"))
    given["completed_on"] = services_.clock.today();
  NJ_CHECK(
      entries_.revise(tx, actor, *table, {id, revision, std::move(given), std::string(reason)}));
  return Done{};
}

Status PlanDesk::hand_down(db::Tx& tx, const Actor& actor, EntryId id,
                           const std::vector<Share>& shares) const {
  if (!actor.access->has_duty("plans")) return needs_duty(actor);
  NJ_TRY(const LedgerTable* table, services_.table(kMeasureLedger));
  NJ_TRY(const Row whole, measure(tx, actor, id));
  NJ_TRY(const auto existing, shares_of_measure(tx, actor, id));
  const auto* home = actor.access->tree().find(whole.measure.organisation);
  std::set<OrganisationId> named;
  for (const Share& share : shares) {
    if (!named.insert(share.organisation).second) {
      return ledger::refused(
          actor, {{"shares", {"同一个组织只能写一份。", "Each organisation gets one share."}}});
    }
    const auto* organisation = actor.access->tree().find(share.organisation);
    if (!organisation || !home || organisation == home ||
        !home->places.contains(organisation->places.low)) {
      return ledger::refused(
          actor, {{"shares",
                   {"只能下达给本级下面的组织。", "Shares go to organisations below this one."}}});
    }
    const auto old = std::find_if(existing.begin(), existing.end(), [&](const Row& row) {
      return row.measure.organisation == share.organisation;
    });
    if (old != existing.end() && share.target == 0) {
      NJ_CHECK(entries_.retire(tx, actor, *table, old->measure.id, old->measure.revision,
                               actor.english ? "Share withdrawn" : "收回下达的任务"));
    } else if (old != existing.end() && old->measure.target_min != share.target) {
      NJ_CHECK(entries_.revise(
          tx, actor, *table,
          {old->measure.id, old->measure.revision, {{"target_min", share.target}}, {}}));
    } else if (old == existing.end() && share.target > 0) {
      TrackedMeasure part = whole.measure;
      part.parent = id;
      part.target_min = share.target;
      part.target_max.reset();
      part.owner_organisation = share.organisation;
      part.owner_position.clear();
      part.owner_account.clear();
      part.manual_state = ManualState::not_started;
      part.evidence.clear();
      part.completed_on.reset();
      NJ_TRY(const auto prepared,
             entries_.prepare(actor, *table, share.organisation, values_of(part)));
      NJ_CHECK(entries_.insert(tx, actor, *table, prepared));
    }
  }
  return Done{};
}

}  // namespace niangjia::plan
