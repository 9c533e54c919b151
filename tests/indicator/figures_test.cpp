// Figures count themselves: exact at once, folded or not, and a recount finds nothing to mend.
#include "indicator/figures.hpp"

#include "indicator/counting_workshop.hpp"

namespace niangjia::indicator {
namespace {

using catalog::Value;
using ledger::Entry;

class FiguresTest : public CountingWorkshop {
 protected:
  void SetUp() override {
    CountingWorkshop::SetUp();
    if (HasFatalFailure()) return;
    city_keeper_ = actor(1, {{"keeper", city_}});
    for (const char* name : {"王晓", "李晓"})
      members_.push_back(
          written(city_keeper_, city_, {{"name", std::string(name)}}, "member").id.value);
  }
  Entry write(OrganisationId at, Day day, const char* kind, std::int64_t amount,
              std::size_t member) {
    return written(city_keeper_, at,
                   {{"held_on", day},
                    {"kind", std::string(kind)},
                    {"score", std::int64_t{5}},
                    {"amount", amount},
                    {"member", members_[member]}});
  }
  std::int64_t value(const char* indicator, OrganisationId at, Day from = make_day(2026, 1, 1),
                     Day to = make_day(2026, 12, 31)) {
    FigureQuery query{catalogue_->indicator(indicator), &place(at), {from, to}};
    const auto found =
        database().read([&](db::Tx& tx) { return figure(tx, services(), city_keeper_, query); });
    EXPECT_TRUE(found) << words(found.error());
    return found ? found->value : -1;
  }
  std::vector<RecountFault> faults(bool mend = false) {
    const auto found = recount(services(), mend);
    EXPECT_TRUE(found) << words(found.error());
    return found ? *found : std::vector<RecountFault>{};
  }
  // The same readings now, half folded and folded whole.
  void expect_always(const std::function<void()>& readings) {
    readings();
    ASSERT_NO_FATAL_FAILURE(fold_counters(1));
    readings();
    ASSERT_NO_FATAL_FAILURE(fold_counters());
    readings();
    EXPECT_EQ(count("SELECT count(*) FROM counter_delta"), 0);
    EXPECT_TRUE(faults().empty());
  }

