#include "ledger/balances.hpp"
#include "ledger/matrix.hpp"
#include "ledger/record_ledgers.hpp"
#include "ledger/record_routes.hpp"
#include "ledger/workshop.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Values;

class RecordsTest : public Workshop {
 protected:
  std::vector<catalog::SourceFile> sources() const override {
    return with_records(Workshop::sources());
  }
  void add_routes(http::Router& router) override {
    add_record_routes(router, services(), actor_of());
  }
  void SetUp() override {
    Workshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", community_a11_}});
    worker_ = actor(2, {{"worker", community_a12_}});
  }
  Values move(const char* item, const char* way, std::int64_t quantity) {
    return {{"item", std::string(item)}, {"way", std::string(way)}, {"quantity", quantity}};
  }
  Result<Written> moved(const char* item, const char* way, std::int64_t quantity) {
    return entries().create(keeper_, table("stock"), {}, move(item, way, quantity));
  }
  std::string left(OrganisationId where) {
    const auto lines = database().read(
        [&](db::Tx& tx) { return balances_of(tx, table("stock").definition(), where); });
    std::string all;
    for (const BalanceLine& line : lines.value())
      all += line.item + "=" + std::to_string(line.amount) + " ";
    return all;
  }
  Actor keeper_, worker_;
};
NJ_ON_BOTH_STORES(RecordsTest);

TEST_P(RecordsTest, ABalanceNeverFallsBelowZeroAndNothingOfTheRefusedStays) {
  ASSERT_TRUE(moved("soap", "in", 5));
  ASSERT_TRUE(moved("towel", "in", 1));
  ASSERT_TRUE(moved("soap", "out", 4));
  const auto refused = moved("soap", "out", 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at("quantity"), "库存只有1块，不够这次用。");
  EXPECT_EQ(left(community_a11_), "soap=1 towel=1 ");
  ASSERT_TRUE(moved("soap", "out", 1));
  EXPECT_EQ(left(community_a11_), "towel=1 ");
  EXPECT_FALSE(entries().create(worker_, table("stock"), {}, move("towel", "out", 1)))
      << "another organisation's stock is its own";
}

TEST_P(RecordsTest, AppendOnlyEntriesAreReversedOnceAndNeverChanged) {
  const Entry in = moved("soap", "in", 5)->entry;
  EXPECT_FALSE(
      entries().revise(keeper_, table("stock"), {in.id, 1, {{"quantity", std::int64_t{9}}}, {}}));
  EXPECT_FALSE(entries().retire(keeper_, table("stock"), in.id, 1, "错了"));
  EXPECT_FALSE(entries().reverse(keeper_, table("stock"), in.id, " ")) << "a reason is owed";
  Values forged = move("soap", "in", 5);
  forged["reverses"] = in.id.value;
  EXPECT_FALSE(entries().create(keeper_, table("stock"), {}, forged));
  const auto reversed = entries().reverse(keeper_, table("stock"), in.id, "写错了数量");
  ASSERT_TRUE(reversed) << words(reversed.error());
  EXPECT_EQ(reversed->entry.values.at("change"), catalog::Value{std::int64_t{-5}});
  EXPECT_EQ(left(community_a11_), "");
  EXPECT_FALSE(entries().reverse(keeper_, table("stock"), in.id, "再来一次")) << "once";
  EXPECT_FALSE(entries().reverse(keeper_, table("stock"), reversed->entry.id, "反冲"));
}

TEST_P(RecordsTest, WhatIsUsedAlreadyCannotBeReversed) {
  const Entry in = moved("soap", "in", 5)->entry;
  ASSERT_TRUE(moved("soap", "out", 4));
  EXPECT_FALSE(entries().reverse(keeper_, table("stock"), in.id, "写错了"));
  EXPECT_EQ(left(community_a11_), "soap=1 ");
}

TEST_P(RecordsTest, NumbersFollowTheirPatternInEachOrganisation) {
  EXPECT_EQ(moved("soap", "in", 1)->entry.number, "春晓社区妇联〔2026〕1号");
  EXPECT_FALSE(moved("towel", "out", 1));
  EXPECT_EQ(moved("soap", "in", 1)->entry.number, "春晓社区妇联〔2026〕2号") << "without gaps";
  EXPECT_EQ(written(worker_, {}, move("soap", "in", 1), "stock").number, "秋实社区妇联〔2026〕1号");
}

TEST_P(RecordsTest, AValueUniqueInItsOrganisationStandsInAnother) {
  const Values pair{{"began_on", make_day(2026, 1, 5)}, {"code", std::string("A1")}};
  written(keeper_, {}, pair, "pair");
  EXPECT_FALSE(entries().create(keeper_, table("pair"), {}, pair));
  EXPECT_TRUE(entries().create(worker_, table("pair"), {}, pair));
}

TEST_P(RecordsTest, ValuesAreFetchedThroughALinkThatTheActorMaySee) {
  const Entry pair = written(
      keeper_, {}, {{"began_on", make_day(2026, 1, 5)}, {"code", std::string("A1")}}, "pair");
  const Entry contact = written(
      keeper_, {}, {{"pair", pair.id.value}, {"contacted_on", make_day(2026, 2, 1)}}, "contact");
  EXPECT_EQ(contact.values.at("pair_code"), catalog::Value{std::string("A1")});
  EXPECT_FALSE(entries().create(worker_, table("contact"), {},
                                {{"pair", pair.id.value}, {"contacted_on", make_day(2026, 2, 1)}}))
      << "not a pair of hers";
}

TEST_P(RecordsTest, AMatrixCountsEachChoiceAndShowsGaps) {
  const auto pair = [&](const char* kinds, const char* manner) {
    Values values{{"began_on", make_day(2026, 1, 5)}, {"kinds", std::string(kinds)}};
    if (*manner) values["manner"] = std::string(manner);
    written(keeper_, {}, values, "pair");
  };
  pair("child,elder", "visit");
  pair("child", "visit");
  pair("elder", "");
  const auto answer =
      ask(&keeper_, http::Method::get, "/api/ledgers/pair/matrices/kinds_by_manner");
  EXPECT_EQ(answer.status, 200) << answer.content();
  const auto body = json_of(answer);
  EXPECT_EQ(boost::json::serialize(body.at("cells")), "[[2,0,0],[1,0,1]]");
  EXPECT_EQ(body.at("entries"), 3);
  const auto empty =
      json_of(ask(&worker_, http::Method::get, "/api/ledgers/pair/matrices/kinds_by_manner"));
  EXPECT_EQ(boost::json::serialize(empty.at("cells")), "[[0,0],[0,0]]") << "nothing of others";
  EXPECT_EQ(ask(&keeper_, http::Method::get, "/api/ledgers/pair/matrices/none").status, 404);
}

TEST_P(RecordsTest, BalancesAreShownToThoseWhoMayCountThere) {
  ASSERT_TRUE(moved("soap", "in", 5));
  const auto mine = ask(&keeper_, http::Method::get, "/api/ledgers/stock/balances");
  EXPECT_NE(mine.content().find("肥皂"), std::string_view::npos) << mine.content();
  const auto other = ask(&worker_, http::Method::get,
                         "/api/ledgers/stock/balances?organisation=" + community_a11_.text());
  EXPECT_EQ(other.status, 404);
  EXPECT_EQ(other.content().find("肥皂"), std::string_view::npos);
}

}  // namespace
}  // namespace niangjia::ledger
