// Plans at work over the packed catalogue: adopted by a county, handed down to a village, reported
// on by its cadre.
#include "plan/plan_desk.hpp"

#include "indicator/counting_workshop.hpp"
#include "plan/plan_routes.hpp"

namespace niangjia::plan {
namespace {

using catalog::Value;
using http::Method;
using ledger::Actor;

class PlanDeskTest : public indicator::CountingWorkshop {
 protected:
  void SetUp() override {
    CountingWorkshop::SetUp();
    if (HasFatalFailure()) return;
    chair_ = actor(1, {{"county_chair", county_a_}});
    street_ = actor(2, {{"street_cadre", street_a1_}});
    village_ = actor(3, {{"village_cadre", community_a11_}});
    stranger_ = actor(4, {{"county_chair", county_b_}});
  }
  std::vector<catalog::SourceFile> sources() const override { return {}; }
  void add_routes(http::Router& router) override {
    CountingWorkshop::add_routes(router);
    add_plan_routes(router, services(), actor_of());
  }
  PlanDesk desk() { return PlanDesk(services()); }
  template <class F>
  auto write(F&& work) {
    return database().write([&](db::Tx& tx) { return work(tx); });
  }
  template <class F>
  auto read(F&& work) {
    return database().read([&](db::Tx& tx) { return work(tx); });
  }

  static TrackedMeasure counted() {
    TrackedMeasure measure;
    measure.short_title = "举办培训班2期";
    measure.tracking = Tracking::indicator;
    measure.indicator = "training_classes";
    measure.target_min = 2;
    measure.unit = "期";
    measure.window_from = make_day(2026, 1, 1);
    measure.window_to = make_day(2026, 12, 31);
    return measure;
  }
  static TrackedMeasure evidenced() {
    TrackedMeasure measure = counted();
    measure.short_title = "健全工作制度";
    measure.tracking = Tracking::evidence;
    measure.indicator.clear();
    measure.target_min.reset();
    return measure;
  }
  PlanDraft draft(bool adopt = true) {
    PlanDraft plan;
    plan.title = "青禾县妇联2026年工作要点";
    plan.year = 2026;
    plan.source_text = "举办培训班2期。健全工作制度。";
    if (adopt) plan.measures = {counted(), evidenced()};
    plan.adopt = adopt;
    return plan;
  }
  EntryId adopted() {
    const auto id = write([&](db::Tx& tx) { return desk().create(tx, chair_, draft()); });
    EXPECT_TRUE(id) << words(id.error());
    return id ? *id : EntryId{};
  }
  std::vector<Row> rows(EntryId plan, const Actor& who) {
    auto found = read([&](db::Tx& tx) { return desk().measures_of_plan(tx, who, plan); });
    EXPECT_TRUE(found) << words(found.error());
    return found ? *found : std::vector<Row>{};
  }
  Status change(const Actor& who, const TrackedMeasure& measure, const catalog::Values& given) {
    return write([&](db::Tx& tx) {
      return desk().change(tx, who, measure.id, measure.revision, given, "更新");
    });
  }
  Status hand_down(const Actor& who, EntryId measure, const std::vector<PlanDesk::Share>& shares) {
    return write([&](db::Tx& tx) { return desk().hand_down(tx, who, measure, shares); });
  }
  std::vector<Row> shares(EntryId measure, const Actor& who) {
    return read([&](db::Tx& tx) { return desk().shares_of_measure(tx, who, measure); }).value();
  }
  void hold_class(OrganisationId at) {
    written(actor(9, {{"clerk", county_a_}}), at,
            {{"title", std::string("种植班")},
             {"kind", std::string("practical")},
             {"started_on", make_day(2026, 2, 1)},
             {"trainees", std::int64_t{30}}},
            "training_class");
  }
  static std::string code(const Status& status) {
    return status ? "done" : to_string(status.error().code);
  }

