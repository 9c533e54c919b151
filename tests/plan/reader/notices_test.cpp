#include "plan/reader/notices.hpp"

#include <gtest/gtest.h>

#include "plan/reader/law_names.hpp"
#include "read_lines.hpp"

namespace niangjia::plan {
namespace {

std::string notices_of(std::string_view text) {
  std::string out;
  for (const Plan& plan : reading_of(text).plans) {
    for (const Notice& notice : plan.notices)
      out += (out.empty() ? "" : " ") + notice.kind + ":" + notice.text;
  }
  return out;
}

TEST(NoticesTest, PointsOutRenamedAndMisspeltLaws) {
  EXPECT_EQ(notices_of("宣传《婚姻法》、《妇女权益保障发》和《民法典》。"),
            "renamed_law:《婚姻法》 misspelt_law:《妇女权益保障发》");
  EXPECT_EQ(notices_of("宣传《中华人民共和国婚姻法》。"), "renamed_law:《中华人民共和国婚姻法》");
  EXPECT_EQ(
      notices_of(
          "学习《中华人民共和国妇女权益保障法》、《反家庭暴力法》、《河源省妇女权益保障条例》。"),
      "");
}

TEST(NoticesTest, LawNamesNearAKnownOneAreMisspelt) {
  EXPECT_EQ(check_law_name(shipped_lexicon(), U"未成年保护法"), LawName::misspelt);
  EXPECT_EQ(check_law_name(shipped_lexicon(), U"妇女权益保护法"), LawName::misspelt);
  EXPECT_EQ(check_law_name(shipped_lexicon(), U"刑法"), LawName::current);
  EXPECT_EQ(check_law_name(shipped_lexicon(), U"渔业法"), LawName::unknown);
  EXPECT_EQ(check_law_name(shipped_lexicon(), U"关于做好妇女工作的通知"), LawName::unknown);
}

TEST(NoticesTest, PointsOutYearsLeftOpen) {
  for (const char* year :
       {"20xx年", "20XX年", "20_年", "20__年", "20××年", "20**年", "20  年", "xx年"}) {
    EXPECT_TRUE(notices_of(std::string(year) + "开展妇女培训。")
                    .starts_with("placeholder_year:" + std::string(year)))
        << year;
  }
  EXPECT_EQ(notices_of("2024年开展妇女培训。"), "");
}

TEST(NoticesTest, PointsOutTextThatBreaksOff) {
  const std::string head = "一、工作\n1、开展妇女培训,提高素质。\n2、开展走访慰问,送去温暖。\n3、";
  EXPECT_TRUE(notices_of(head + "开展妇女维权宣传,引导妇女学").starts_with("truncated:"));
  EXPECT_TRUE(notices_of(head + "开展妇女维权宣传,").starts_with("truncated:"));
  EXPECT_TRUE(notices_of(head + "加强与妇联和").starts_with("truncated:"));
  EXPECT_EQ(notices_of(head + "开展妇女维权宣传,引导妇女学法。"), "");
  EXPECT_EQ(notices_of("1、开展妇女培训\n2、开展走访慰问\n3、报送工作总结"), "");
}

}  // namespace
}  // namespace niangjia::plan
