#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <random>

#include "base/text.hpp"
#include "plan/reader/reader.hpp"
#include "plan/reader/reading_json.hpp"
#include "read_lines.hpp"

namespace niangjia::plan {
namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

// Spans lie in the text, quote it, and measures do not overlap.
void expect_sound(std::string_view text, const Reading& reading) {
  const std::u32string points = text::to_code_points(text);
  const auto quoted = [&](const Span& span) {
    return text::to_utf8(std::u32string_view(points).substr(span.from, span.to - span.from));
  };
  for (const Plan& plan : reading.plans) {
    std::size_t last = 0;
    for (const Measure& measure : plan.measures) {
      ASSERT_LT(measure.span.from, measure.span.to);
      ASSERT_LE(measure.span.to, points.size());
      ASSERT_GE(measure.span.from, last);
      ASSERT_EQ(measure.text, quoted(measure.span));
      ASSERT_GE(measure.capabilities.size(), 1u);
      ASSERT_LE(measure.capabilities.size(), 3u);
      for (const Target& target : measure.targets) ASSERT_EQ(target.text, quoted(target.span));
      last = measure.span.to;
    }
    for (const Notice& notice : plan.notices) ASSERT_EQ(notice.text, quoted(notice.span));
  }
}

class BoundsTest : public testing::TestWithParam<const char*> {};

// A quadratic step would take minutes here; the limit leaves room for slow machines and sanitizers.
TEST_P(BoundsTest, LongMonotonousTextIsReadInLinearTime) {
  const std::string text = repeated(GetParam(), 256u << 10);
  const auto begin = std::chrono::steady_clock::now();
  const auto reading = read_plans(text, shipped_lexicon());
  const auto spent = std::chrono::steady_clock::now() - begin;
  ASSERT_TRUE(reading);
  expect_sound(text, *reading);
  EXPECT_LT(spent, std::chrono::seconds(20));
}

INSTANTIATE_TEST_SUITE_P(Texts, BoundsTest,
                         testing::Values("(", "7", "一", "组织开展妇女维权培训活动", "开展,", "\"",
                                         "《", "1、", "一是", "\n", "一\n", "#", "|", "|a|b|\n",
                                         "a\t", "1月", "1月:", "x", "20xx", "*", "*\n", " ",
                                         "妇联工作计划\n", "妇联工作计划篇1\n开展培训。\n",
                                         "与妇联、", "百分之", "1-", "100名", "配合妇,",
                                         "一、工作\n(一)工作\n1、工作\n①工作\n", "\xff", "万",
                                         "1,200", "…", "配合,等部门"));

TEST(ReaderBoundsTest, AnyBytesGiveASoundAnswer) {
  std::mt19937 random(20240308);  // fixed: a failure can be repeated
  const std::u32string signs =
      U"一二三、(一)1.20xx年月日《》“”|#*-\t\n "
      U"开展妇女维权培训活动组织县妇联与配合,。;:100名万多余以上至少";
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t length = random() % 400;
    for (std::size_t i = 0; i < length; ++i) {
      if (round % 3 == 0) {
        text += static_cast<char>(random() % 256);
      } else {
        text::append_utf8(text, signs[random() % signs.size()]);
      }
    }
    const auto reading = read_plans(text, shipped_lexicon());
    ASSERT_TRUE(reading);
    expect_sound(text, *reading);
    EXPECT_FALSE(boost::json::serialize(to_json(*reading)).empty());
    EXPECT_FALSE(to_text(*reading).empty());
  }
}

TEST(ReaderBoundsTest, TextsAboveTheLimitAreRefused) {
  const auto reading = read_plans(std::string(kLargestText + 1, 'a'), shipped_lexicon());
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, ErrorCode::too_large);
}

TEST(ReaderBoundsTest, NothingGivesNoPlan) {
  EXPECT_TRUE(reading_of("").plans.empty());
  EXPECT_TRUE(reading_of(" \n\t\n").plans.empty());
}

}  // namespace
}  // namespace niangjia::plan