  Actor chair_, street_, village_, stranger_;
};
NJ_ON_BOTH_STORES(PlanDeskTest);

TEST_P(PlanDeskTest, AnAdoptedPlanCountsItself) {
  const EntryId plan = adopted();
  const auto before = rows(plan, chair_);
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(before[0].measure.ordinal, 1);
  EXPECT_EQ(before[0].measure.owner_organisation, county_a_);
  EXPECT_EQ(before[0].progress.value, 0);
  EXPECT_FALSE(before[1].progress.value);
  hold_class(community_a11_);
  hold_class(street_a2_);
  const auto after = rows(plan, chair_);
  EXPECT_EQ(after[0].progress.value, 2);
  EXPECT_EQ(after[0].progress.status, MeasureStatus::done);
  EXPECT_TRUE(rows(plan, stranger_).empty());
}

TEST_P(PlanDeskTest, ADraftIsReplacedUntilItIsAdopted) {
  const auto id = write([&](db::Tx& tx) { return desk().create(tx, chair_, draft(false)); });
  ASSERT_TRUE(id) << words(id.error());
  EXPECT_TRUE(rows(*id, chair_).empty());
  const auto replace = [&](const Actor& who, std::int64_t revision, const PlanDraft& with) {
    return code(write([&](db::Tx& tx) { return desk().replace(tx, who, *id, revision, with); }));
  };
  EXPECT_EQ(replace(chair_, 1, draft(false)), "done");
  EXPECT_EQ(replace(chair_, 1, draft(false)), "conflict");
  EXPECT_EQ(replace(stranger_, 2, draft(false)), "not_found");
  EXPECT_EQ(replace(village_, 2, draft(false)), "forbidden");
  PlanDraft wrong = draft();
  wrong.measures[1].window_to = make_day(2025, 1, 1);
  const auto refused = write([&](db::Tx& tx) { return desk().replace(tx, chair_, *id, 2, wrong); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.count("measures.1.window_to"), 1u) << words(refused.error());
  EXPECT_TRUE(rows(*id, chair_).empty()) << "nothing is half adopted";
  EXPECT_EQ(replace(chair_, 2, draft()), "done");
  EXPECT_EQ(rows(*id, chair_).size(), 2u);
  EXPECT_EQ(replace(chair_, 3, draft()), "conflict");
}

TEST_P(PlanDeskTest, RefusesPlansThatCannotBeKept) {
  const auto refusal = [&](const PlanDraft& plan) {
    const auto made = write([&](db::Tx& tx) { return desk().create(tx, chair_, plan); });
    EXPECT_FALSE(made);
    return made || made.error().fields.empty() ? std::string() : made.error().fields.begin()->first;
  };
  PlanDraft plan = draft();
  plan.year = 1999;
  EXPECT_EQ(refusal(plan), "year");
  plan = draft();
  plan.title.clear();
  EXPECT_EQ(refusal(plan), "title");
  plan = draft();
  plan.measures.clear();
  EXPECT_EQ(refusal(plan), "measures");
  plan = draft();
  plan.measures.assign(501, evidenced());
  EXPECT_EQ(refusal(plan), "measures");
  plan = draft();
  plan.measures[0].indicator.clear();
  EXPECT_EQ(refusal(plan), "measures.0.indicator");
}

TEST_P(PlanDeskTest, WhatCountsItselfIsNeverTypedByHand) {
  const auto found = rows(adopted(), chair_);
  const TrackedMeasure counted = found[0].measure, evidence = found[1].measure;
  const Value done{std::string("done")};
  EXPECT_EQ(
      code(change(chair_, counted, {{"manual_state", done}, {"evidence", std::string("见卷宗")}})),
      "invalid_fields");
  EXPECT_EQ(code(change(chair_, counted,
                        {{"tracking", std::string("indicator")}, {"manual_state", done}})),
            "invalid_fields");
  const auto without = change(chair_, evidence, {{"manual_state", done}});
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().fields.count("evidence"), 1u);
  ASSERT_TRUE(change(chair_, evidence,
                     {{"manual_state", done}, {"evidence", std::string("青妇〔2026〕3号")}}));
  const auto after =
      read([&](db::Tx& tx) { return desk().measure(tx, chair_, evidence.id); }).value();
  EXPECT_EQ(after.progress.status, MeasureStatus::done);
  EXPECT_EQ(after.measure.completed_on, clock_.today());
  EXPECT_EQ(code(change(chair_, evidence, {{"manual_state", done}})), "conflict");
  const auto extended = change(chair_, counted, {{"extended_to", make_day(2027, 1, 31)}});
  ASSERT_FALSE(extended);
  EXPECT_EQ(extended.error().fields.count("extension_reason"), 1u);
}

TEST_P(PlanDeskTest, SharesGoDownAreChangedAndTakenBack) {
  const EntryId measure = rows(adopted(), chair_)[0].measure.id;
  ASSERT_TRUE(hand_down(chair_, measure, {{street_a1_, 1}, {community_a21_, 1}}));
  EXPECT_EQ(shares(measure, chair_).size(), 2u);
  ASSERT_TRUE(hand_down(chair_, measure, {{street_a1_, 3}}));
  ASSERT_TRUE(hand_down(chair_, measure, {{community_a21_, 0}}));
  const auto left = shares(measure, chair_);
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].measure.target_min, 3);
  EXPECT_EQ(left[0].measure.owner_organisation, street_a1_);
  for (const OrganisationId wrong : {county_a_, city_, community_b11_, OrganisationId{99}}) {
    EXPECT_EQ(code(hand_down(chair_, measure, {{wrong, 1}})), "invalid_fields");
  }
  EXPECT_EQ(code(hand_down(chair_, measure, {{street_a2_, 1}, {street_a2_, 2}})), "invalid_fields")
      << "twice the same";
  EXPECT_EQ(code(hand_down(village_, measure, {{street_a2_, 1}})), "forbidden");
  EXPECT_EQ(code(hand_down(stranger_, measure, {{street_a2_, 1}})), "not_found");
  EXPECT_EQ(shares(measure, chair_).size(), 1u);
}

