#include "organisation/division_search.hpp"

#include <gtest/gtest.h>

namespace niangjia::organisation {
namespace {

class DivisionSearchTest : public testing::Test {
 protected:
  DivisionHits find(const std::string& text, std::optional<Level> level = {},
                    const std::string& inside = {}, std::size_t limit = 20) {
    DivisionQuery query{text, {}, level, limit};
    if (!inside.empty()) query.inside = divisions_.by_code(inside);
    return find_divisions(divisions_, query);
  }
  // "浙江省杭州市西湖区 short_name"
  std::vector<std::string> told(const DivisionHits& found) {
    std::vector<std::string> all;
    for (const DivisionHit& hit : found.hits)
      all.push_back(divisions_.full_name(hit.division) + " " + to_string(hit.match));
    return all;
  }
  std::string first(const std::string& text) {
    const auto all = told(find(text));
    return all.empty() ? "nothing" : all.front();
  }
  Divisions divisions_;
};
using Lines = std::vector<std::string>;

TEST_F(DivisionSearchTest, ShowsEveryDivisionOfANameThatIsNotTheOnlyOne) {
  const auto towers = find("鼓楼区");
  EXPECT_EQ(told(towers),
            (Lines{"江苏省南京市鼓楼区 name", "江苏省徐州市鼓楼区 name", "福建省福州市鼓楼区 name",
                   "河南省开封市鼓楼区 name"}));
  EXPECT_EQ(towers.equally_good, 4u);
  EXPECT_EQ(towers.total, 4u);
  const auto facing_sun = find("朝阳区");
  EXPECT_EQ(facing_sun.equally_good, 2u);
  EXPECT_EQ(told(facing_sun)[0], "北京市朝阳区 name");
  EXPECT_EQ(told(facing_sun)[1], "吉林省长春市朝阳区 name");
}

TEST_F(DivisionSearchTest, FindsNamesInEverySpelling) {
  const std::pair<const char*, const char*> cases[] = {
      {"西湖", "浙江省杭州市西湖区 short_name"},
      {"浙", "浙江省 alias"},
      {"东乡县", "甘肃省临夏回族自治州东乡族自治县 name"},
      {"双江县", "云南省临沧市双江拉祜族佤族布朗族傣族自治县 name"},
      {"恩施州", "湖北省恩施土家族苗族自治州 name"},
      {"萧山市", "浙江省杭州市萧山区 other_ending"},
      {"襄樊", "湖北省襄阳市 alias"},
      {"科左后旗", "内蒙古自治区通辽市科尔沁左翼后旗 alias"},
      {"多福巷社区", "北京市东城区东华门街道多福巷社区居委会 name"},
      {"多福巷社区居民委员会", "北京市东城区东华门街道多福巷社区居委会 name"},
      {"文新街道办事处", "浙江省杭州市西湖区文新街道 name"},
      {"西湖区文新街", "浙江省杭州市西湖区文新街道 beginning"},
      {"330106", "浙江省杭州市西湖区 code"},
      {"３３０１０６", "浙江省杭州市西湖区 code"},
      {" 3301 06 ", "浙江省杭州市西湖区 code"},
      {"hz", "浙江省杭州市 initials"},
      {"CQS", "重庆市 initials"}};
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(first(text), expected) << text;
  }
}

TEST_F(DivisionSearchTest, ReadsPathsWithPartsLeftOut) {
  const std::string wanted = "浙江省杭州市西湖区文新街道 ";
  EXPECT_EQ(told(find("西湖区文新街道")), Lines{wanted + "name"});
  EXPECT_EQ(told(find("浙江省杭州市西湖区文新街道")), Lines{wanted + "name"});
  EXPECT_EQ(told(find("杭州 西湖 文新")), Lines{wanted + "short_name"});
  EXPECT_EQ(told(find("浙/杭州/文新")).front(), wanted + "short_name");
  EXPECT_EQ(told(find("浙江杭州西湖文新")), Lines{wanted + "short_name"});
  EXPECT_EQ(first("杭州西"), "浙江省杭州市西湖区 beginning");
  EXPECT_EQ(first("东莞市南城"), "广东省东莞市南城街道 short_name");
  EXPECT_EQ(first("北京市朝阳区"), "北京市朝阳区 name");
  EXPECT_EQ(first("宁波 文新"), "nothing") << "it is in Hangzhou";
  EXPECT_EQ(first("文新 西湖"), "nothing") << "from the greater to the smaller";
}

TEST_F(DivisionSearchTest, KeepsToALevelAndToADivision) {
  EXPECT_EQ(told(find("吉林", Level::city)), Lines{"吉林省吉林市 short_name"});
  EXPECT_EQ(told(find("西湖", Level::county, "36")), Lines{"江西省南昌市西湖区 short_name"});
  EXPECT_EQ(told(find("西湖区", {}, "330106")), Lines{"浙江省杭州市西湖区 name"});
  EXPECT_EQ(told(find("西湖区文新", {}, "330106")),
            Lines{"浙江省杭州市西湖区文新街道 short_name"});
  EXPECT_TRUE(find("330106", Level::city).hits.empty());
  EXPECT_TRUE(find("330106", {}, "3302").hits.empty());
  EXPECT_TRUE(find("wx", Level::community).hits.empty()) << "too many in the whole country";
  EXPECT_FALSE(find("wx", Level::community, "330106").hits.empty());
}

TEST_F(DivisionSearchTest, StopsAtTheLimitAndCountsTheRest) {
  const auto found = find("新华", {}, {}, 5);
  EXPECT_EQ(found.hits.size(), 5u);
  EXPECT_GT(found.total, 300u);
  EXPECT_GT(found.equally_good, 200u);
  EXPECT_LE(found.equally_good, found.total);
  EXPECT_EQ(divisions_.level(found.hits.front().division), Level::county);
}

TEST_F(DivisionSearchTest, FindsNoPlaceholder) {
  for (const DivisionHit& hit : find("市辖区").hits)
    EXPECT_FALSE(divisions_.is_placeholder(hit.division));
  EXPECT_EQ(find("东莞市").equally_good, 1u);
}

TEST_F(DivisionSearchTest, BearsWhateverIsWritten) {
  std::string hostile;
  for (int i = 0; i < 16; ++i) hostile += "新华朝阳";
  const std::string many_parts = "新华 新华 新华 新华 新华 新华 新华 新华 新华 新华 新华 新华 王";
  for (const std::string& text :
       {std::string(), std::string("   "), std::string("//,,"), std::string("\xE6\x9D"),
        std::string("西\xFF湖"), std::string(65, 'a'), std::string(64, '1'), hostile, many_parts,
        std::string("\xF0\xA1\x90\x93"), std::string("a西"), std::string("区"),
        std::string("村民委员会")}) {
    EXPECT_LE(find(text).hits.size(), 20u) << text;
  }
}

TEST_F(DivisionSearchTest, TellsWhoIsCalledExactlySo) {
  const auto named = divisions_named(divisions_, "鼓楼区");
  ASSERT_EQ(named.size(), 4u);
  EXPECT_EQ(named.front().match, DivisionMatch::name);
  EXPECT_TRUE(divisions_named(divisions_, "西湖区文新街道").empty());
  EXPECT_TRUE(divisions_named(divisions_, "").empty());
}

}  // namespace
}  // namespace niangjia::organisation
