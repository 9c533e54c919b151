#include "app/demo.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "identity/audit_verify.hpp"
#include "indicator/figures.hpp"
#include "ledger/history.hpp"
#include "plan/plan_desk.hpp"
#include "workflow/tasks.hpp"

namespace niangjia::app {
namespace {

// A city made on a day, in a folder of its own that goes with it.
class MadeCity {
 public:
  explicit MadeCity(Day today) {
    char folder[] = "/tmp/niangjia_demo_XXXXXX";
    folder_ = ::mkdtemp(folder);
    InstallationOptions options;
    options.data = folder_;
    options.today = today;
    auto opened = Installation::open(options);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    installation_ = std::move(*opened);
    std::ostringstream progress;
    const Status made = make_demo(*installation_, progress);
    EXPECT_TRUE(made) << (made ? "" : made.error().message);
  }
  ~MadeCity() {
    installation_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  Installation& operator*() { return *installation_; }
  Installation* operator->() { return installation_.get(); }

  template <class Read>
  auto read(Read&& reading) {
    auto answer = installation_->database().read(std::forward<Read>(reading));
    EXPECT_TRUE(answer) << (answer ? "" : answer.error().message);
    return std::move(*answer);
  }

  std::map<std::string, std::int64_t> counts() {
    return read([&](db::Tx& tx) -> Result<std::map<std::string, std::int64_t>> {
      std::map<std::string, std::int64_t> counts;
      for (const auto& [id, table] : installation_->services().tables) {
        const std::string sql = "SELECT count(*) FROM " + std::string(table->name());
        NJ_TRY(const auto count, tx.first({"test.count", sql}, {},
                                          [](const db::Row& row) { return row.integer(0); }));
        counts[id] = count.value_or(0);
      }
      return counts;
    });
  }

  std::vector<std::string> titles() {
    return read([](db::Tx& tx) {
      return tx.all({"test.titles",
                     "SELECT f_title || ' ' || f_held_on FROM ledger_activity ORDER BY f_title, "
                     "f_held_on, organisation"},
                    {}, [](const db::Row& row) { return std::string(row.text(0)); });
    });
  }

  std::vector<plan::Row> measures(std::string_view plan_title) {
    const plan::PlanDesk desk(installation_->services());
    const auto actor = installation_->program();
    return read([&](db::Tx& tx) -> Result<std::vector<plan::Row>> {
      NJ_TRY(const auto plans, desk.plans(tx, actor, std::nullopt));
      for (const auto& plan : plans) {
        if (desk.title_of(tx, plan.id) == plan_title)
          return desk.measures_of_plan(tx, actor, plan.id);
      }
      return std::vector<plan::Row>{};
    });
  }

  std::vector<workflow::Task> tasks(std::string_view login, Day until) {
    ledger::Actor actor = actor_of(login);
    return read([&](db::Tx& tx) {
      return workflow::tasks_of(tx, installation_->services(), actor, until, 100);
    });
  }

 private:
  ledger::Actor actor_of(std::string_view login) {
    identity::Caller caller;
    caller.login = login;
    const auto account = read([&](db::Tx& tx) { return identity::find_account(tx, login); });
    EXPECT_TRUE(account);
    caller.account = account->id;
    caller.positions = read([&](db::Tx& tx) {
      return tx.all({"test.positions",
                     "SELECT f_role, organisation FROM ledger_position WHERE f_account = $1"},
                    {login}, [](const db::Row& row) {
                      identity::Position position;
                      position.role = row.text(0);
                      position.organisation = OrganisationId{row.integer(1)};
                      return position;
                    });
    });
    return installation_->actor_of(caller);
  }

  std::filesystem::path folder_;
  std::unique_ptr<Installation> installation_;
};

std::int64_t value_of(const std::vector<plan::Row>& rows, std::string_view indicator) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
    return row.measure.indicator == indicator;
  });
  EXPECT_NE(found, rows.end()) << indicator;
  return found == rows.end() ? -1 : found->progress.value.value_or(-1);
}

constexpr Day kSeptember = make_day(2026, 9, 17);

TEST(DemoTest, TheSameDayGivesTheSameCity) {
  MadeCity one(kSeptember), other(kSeptember);
  EXPECT_EQ(one.counts(), other.counts());
  EXPECT_EQ(one.titles(), other.titles());
}

TEST(DemoTest, EveryLedgerHasEntriesAndTheCityIsOfAGoodSize) {
  MadeCity city(kSeptember);
  std::int64_t sum = 0;
  for (const auto& [ledger, count] : city.counts()) {
    EXPECT_GT(count, 0) << ledger;
    sum += count;
  }
  EXPECT_GE(sum, 3000);
  EXPECT_LE(sum, 5000);
  EXPECT_NEAR(static_cast<double>(city.counts()["person"]), 490, 80);
}