TEST_P(PlanDeskTest, AVillageCadreReportsAndChangesNothingElse) {
  const auto found = rows(adopted(), chair_);
  TrackedMeasure with_target = found[1].measure;
  ASSERT_TRUE(hand_down(chair_, with_target.id, {{community_a11_, 1}}));
  const auto own = read(
      [&](db::Tx& tx) { return desk().measures_of_organisation(tx, village_, community_a11_); });
  ASSERT_TRUE(own) << words(own.error());
  ASSERT_EQ(own->size(), 1u);
  const TrackedMeasure share = own->front().measure;
  EXPECT_EQ(code(change(village_, share, {{"target_min", std::int64_t{9}}})), "forbidden");
  EXPECT_EQ(code(change(village_, share, {{"window_to", make_day(2027, 1, 1)}})), "forbidden");
  EXPECT_EQ(code(change(
                village_, share,
                {{"extended_to", make_day(2027, 1, 1)}, {"extension_reason", std::string("忙")}})),
            "forbidden");
  EXPECT_EQ(code(change(village_, with_target, {{"evidence", std::string("代填")}})), "not_found")
      << "the county's own measure";
  // The plan behind it is not hers to open, and still her report is taken.
  EXPECT_EQ(read([&](db::Tx& tx) { return desk().plan(tx, village_, share.plan); }).error().code,
            ErrorCode::not_found);
  const auto reported =
      change(village_, share,
             {{"manual_state", std::string("doing")}, {"evidence", std::string("已开会布置")}});
  EXPECT_TRUE(reported) << words(reported.error());
}

