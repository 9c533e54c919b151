// Which days are marked in a calendar; here beside the tasks, for the sake of their workshop.
#include "indicator/counting_workshop.hpp"

namespace niangjia::workflow {
namespace {

class CalendarRoutesTest : public indicator::CountingWorkshop {
 protected:
  void SetUp() override {
    CountingWorkshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", community_a11_}});
  }
  // The marked days of a month: "02-14 makeup".
  std::vector<std::string> marked(const std::string& month) {
    const auto answer =
        json_of(ask(&keeper_, http::Method::get, "/api/calendar?year=" + month.substr(0, 4)));
    std::vector<std::string> found;
    for (const auto& one : answer.at("days").as_array()) {
      const std::string day(one.at("day").as_string());
      if (day.starts_with(month))
        found.push_back(day.substr(5) + " " + std::string(one.at("kind").as_string()));
    }
    return found;
  }
  using Marks = std::vector<std::string>;
  ledger::Actor keeper_;
};
NJ_ON_BOTH_STORES(CalendarRoutesTest);

TEST_P(CalendarRoutesTest, AHolidayHoldsItsWeekendAndWorkedWeekendsAreSaid) {
  EXPECT_EQ(marked("2026-01"),
            (Marks{"01-01 holiday", "01-02 holiday", "01-03 holiday", "01-04 makeup"}));
  EXPECT_EQ(marked("2026-03"), Marks{}) << "a plain weekend is no holiday";
}

TEST_P(CalendarRoutesTest, YearsWithoutANoticeAreKnownByTheirWeekendsAlone) {
  EXPECT_EQ(marked("2199-10"), Marks{});
}

TEST_P(CalendarRoutesTest, AsksForAYearAndForSomebodySignedIn) {
  expect({{&keeper_, http::Method::get, "/api/calendar", "", 200, {R"("year":2026)"}},
          {&keeper_, http::Method::get, "/api/calendar?year=next", "", 400, {"2026"}},
          {&keeper_, http::Method::get, "/api/calendar?year=2026-01", "", 400},
          {&keeper_, http::Method::get, "/api/calendar?year=99999", "", 400},
          {nullptr, http::Method::get, "/api/calendar?year=2026", "", 401}});
}

}  // namespace
}  // namespace niangjia::workflow
