#include "ledger/search.hpp"

#include "ledger/workshop.hpp"

namespace niangjia::ledger {
namespace {

class SearchTest : public Workshop {
 protected:
  void SetUp() override {
    Workshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", county_a_}});
    a_ = written(keeper_, community_a11_,
                 {{"name", std::string("林小满")}, {"remark", std::string("春季走访，ABC-12号")}})
             .id;
    b_ = written(keeper_, community_a12_,
                 {{"name", std::string("周小雨")}, {"story", std::string("林小满的邻居")}})
             .id;
  }
  // Both before and after the index has taken in what waits.
  void expect_found(std::string_view words, std::vector<EntryId> expected) {
    auto ids = found(keeper_, words);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(ids, expected) << words;
  }
  void expect_all(const std::vector<std::pair<const char*, std::vector<EntryId>>>& cases) {
    for (const auto& [words, ids] : cases) expect_found(words, ids);
    ASSERT_NO_FATAL_FAILURE(fold_search());
    for (const auto& [words, ids] : cases) expect_found(words, ids);
  }

  Actor keeper_;
  EntryId a_, b_;
};
NJ_ON_BOTH_STORES(SearchTest);

TEST_P(SearchTest, FindsWordsOfTwoCharactersBeforeAndAfterFolding) {
  expect_all({{"林小", {a_, b_}},
              {"小满", {a_, b_}},
              {"小雨", {b_}},
              {"走访", {a_}},
              {"abc", {a_}},
              {"ＡＢＣ", {a_}},
              {"林小满 走访", {a_}},
              {"邻居 周小雨", {b_}},
              {"小风", {}},
              {"林小满 小雨 走访", {}},
              {"12", {a_}}});
}

TEST_P(SearchTest, FollowsChangesWhetherFoldedOrNot) {
  for (const bool folded : {false, true}) {
    SCOPED_TRACE(folded);
    const EntryId id = written(keeper_, {}, {{"remark", std::string("蓝色的伞")}}).id;
    if (folded) {
      ASSERT_NO_FATAL_FAILURE(fold_search());
    }
    ASSERT_TRUE(
        entries().revise(keeper_, table(), {id, 1, {{"remark", std::string("红色的伞")}}, {}}));
    expect_found("蓝色", {});
    expect_found("红色", {id});
    if (folded) {
      ASSERT_NO_FATAL_FAILURE(fold_search());
    }
    // Twice before the next folding, and back to what it was once.
    ASSERT_TRUE(
        entries().revise(keeper_, table(), {id, 2, {{"remark", std::string("绿色的伞")}}, {}}));
    ASSERT_TRUE(
        entries().revise(keeper_, table(), {id, 3, {{"remark", std::string("蓝色的伞")}}, {}}));
    expect_all({{"蓝色", {id}}, {"红色", {}}, {"绿色", {}}, {"的伞", {id}}});
    ASSERT_TRUE(entries().retire(keeper_, table(), id, 4, "登记错了"));
    expect_all({{"蓝色", {}}, {"的伞", {}}});
  }
}

TEST_P(SearchTest, LedgersDoNotMix) {
  const EntryId member = written(keeper_, {}, {{"name", std::string("林小满")}}, "member").id;
  EXPECT_EQ(found(keeper_, "林小满", "member"), std::vector{member});
  expect_found("林小满", {a_, b_});
}

TEST_P(SearchTest, RefusesWhatCannotBeSearched) {
  for (const std::string& words :
       {std::string("，。！"), std::string("  "), std::string(20'000, 'a')}) {
    ListQuery query;
    query.words = words;
    const auto page = database().read(
        [&](db::Tx& tx) { return list_entries(tx, services(), keeper_, table(), query); });
    if (words.size() > 100) {
      EXPECT_TRUE(page) << "one pair of letters, however often, is one word";
    } else {
      ASSERT_FALSE(page) << words;
      EXPECT_EQ(page.error().code, ErrorCode::invalid_argument);
    }
  }
}

}  // namespace
}  // namespace niangjia::ledger