TEST_P(PlanDeskTest, AnswersOverHttp) {
  const EntryId plan = adopted();
  const auto found = rows(plan, chair_);
  const std::string one = "/api/plans/" + plan.text(),
                    measure = "/api/measures/" + found[0].measure.id.text();
  const std::string body =
      R"({"title":"计划","year":2026,"adopt":true,"measures":[{"short":"办班","tracking":"evidence","window_from":"2026-01-01","window_to":"2026-06-30"}]})";
  const auto get = Method::get, post = Method::post, put = Method::put, patch = Method::patch;
  expect(
      {{nullptr, get, "/api/plans", "", 401, {"请先登录"}, {"青禾"}},
       {&chair_, get, "/api/plans", "", 200, {"青禾县妇联2026年工作要点", R"("measures":2)"}},
       {&chair_, get, "/api/plans?year=2025", "", 200, {R"("plans":[])"}},
       {&stranger_, get, "/api/plans", "", 200, {R"("plans":[])"}, {"青禾"}},
       {&stranger_, get, one, "", 404, {}, {"青禾", "培训班"}},
       {&chair_, get, one, "", 200, {"举办培训班2期", R"("chapters")", R"("status":"on_time")"}},
       {&chair_, get, "/api/plans/abc", "", 404},
       {&chair_, get, "/api/plans/0", "", 404},
       {&chair_, post, "/api/plans", "{", 400},
       {&chair_, post, "/api/plans", "{}", 400, {"measures"}},
       {&chair_,
        post,
        "/api/plans",
        R"({"measures":[],"title":"x","year":2026,"adopt":true})",
        422,
        {"measures"}},
       {&chair_,
        post,
        "/api/plans",
        R"({"measures":[],"title":"x","year":4294969322})",
        422,
        {"year"}},
       {&chair_, post, "/api/plans", R"({"measures":[],"title":"","year":2026})", 422, {"title"}},
       {&chair_,
        post,
        "/api/plans",
        R"({"measures":[],"title":"x","year":2026,"organisation":"abc"})",
        422,
        {"organisation"}},
       {&chair_, post, "/api/plans", R"({"measures":[7],"title":"x","year":2026,"adopt":true})",
        400},
       {&chair_,
        post,
        "/api/plans",
        R"({"measures":[{"short":"x","window_from":"soon"}],"title":"x","year":2026,"adopt":true})",
        422,
        {"measures.0.window_from"}},
       {&village_, post, "/api/plans", body, 403},
       {&chair_, post, "/api/plans", body, 201, {R"("state":"adopted")"}},
       {&chair_, put, one, body, 400, {"revision"}},
       {&chair_, get, measure, "", 200, {"举办培训班2期", R"("months")"}},
       {&stranger_, get, measure, "", 404, {}, {"培训班"}},
       {&chair_, get, "/api/measures/x", "", 404},
       {&chair_, get, "/api/measures?scope=organisation&organisation=abc", "", 404},
       {&chair_, get, "/api/measures?scope=organisation", "", 200, {"健全工作制度"}},
       {&chair_, patch, measure, R"({"target_min":3})", 400, {"revision"}},
       {&chair_, patch, measure, R"({"revision":9,"target_min":3})", 409},
       {&chair_, patch, measure, R"({"revision":1,"target_min":"many"})", 422, {"target_min"}},
       {&chair_, patch, measure, R"({"revision":1,"target_min":3})", 200, {R"("target_min":3)"}},
       {&chair_, post, measure + "/shares", R"({"shares":5})", 400},
       {&chair_, post, measure + "/shares", R"({"shares":[{"organisation":"x","target_min":1}]})",
        400},
       {&chair_, post, measure + "/shares",
        R"({"shares":[{"organisation":")" + street_a1_.text() + R"(","target_min":-1}]})", 400},
       {&chair_,
        post,
        measure + "/shares",
        R"({"shares":[{"organisation":")" + street_a1_.text() + R"(","target_min":1}]})",
        200,
        {"柳河街道妇联"}},
       {&street_,
        get,
        "/api/measures?scope=organisation",
        "",
        200,
        {R"("from_plan_title":"青禾县妇联2026年工作要点")"}}});
}

}  // namespace
}  // namespace niangjia::plan
