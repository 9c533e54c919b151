#include <gtest/gtest.h>

#include "base/text.hpp"
#include "plan/reader/lines.hpp"
#include "plan/reader/markers.hpp"
#include "plan/reader/numbers.hpp"
#include "plan/reader/sentences.hpp"
#include "plan/reader/word_finder.hpp"

namespace niangjia::plan {
namespace {

TEST(WordFinderTest, FindsOverlappingWordsLongestFirst) {
  WordFinder finder;
  const auto federation = finder.add(U"县妇联");
  const auto women = finder.add(U"妇联");
  EXPECT_EQ(finder.add(U"妇联"), women);
  finder.seal();
  const auto hits = finder.find_all(U"向县妇联");
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].word, federation);
  EXPECT_EQ(hits[0].begin, 1u);
  EXPECT_EQ(hits[1].word, women);
  EXPECT_EQ(hits[1].begin, 2u);
}

TEST(WordFinderTest, FallsBackIntoTheMiddleOfAnotherWord) {
  WordFinder finder;
  finder.add(U"维权热线");
  const auto line = finder.add(U"热线电话");
  finder.seal();
  const auto hits = finder.find_all(U"维权热线电话");
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[1].word, line);
}

TEST(FoldedTextTest, LeavesOutBlanksAndStrayMarksButKeepsPlaces) {
  const std::u32string text = U"组织　的`凝聚力,２０人";
  const FoldedText folded = fold(text);
  EXPECT_EQ(folded.text, U"组织的凝聚力,20人");
  EXPECT_EQ(folded.span({3, 6}), (Span{5, 8}));
}

TEST(FoldedTextTest, StarsAreMarkupExceptInAYear) {
  EXPECT_EQ(fold(U"**加强**领导").text, U"加强领导");
  EXPECT_EQ(fold(U"20**年计划").text, U"20**年计划");
}

TEST(LinesTest, JoinsLinesBrokenAtAMargin) {
  const std::u32string text =
      U"为加强妇女工作,保障妇女儿童的合法权益,现制\n定本年度的计划,请各村认真组织各项活动,并及\n"
      U"时把开展活动的情况报送到镇妇联的办公室来以\n便汇总上报。\n1.开展培训\n2.开展走访";
  EXPECT_EQ(fold(text).text.find(U"现制定本年度"), 20u);
  const auto lines = lines_of(text);
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_TRUE(lines[1].continues);
  EXPECT_TRUE(lines[3].continues);
  EXPECT_FALSE(lines[4].continues);
  EXPECT_FALSE(lines[5].continues);
}

TEST(MarkersTest, KnowsNumbering) {
  const auto kind = [](std::u32string_view text) {
    const auto marker = marker_at(text, 0, text.size(), MarkerPlace::line_start);
    return marker ? marker->kind : MarkerKind::none;
  };
  EXPECT_EQ(kind(U"一、工作"), MarkerKind::chinese);
  EXPECT_EQ(kind(U"(二)工作"), MarkerKind::chinese_paren);
  EXPECT_EQ(kind(U"3.工作"), MarkerKind::arabic);
  EXPECT_EQ(kind(U"3、工作"), MarkerKind::arabic);
  EXPECT_EQ(kind(U"2.10月份体检"), MarkerKind::arabic);
  EXPECT_EQ(kind(U"(1)工作"), MarkerKind::arabic_paren);
  EXPECT_EQ(kind(U"①工作"), MarkerKind::circled);
  EXPECT_EQ(kind(U"一是工作"), MarkerKind::ordinal);
  EXPECT_EQ(kind(U"第一,工作"), MarkerKind::ordinal);
  EXPECT_EQ(kind(U"##工作"), MarkerKind::hash2);
  EXPECT_EQ(kind(U"-工作"), MarkerKind::bullet);
  EXPECT_EQ(kind(U"第一部分工作"), MarkerKind::part);
  EXPECT_EQ(kind(U"1.5万人"), MarkerKind::none);
  EXPECT_EQ(kind(U"2024年"), MarkerKind::none);
  EXPECT_EQ(kind(U"一户一档"), MarkerKind::none);
  EXPECT_EQ(kind(U"三月"), MarkerKind::none);
}

TEST(NumbersTest, ReadsChineseAndArabic) {
  const auto value = [](std::u32string_view text) {
    const auto number = number_at(text, 0, text.size());
    return number ? number->least : -1;
  };
  EXPECT_EQ(value(U"两"), 2);
  EXPECT_EQ(value(U"十"), 10);
  EXPECT_EQ(value(U"十五"), 15);
  EXPECT_EQ(value(U"二十五"), 25);
  EXPECT_EQ(value(U"一百零五"), 105);
  EXPECT_EQ(value(U"三万二千"), 32000);
  EXPECT_EQ(value(U"百万"), 1000000);
  EXPECT_EQ(value(U"3.5万"), 35000);
  EXPECT_EQ(value(U"1,200"), 1200);
  EXPECT_EQ(value(U"一二三四"), -1);
  EXPECT_EQ(value(U"9999999999999999"), -1);
}

TEST(SentencesTest, PointsAreNotAlwaysStops) {
  const FoldedText folded = fold(U"服务.发展事业;增长1.5倍。做好岗的.提升工作");
  const auto sentences = sentences_of(folded, {0, folded.text.size()});
  ASSERT_EQ(sentences.size(), 4u);
  EXPECT_EQ(folded.view(sentences[1]), U"发展事业");
  EXPECT_EQ(folded.view(sentences[3]), U"做好岗的.提升工作");
}

TEST(SentencesTest, CommasInQuotationsAndBracketsDoNotCut) {
  const FoldedText folded = fold(U"开展“爱心助学,结对帮扶”活动(含甲,乙),慰问儿童");
  const auto clauses = clauses_of(folded, {0, folded.text.size()});
  ASSERT_EQ(clauses.size(), 2u);
  EXPECT_EQ(folded.view(clauses[1]), U"慰问儿童");
}

}  // namespace
}  // namespace niangjia::plan
