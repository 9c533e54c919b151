// Duties, rolls and ratios; here because the workshop that keeps counters and tasks lives here.
#include "indicator/counting_workshop.hpp"
#include "ledger/record_ledgers.hpp"
#include "workflow/duty_routes.hpp"

namespace niangjia::indicator {
namespace {

using catalog::Values;

constexpr std::string_view kRollIndicators = R"toml(
[[indicator]]
id = "paired"
title = { zh = "在册", en = "On the roll" }
explanation = { zh = "在册的。", en = "Those on it." }
unit = "对"
capability = "C32"
ledger = "pair"
kind = "present"
[[indicator]]
id = "should_be"
title = { zh = "应建", en = "Should" }
explanation = { zh = "应建的。", en = "Those." }
unit = "对"
capability = "C32"
ledger = "pair"
kind = "present"
filter = "should"
[[indicator]]
id = "rate"
title = { zh = "率", en = "Rate" }
explanation = { zh = "应建占在册。", en = "Share." }
unit = "%"
capability = "C32"
ledger = "pair"
kind = "ratio"
numerator = "should_be"
denominator = "paired"
)toml";

class DutiesTest : public CountingWorkshop {
 protected:
  std::vector<catalog::SourceFile> sources() const override {
    auto files = ledger::with_records(Workshop::sources());
    files.push_back({"rolls.toml", "indicators", std::string(kRollIndicators)});
    return files;
  }
  void add_routes(http::Router& router) override {
    CountingWorkshop::add_routes(router);
    workflow::add_duty_routes(router, services(), actor_of());
  }
  void SetUp() override {
    CountingWorkshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", community_a11_}});
  }
  ledger::Entry paired(Day from, std::optional<Day> to = std::nullopt, bool should = false) {
    Values values{{"began_on", from}, {"should", should}};
    if (to) values["ended_on"] = *to;
    return written(keeper_, {}, values, "pair");
  }
  ledger::Entry contacted(const ledger::Entry& pair, Day day, bool real = true) {
    return written(keeper_, {}, {{"pair", pair.id.value}, {"contacted_on", day}, {"real", real}},
                   "contact");
  }
  std::string due() {
    const auto tasks = database().read([&](db::Tx& tx) {
      return workflow::tasks_of(tx, services(), keeper_, make_day(2027, 12, 31), 50);
    });
    std::string all;
    for (const auto& task : tasks.value()) all += format_day(task.due) + " ";
    return all;
  }
  std::string value(const ledger::Actor& who, const std::string& indicator, const char* to) {
    return boost::json::serialize(
        json_of(ask(&who, http::Method::get,
                    "/api/indicators/" + indicator + "?from=2026-01-01&to=" + to))
            .at("value"));
  }
  ledger::Actor keeper_;
};
NJ_ON_BOTH_STORES(DutiesTest);

TEST_P(DutiesTest, TheNextOneIsDueAtTheEndOfThePeriodAfterTheLast) {
  const auto pair = paired(make_day(2026, 1, 10));
  EXPECT_EQ(due(), "2026-01-31 ");
  contacted(pair, make_day(2026, 1, 20));
  EXPECT_EQ(due(), "2026-02-28 ");
  contacted(pair, make_day(2026, 2, 3), false);
  EXPECT_EQ(due(), "2026-02-28 ") << "nobody was reached";
  const auto late = contacted(pair, make_day(2026, 3, 2));
  EXPECT_EQ(due(), "2026-04-30 ");
  ASSERT_TRUE(entries().retire(keeper_, table("contact"), late.id, 1, "记错了"));
  EXPECT_EQ(due(), "2026-02-28 ");
  ASSERT_TRUE(entries().revise(keeper_, table("pair"),
                               {pair.id, 1, {{"ended_on", make_day(2026, 2, 20)}}, {}}));
  EXPECT_EQ(due(), "") << "it ended before";
}

TEST_P(DutiesTest, AReportTellsOwedKeptAndMissed) {
  const auto one = paired(make_day(2026, 1, 10)), other = paired(make_day(2026, 1, 15));
  contacted(one, make_day(2026, 1, 20));
  contacted(one, make_day(2026, 2, 20));
  contacted(other, make_day(2026, 1, 31));
  const auto body = json_of(ask(&keeper_, http::Method::get,
                                "/api/ledgers/pair/duties/monthly?from=2026-01-01&to=2026-03-08"));
  EXPECT_EQ(body.at("owed"), 4);
  EXPECT_EQ(body.at("kept"), 3);
  EXPECT_EQ(body.at("missed"), 1);
  ASSERT_EQ(body.at("behind").as_array().size(), 1u);
  EXPECT_EQ(body.at("behind").at(0).at("entry").as_string(), other.id.text());
  EXPECT_EQ(body.at("behind").at(0).at("last_on").as_string(), "2026-01-31");
  const auto stranger = actor(9, {{"worker", community_b11_}});
  EXPECT_EQ(
      json_of(ask(&stranger, http::Method::get, "/api/ledgers/pair/duties/monthly")).at("owed"), 0);
  EXPECT_EQ(ask(&keeper_, http::Method::get, "/api/ledgers/pair/duties/none").status, 404);
}

TEST_P(DutiesTest, ARollCountsWhoStandsOnItOnTheLastDay) {
  paired(make_day(2025, 11, 1), make_day(2026, 2, 10));
  paired(make_day(2026, 1, 5), std::nullopt, true);
  for (const bool folded : {false, true}) {
    if (folded) fold_counters();
    const auto narrow = actor(3, {{"counter", community_a11_}});
    for (const ledger::Actor* who : std::vector<const ledger::Actor*>{&keeper_, &narrow}) {
      EXPECT_EQ(value(*who, "paired", "2025-12-31"), "1");
      EXPECT_EQ(value(*who, "paired", "2026-02-09"), "2");
      EXPECT_EQ(value(*who, "paired", "2026-02-10"), "1");
      EXPECT_EQ(value(*who, "rate", "2026-02-09"), "\"50.00\"");
      EXPECT_EQ(value(*who, "rate", "2026-03-01"), "\"100.00\"");
      EXPECT_EQ(value(*who, "rate", "2025-01-01"), "null") << "a share of nothing";
    }
  }
  const auto faults = recount(services(), false);
  ASSERT_TRUE(faults);
  EXPECT_TRUE(faults->empty());
}

TEST_P(DutiesTest, ARollOpensToThoseStillOnIt) {
  paired(make_day(2025, 11, 1), make_day(2026, 2, 10));
  const auto still = paired(make_day(2026, 1, 5));
  const auto body = json_of(ask(&keeper_, http::Method::get,
                                "/api/indicators/paired/entries?from=2026-01-01&to=2026-03-01"));
  ASSERT_EQ(body.at("entries").as_array().size(), 1u);
  EXPECT_EQ(body.at("entries").at(0).at("id").as_string(), still.id.text());
}

}  // namespace
}  // namespace niangjia::indicator