  ledger::Actor city_keeper_;
  std::vector<std::int64_t> members_;
};
NJ_ON_BOTH_STORES(FiguresTest);

TEST_P(FiguresTest, CountsSumsAndPeopleBySubtreeAndPeriod) {
  write(community_a11_, make_day(2026, 1, 31), "law", 100, 0);
  write(community_a12_, make_day(2026, 2, 1), "law", 250, 0);
  write(county_a_, make_day(2026, 2, 28), "care", 1000, 1);
  write(community_b11_, make_day(2025, 12, 31), "care", 7, 1);
  expect_always([&] {
    EXPECT_EQ(value("cases", city_), 3);
    EXPECT_EQ(value("cases", city_, make_day(2025, 1, 1)), 4);
    EXPECT_EQ(value("cases", county_a_), 3);
    EXPECT_EQ(value("cases", street_a1_), 2);
    EXPECT_EQ(value("cases", community_a12_), 1);
    EXPECT_EQ(value("cases", county_b_), 0);
    EXPECT_EQ(value("cases", city_, make_day(2026, 2, 1), make_day(2026, 2, 28)), 2);
    EXPECT_EQ(value("cases", city_, make_day(2026, 1, 31), make_day(2026, 2, 1)), 2);
    EXPECT_EQ(value("aid", county_a_), 1350);
    EXPECT_EQ(value("aid", street_a1_, make_day(2026, 2, 1)), 250);
    EXPECT_EQ(value("members", street_a1_), 1);
    EXPECT_EQ(value("members", county_a_), 2);
    EXPECT_EQ(value("urgent_cases", city_), 0);
  });
}

TEST_P(FiguresTest, FollowsEveryChangeOfAnEntry) {
  const Entry entry = write(community_a11_, make_day(2026, 1, 31), "law", 100, 0);
  fold_counters();
  const auto revise = [&](std::int64_t revision, const catalog::Values& given) {
    const auto done = entries().revise(city_keeper_, table(), {entry.id, revision, given, {}});
    ASSERT_TRUE(done) << words(done.error());
  };
  ASSERT_NO_FATAL_FAILURE(revise(1, {{"held_on", make_day(2026, 3, 1)},
                                     {"kind", std::string("care")},
                                     {"amount", std::int64_t{40}},
                                     {"urgent", true},
                                     {"member", members_[1]}}));
  expect_always([&] {
    EXPECT_EQ(value("cases", city_, make_day(2026, 1, 1), make_day(2026, 1, 31)), 0);
    EXPECT_EQ(value("cases", city_, make_day(2026, 3, 1), make_day(2026, 3, 31)), 1);
    EXPECT_EQ(value("aid", county_a_), 40);
    EXPECT_EQ(value("urgent_cases", city_), 1);
    EXPECT_EQ(value("members", city_, make_day(2026, 1, 1), make_day(2026, 2, 28)), 0);
    EXPECT_EQ(value("members", city_), 1);
  });
  ASSERT_NO_FATAL_FAILURE(revise(2, {{"amount", Value{}}, {"member", Value{}}}));
  expect_always([&] {
    EXPECT_EQ(value("aid", city_), 0);
    EXPECT_EQ(value("members", city_), 0);
    EXPECT_EQ(value("cases", city_), 1);
  });
  ASSERT_TRUE(entries().retire(city_keeper_, table(), entry.id, 3, "重复"));
  expect_always([&] {
    EXPECT_EQ(value("cases", city_), 0);
    EXPECT_EQ(value("urgent_cases", city_), 0);
  });
}

TEST_P(FiguresTest, WhatTheTreeDoesNotKnowYetWaitsAndCounts) {
  const auto older = directory_->tree();
  const auto made = directory_->add(
      {street_a1_, "新城社区妇联", "federation", organisation::Level::community, {}, 0},
      identity::kMorning);
  ASSERT_TRUE(made) << words(made.error());
  const OrganisationId fresh = made->id;
  city_keeper_ = actor(1, {{"keeper", city_}});
  write(fresh, make_day(2026, 1, 31), "law", 100, 0);
  write(community_a11_, make_day(2026, 1, 31), "law", 20, 0);
  const auto fold_with = [&](const organisation::Tree& tree) {
    const auto done = database().write([&](db::Tx& tx) { return fold(tx, tree, 100); });
    EXPECT_TRUE(done) << words(done.error());
    return done.value_or(-1);
  };
  EXPECT_EQ(fold_with(*older), 2);  // cases and aid of the one
  EXPECT_EQ(fold_with(*older), 0);
  EXPECT_EQ(count("SELECT count(*) FROM counter_delta"), 2);
  EXPECT_EQ(value("aid", street_a1_), 120);
  expect_always([&] {
    EXPECT_EQ(value("cases", fresh), 1);
    EXPECT_EQ(value("aid", city_), 120);
  });
}

TEST_P(FiguresTest, ARecountFindsAndMendsWhatWasTurned) {
  write(community_a11_, make_day(2026, 1, 31), "law", 100, 0);
  write(community_b11_, make_day(2026, 2, 1), "care", 250, 1);
  ASSERT_NO_FATAL_FAILURE(fold_counters());
  write(street_a2_, make_day(2026, 2, 2), "care", 30, 1);
  EXPECT_TRUE(faults().empty());
  for (const char* sql : {"DELETE FROM counter_delta WHERE indicator = 'cases'",
                          "UPDATE counter SET amount = amount + 5 WHERE indicator = 'cases' AND "
                          "grain = 2 AND depth = 3",
                          "UPDATE counter SET amount = amount + 5 WHERE indicator = 'cases' AND "
                          "grain = 2 AND depth = 0",
                          "UPDATE counter SET amount = amount + 5 WHERE indicator = 'cases' AND "
                          "grain = 0 AND depth = 0",
                          "UPDATE counter SET amount = amount - 1 WHERE indicator = 'aid' AND "
                          "grain = 1 AND depth = 2",
                          "DELETE FROM counter WHERE indicator = 'aid' AND grain = 0",
                          "UPDATE counter_person SET entries = 2", "DELETE FROM counter_person"}) {
    SCOPED_TRACE(sql);
    tamper(sql);
    EXPECT_FALSE(faults().empty());
    EXPECT_FALSE(faults(true).empty()) << "the mending run tells what it mended";
    EXPECT_TRUE(faults().empty());
    EXPECT_EQ(value("cases", city_), 3);
    EXPECT_EQ(value("aid", city_), 380);
    EXPECT_EQ(value("members", city_), 2);
    ASSERT_NO_FATAL_FAILURE(fold_counters());
    EXPECT_TRUE(faults().empty());
  }
}

TEST_P(FiguresTest, AnswersOverHttp) {
  const auto get = http::Method::get;
  const ledger::Actor counter = actor(4, {{"counter", county_a_}}), nobody = actor(5, {}),
                      worker = actor(6, {{"worker", community_a11_}});
  written(city_keeper_, community_a11_,
          {{"kind", std::string("law")},
           {"score", std::int64_t{1}},
           {"amount", std::int64_t{1250}},
           {"name", std::string("林小满")}});
  const std::string at = "/api/indicators/cases", a = county_a_.text();
  expect(
      {{nullptr, get, at, "", 401, {"请先登录"}, {"value"}},
       {&nobody, get, at + "?organisation=" + a, "", 404, {"not_found"}, {"value"}},
       {&counter, get, at, "", 200, {R"("value":1)", R"("from":"2026-01-01","to":"2026-12-31")"}},
       {&counter, get, at + "?by=dimension", "", 200, {R"("dimension":"law")", "法律"}},
       {&counter, get, at + "?by=organisation", "", 200, {"柳河街道妇联"}, {"石桥县"}},
       {&counter, get, at + "?by=month", "", 200, {R"("month":"2026-03")"}},
       {&counter, get, at + "?by=organisation,dimension", "", 200, {"matrix"}},
       {&counter, get, "/api/indicators/aid", "", 200, {R"("value":"12.50")"}},
       {&counter,
        get,
        at + "/entries",
        "",
        200,
        {R"("entries":[])", R"("hidden":1)"},
        {"林", "law"}},
       {&worker, get, at + "/entries", "", 200, {R"("hidden":0)", "林*满"}, {"林小满"}},
       // What is wrong is told, never guessed.
       {&counter, get, "/api/indicators/nothing", "", 404},
       {&counter, get, at + "?organisation=99", "", 404},
       {&counter, get, at + "?organisation=abc", "", 404},
       {&counter, get, at + "?from=yesterday", "", 400, {"2026-03-08"}},
       {&counter, get, at + "?to=2026-02-30", "", 400},
       {&counter, get, at + "?from=1950-01-01&to=2026-01-01", "", 400, {"二十年"}},
       {&counter, get, at + "?by=weather", "", 400},
       {&counter, get, at + "/entries?after=zz", "", 400},
       {&counter, get, at + "/entries?limit=0", "", 400},
       {&counter, get, "/api/indicators/urgent_cases/entries?dimension=law", "", 400},
       {&counter,
        get,
        at + "/entries?dimension=%27%20OR%201=1",
        "",
        200,
        {R"("entries":[])", R"("hidden":0)"}}});
}

}  // namespace
}  // namespace niangjia::indicator