TEST(DemoTest, CountersAgreeWithTheEntriesAndTheAuditVerifies) {
  MadeCity city(kSeptember);
  const auto faults = indicator::recount(city->services(), false);
  ASSERT_TRUE(faults) << faults.error().message;
  EXPECT_TRUE(faults->empty());
  for (auto sealed = city->sealer().seal_once(); sealed && *sealed;
       sealed = city->sealer().seal_once()) {
  }
  identity::AuditChecks checks;
  checks.anchors = &city->anchors();
  checks.revision_digest = [&](std::string_view ledger, EntryId entry, std::int64_t revision) {
    return city->database().read([&](db::Tx& tx) {
      return ledger::stored_digest(tx, city->services(), ledger, entry, revision);
    });
  };
  const auto verdict = identity::verify_audit(city->database(), checks);
  ASSERT_TRUE(verdict) << verdict.error().message;
  EXPECT_FALSE(verdict->fault) << verdict->fault->words;
  EXPECT_GT(verdict->lines, 3000);
}

TEST(DemoTest, TheCountyPlanStandsInSeptemberWhereItsEntriesPutIt) {
  MadeCity city(kSeptember);
  const auto rows = city.measures("青禾县妇联2026年工作要点");
  EXPECT_EQ(rows.size(), 24U);
  EXPECT_EQ(value_of(rows, "technology_classes"), 1);
  EXPECT_EQ(value_of(rows, "girls_funded"), 16);
  EXPECT_EQ(value_of(rows, "safe_families"), 72);
  EXPECT_EQ(value_of(rows, "law_talks"), 19);
  EXPECT_GE(value_of(rows, "fitness_participants"), 10'000);
  EXPECT_EQ(city.measures("青禾县教育局妇委会2026年工作计划").size(), 10U);
}

TEST(DemoTest, PartOfThePlanIsHandedDownToAllStreetsAndTownships) {
  MadeCity city(kSeptember);
  const auto rows = city.measures("青禾县妇联2026年工作要点");
  const plan::PlanDesk desk(city->services());
  const auto actor = city->program();
  const auto shares = city.read(
      [&](db::Tx& tx) { return desk.shares_of_plan(tx, actor, rows.front().measure.plan); });
  std::map<std::string, std::int64_t> sums;
  std::set<std::int64_t> organisations;
  for (const auto& share : shares) {
    if (std::none_of(rows.begin(), rows.end(),
                     [&](const auto& row) { return row.measure.id == share.measure.parent; }))
      continue;
    sums[share.measure.indicator] += share.measure.target_min.value_or(0);
    organisations.insert(share.measure.organisation.value);
  }
  EXPECT_EQ(organisations.size(), 14U);
  EXPECT_EQ(sums["safe_families"], 100);
  EXPECT_EQ(sums["law_talks"], 24);
}

class DemoDayTest : public ::testing::TestWithParam<Day> {};

// From the middle of January to the middle of December, whatever the day; after that nothing of the
// year is far off.
TEST_P(DemoDayTest, TheBoardShowsAllFiveStatusesAndTheClerkHasSomethingToDo) {
  MadeCity city(GetParam());
  const int year = year_of(GetParam());
  plan::StatusCounts counts;
  for (const auto& row : city.measures("青禾县妇联" + std::to_string(year) + "年工作要点"))
    counts.add(row.progress.status);
  for (int status = 0; status < 5; ++status) {
    EXPECT_GT(counts.by_status[status], 0) << to_string(static_cast<plan::MeasureStatus>(status));
  }
  const auto tasks = city.tasks("lin.xiaomei", GetParam());
  const auto overdue = std::count_if(tasks.begin(), tasks.end(),
                                     [](const auto& task) { return task.due < GetParam(); });
  EXPECT_GE(overdue, 1);
  EXPECT_LE(overdue, 6);
  EXPECT_GE(static_cast<std::int64_t>(tasks.size()) - overdue, 2);
}

INSTANTIATE_TEST_SUITE_P(Days, DemoDayTest,
                         ::testing::Values(make_day(2026, 1, 20), make_day(2026, 3, 28),
                                           make_day(2026, 6, 1), make_day(2026, 8, 15), kSeptember,
                                           make_day(2026, 11, 24), make_day(2026, 12, 14),
                                           make_day(2028, 2, 29)),
                         [](const auto& info) {
                           std::string day = format_day(info.param);
                           std::erase(day, '-');
                           return "On" + day;
                         });

TEST(DemoTest, TheAccountsAreToldWithTheirPassword) {
  std::ostringstream out;
  tell_demo_accounts(out);
  EXPECT_NE(out.str().find("lin.xiaomei"), std::string::npos);
  EXPECT_NE(out.str().find("yunxiu-demo"), std::string::npos);
  EXPECT_NE(out.str().find("青禾县妇联"), std::string::npos);
}

}  // namespace
}  // namespace niangjia::app
