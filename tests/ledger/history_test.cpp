#include "ledger/history.hpp"

#include "identity/audit_seal.hpp"
#include "identity/audit_verify.hpp"
#include "ledger/workshop.hpp"

namespace niangjia::ledger {
namespace {

using identity::AuditFaultKind;

class HistoryTest : public Workshop {
 protected:
  void SetUp() override {
    Workshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", county_a_}});
    worker_ = actor(2, {{"worker", community_a11_}});
    id_ = written(keeper_, community_a11_,
                  {{"remark", std::string("一稿")},
                   {"name", std::string("林小满")},
                   {"story", std::string("往事甲")}})
              .id;
    revise(1, {{"remark", std::string("二稿")}, {"name", std::string("林小雨")}});
    revise(2, {{"story", std::string("往事乙")}, {"score", std::int64_t{7}}});
  }
  void revise(std::int64_t expected, const catalog::Values& given) {
    clock_.advance(identity::kMinuteMs);
    const auto done = entries().revise(keeper_, table(), {id_, expected, given, "更正"});
    ASSERT_TRUE(done) << words(done.error());
  }
  identity::AuditVerdict verdict() {
    const identity::AuditChecks checks{
        [&](std::string_view ledger, EntryId entry, std::int64_t revision) {
          return database().read(
              [&](db::Tx& tx) { return stored_digest(tx, services(), ledger, entry, revision); });
        }};
    const auto found = identity::verify_audit(database(), checks);
    EXPECT_TRUE(found) << words(found.error());
    return found ? *found : identity::AuditVerdict{};
  }
  void seal() { ASSERT_TRUE(identity::Sealer(database(), clock_).seal_once()); }

  Actor keeper_, worker_;
  EntryId id_;
};
NJ_ON_BOTH_STORES(HistoryTest);

TEST_P(HistoryTest, TellsEveryChangeNewestFirst) {
  ASSERT_TRUE(entries().retire(keeper_, table(), id_, 3, "重复登记"));
  const Entry entry = *entries().get(keeper_, table(), id_);
  const auto lines =
      database()
          .read([&](db::Tx& tx) { return history_of(tx, services(), table(), entry, ~0U); })
          .value();
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].kind, "retired");
  EXPECT_EQ(lines[0].reason, "重复登记");
  EXPECT_EQ(lines[3].kind, "created");
  ASSERT_EQ(lines[2].changes.size(), 2u);
  EXPECT_EQ(lines[2].changes[0].field, "remark");
  EXPECT_EQ(lines[2].changes[0].before, catalog::Value{std::string("一稿")});
  EXPECT_EQ(lines[2].changes[0].after, catalog::Value{std::string("二稿")});
  ASSERT_EQ(lines[1].changes.size(), 3u);  // score, story and what is computed from the score
  EXPECT_TRUE(catalog::is_empty(lines[1].changes[0].before));
}

TEST_P(HistoryTest, CoversWhatTheAskerMayNotRead) {
  const std::string address = "/api/ledgers/case/entries/" + id_.text() + "/history";
  expect({{&keeper_,
           http::Method::get,
           address,
           "",
           200,
           {"一稿", "二稿", "林小满", "林小雨", "往事甲", "往事乙", "更正"}},
          {&worker_,
           http::Method::get,
           address,
           "",
           200,
           {"一稿", "二稿", R"("field":"name","before":null,"after":null)", R"("field":"story")"},
           {"小满", "小雨", "往事"}}});
}

TEST_P(HistoryTest, TheAuditIsWholeUntilSomebodyTurnsAScrew) {
  ASSERT_TRUE(entries().retire(keeper_, table(), id_, 3, "重复登记"));
  ASSERT_NO_FATAL_FAILURE(seal());
  EXPECT_EQ(verdict().lines, 4);
  EXPECT_FALSE(verdict().fault) << verdict().fault->words;

  tamper("UPDATE ledger_case SET f_score = 8 WHERE f_score = 7");
  ASSERT_TRUE(verdict().fault);
  EXPECT_EQ(verdict().fault->kind, AuditFaultKind::revision_altered);
  tamper("UPDATE ledger_case SET f_score = 7 WHERE f_score = 8");
  EXPECT_FALSE(verdict().fault);

  tamper("UPDATE ledger_case SET number = '案2026-0009'");
  EXPECT_EQ(verdict().fault.value_or(identity::AuditFault{}).kind,
            AuditFaultKind::revision_altered);
  tamper("UPDATE ledger_case SET number = '案2026-0001'");
  tamper("DELETE FROM entry_revision WHERE revision = 2");
  ASSERT_TRUE(verdict().fault);
  EXPECT_EQ(verdict().fault->kind, AuditFaultKind::revision_altered);
}

}  // namespace
}  // namespace niangjia::ledger
