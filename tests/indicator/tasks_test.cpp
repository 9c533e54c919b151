// Tasks that entries owe; here beside the counters, because the workshop that keeps both lives
// here.
#include "indicator/counting_workshop.hpp"

namespace niangjia::workflow {
namespace {

class TasksTest : public indicator::CountingWorkshop {
 protected:
  void SetUp() override {
    CountingWorkshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", community_a11_}});
  }
  // "2026-03-15" of each open task.
  std::vector<std::string> due(const ledger::Actor& who) {
    const auto tasks = database().read(
        [&](db::Tx& tx) { return tasks_of(tx, services(), who, make_day(2026, 12, 31), 50); });
    EXPECT_TRUE(tasks) << words(tasks.error());
    std::vector<std::string> days;
    for (const Task& task : tasks.value()) days.push_back(format_day(task.due));
    return days;
  }
  void revise(EntryId id, std::int64_t revision, const catalog::Values& given) {
    const auto done = entries().revise(keeper_, table(), {id, revision, given, {}});
    ASSERT_TRUE(done) << words(done.error());
  }
  using Days = std::vector<std::string>;
  ledger::Actor keeper_;
};
NJ_ON_BOTH_STORES(TasksTest);

TEST_P(TasksTest, AppearMoveAndVanishWithTheirEntry) {
  const EntryId id =
      written(keeper_, {}, {{"held_on", make_day(2026, 3, 8)}, {"kind", std::string("care")}}).id;
  written(keeper_, {}, {{"held_on", make_day(2026, 3, 8)}, {"kind", std::string("law")}});
  EXPECT_EQ(due(keeper_), Days{"2026-03-15"});
  ASSERT_NO_FATAL_FAILURE(revise(id, 1, {{"held_on", make_day(2026, 3, 10)}}));
  EXPECT_EQ(due(keeper_), Days{"2026-03-17"});
  ASSERT_NO_FATAL_FAILURE(revise(id, 2, {{"score", std::int64_t{5}}}));
  EXPECT_EQ(due(keeper_), Days{});
  ASSERT_NO_FATAL_FAILURE(revise(id, 3, {{"score", catalog::Value{}}}));
  EXPECT_EQ(due(keeper_), Days{"2026-03-17"});
  ASSERT_TRUE(entries().retire(keeper_, table(), id, 4, "重复"));
  EXPECT_EQ(due(keeper_), Days{});
}

TEST_P(TasksTest, AreThoseOfTheActorsOwnOrganisationThatSheMayRead) {
  written(keeper_, {}, {{"held_on", make_day(2026, 3, 8)}, {"kind", std::string("care")}});
  EXPECT_EQ(due(actor(2, {{"worker", community_a11_}})), Days{"2026-03-15"});
  EXPECT_EQ(due(actor(2, {{"worker", community_a11_}, {"keeper", community_a11_}})),
            Days{"2026-03-15"})
      << "once, for two positions";
  EXPECT_EQ(due(actor(2, {{"keeper", county_a_}})), Days{}) << "the county looks after its own";
  EXPECT_EQ(due(actor(2, {{"worker", community_a12_}})), Days{});
  EXPECT_EQ(due(actor(2, {{"reader", community_a11_}})), Days{})
      << "she may read cases of law alone";
  EXPECT_EQ(due(actor(2, {{"counter", community_a11_}})), Days{});
}

TEST_P(TasksTest, AreGroupedByDayOverHttp) {
  const auto owe = [&](int days, const char* name) {
    written(keeper_, {},
            {{"held_on", make_day(2026, 3, 1) + std::chrono::days{days}},
             {"kind", std::string("care")},
             {"name", std::string(name)}});
  };
  owe(-1, "甲一甲");
  owe(0, "乙二乙");
  owe(7, "丙三丙");
  owe(20, "丁四丁");
  const auto answer = json_of(ask(&keeper_, http::Method::get, "/api/tasks"));
  const auto subject = [&](const char* group) {
    return std::string(answer.at(group).as_array().at(0).at("subject").as_string());
  };
  EXPECT_EQ(subject("overdue"), "甲*甲");
  EXPECT_EQ(subject("due_today"), "乙*乙");
  EXPECT_EQ(subject("week"), "丙*丙");
  EXPECT_EQ(answer.at("later").as_int64(), 1);
  EXPECT_EQ(answer.at("next").as_string(), "2026-03-28");
  EXPECT_EQ(ask(nullptr, http::Method::get, "/api/tasks").status, 401);
}

}  // namespace
}  // namespace niangjia::workflow
