#include "organisation/divisions.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "organisation/division_search.hpp"

namespace niangjia::organisation {
namespace {

constexpr Level kLevels[] = {Level::province, Level::city, Level::county, Level::street,
                             Level::community};

class DivisionsTest : public testing::Test {
 protected:
  Division get(std::string_view code) {
    const auto found = divisions_.by_code(code);
    EXPECT_TRUE(found) << code;
    return found.value_or(Division{});
  }
  std::vector<std::string> names(const std::vector<Division>& all) {
    std::vector<std::string> found;
    for (const Division one : all) found.push_back(divisions_.name(one));
    return found;
  }
  Divisions divisions_;
};

TEST_F(DivisionsTest, HoldsEveryDivisionOfThePackage) {
  EXPECT_EQ(divisions_.all(Level::province).size(), 34u);
  EXPECT_EQ(divisions_.all(Level::city).size(), 342u);
  EXPECT_EQ(divisions_.all(Level::county).size(), 2978u);
  EXPECT_EQ(divisions_.all(Level::street).size(), 41352u);
  EXPECT_EQ(divisions_.all(Level::community).size(), 620573u);
}

// The digest is that of the lines "CODE NAME", with codes filled up to 12 digits, of provinces.csv,
// cities.csv, areas.csv, streets.csv and villages.csv one after the other, each sorted by code.
TEST_F(DivisionsTest, GivesEveryCodeAndNameAsThePackageHasIt) {
  EVP_MD_CTX* sum = EVP_MD_CTX_new();
  EVP_DigestInit_ex(sum, EVP_sha256(), nullptr);
  for (const Level level : kLevels) {
    const DivisionRange run = divisions_.all(level);
    for (std::uint32_t number = run.first; number < run.end; ++number) {
      const std::string code = divisions_.code({number});
      if (code[0] == '7' || code[0] == '8') continue;
      const std::string line = code + " " + divisions_.name({number}) + "\n";
      EVP_DigestUpdate(sum, line.data(), line.size());
    }
  }
  unsigned char digest[32];
  EVP_DigestFinal_ex(sum, digest, nullptr);
  EVP_MD_CTX_free(sum);
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  EXPECT_EQ(hex, "cfc7cf2765ad9295c92fbd3fc7e48e4ee435b74a489c9f5a6e72865123bfc627");
}

TEST_F(DivisionsTest, FindsByCodesOfEveryLength) {
  EXPECT_EQ(divisions_.name(get("33")), "浙江省");
  EXPECT_EQ(divisions_.name(get("3301")), "杭州市");
  EXPECT_EQ(divisions_.name(get("330106")), "西湖区");
  EXPECT_EQ(divisions_.name(get("330106009")), divisions_.name(get("330106009000")));
  EXPECT_EQ(divisions_.level(get("330106009")), Level::street);
  EXPECT_EQ(get("330000000000"), get("33"));
  EXPECT_EQ(get("330106000000"), get("330106"));
  EXPECT_EQ(divisions_.code(get("330106")), "330106000000");
  EXPECT_EQ(divisions_.name(get("820000")), "澳门特别行政区");
}

TEST_F(DivisionsTest, KnowsNoOtherCodes) {
  for (const char* code : {"", "3", "330", "33010", "00", "99", "330199", "330106009999", "33010a",
                           "3301060000000", "330106-09", "１１", "-1", "330006"})
    EXPECT_FALSE(divisions_.by_code(code)) << code;
}

TEST_F(DivisionsTest, EveryDivisionIsFoundByItsOwnCode) {
  for (const Level level : kLevels) {
    const DivisionRange run = divisions_.all(level);
    for (std::uint32_t number = run.first; number < run.end; number += 101) {
      const auto found = divisions_.by_code(divisions_.code({number}));
      ASSERT_TRUE(found);
      EXPECT_TRUE(found->number == number || divisions_.is_placeholder({number}));
      EXPECT_EQ(divisions_.level({number}), level);
    }
  }
}

TEST_F(DivisionsTest, APathSkipsPlaceholders) {
  EXPECT_EQ(names(divisions_.path(get("110105"))),
            (std::vector<std::string>{"北京市", "朝阳区"}));
  EXPECT_EQ(divisions_.full_name(get("330106")), "浙江省杭州市西湖区");
  EXPECT_EQ(divisions_.full_name(get("441900003")), "广东省东莞市东城街道");
  EXPECT_EQ(divisions_.full_name(get("429004")), "湖北省仙桃市");
  EXPECT_TRUE(divisions_.is_placeholder(get("1101")));
  EXPECT_EQ(divisions_.level(get("4419")), Level::city);
  EXPECT_FALSE(divisions_.is_placeholder(get("441900")));
}

TEST_F(DivisionsTest, ChildrenStandUnderTheirNearestPlace) {
  EXPECT_EQ(divisions_.provinces().size(), 34u);
  EXPECT_EQ(divisions_.children(get("11")).size(), 16u);
  EXPECT_EQ(names(divisions_.children(get("4604")))[0], "那大镇");
  EXPECT_EQ(divisions_.children(get("50")).size(), 38u);
  EXPECT_TRUE(divisions_.children(get("81")).empty());
  EXPECT_TRUE(divisions_.children(get("330106009001")).empty());
  for (const Division one : divisions_.children(get("11")))
    EXPECT_EQ(divisions_.parent(one), get("11"));
  EXPECT_FALSE(divisions_.parent(get("11")));
}

TEST_F(DivisionsTest, ASubtreeIsARunOfEachLevel) {
  EXPECT_EQ(divisions_.below(get("33"), Level::city).size(), 11u);
  EXPECT_EQ(divisions_.below(get("33"), Level::community).size(), 25547u);
  EXPECT_EQ(divisions_.below(get("330106"), Level::county).size(), 1u);
  EXPECT_EQ(divisions_.below(get("330106"), Level::city).size(), 0u);
  EXPECT_EQ(divisions_.below(get("82"), Level::community).size(), 0u);
  EXPECT_TRUE(divisions_.contains(get("33"), get("330106009001")));
  EXPECT_TRUE(divisions_.contains(get("33"), get("33")));
  EXPECT_FALSE(divisions_.contains(get("330106"), get("33")));
  EXPECT_FALSE(divisions_.contains(get("3302"), get("330106")));
}

TEST_F(DivisionsTest, AShortNameIsWhatPeopleSay) {
  const auto short_name_of = [&](std::string_view name) {
    for (const DivisionHit& hit : divisions_named(divisions_, name)) {
      if (divisions_.name(hit.division) == name) return divisions_.short_name(hit.division);
    }
    return std::string("nowhere");
  };
  EXPECT_EQ(short_name_of("多福巷社区居委会"), "多福巷社区");
  EXPECT_EQ(short_name_of("肖村村民委员会"), "肖村");
  EXPECT_EQ(short_name_of("楼梓庄村委会"), "楼梓庄村");
  EXPECT_EQ(short_name_of("牌坊村村民委员会"), "牌坊村");
  EXPECT_EQ(short_name_of("巴彦芒哈嘎查委员会"), "巴彦芒哈嘎查");
  EXPECT_EQ(short_name_of("西铁营村"), "西铁营村");
  EXPECT_EQ(short_name_of("西湖区"), "西湖区");
  EXPECT_EQ(short_name_of("积石山保安族东乡族撒拉族自治县"), "积石山保安族东乡族撒拉族自治县");
}

TEST_F(DivisionsTest, AStemIsTheNameWithoutItsEnding) {
  const std::pair<const char*, const char*> cases[] = {
      {"330106", "西湖"}, {"45", "广西"},   {"15", "内蒙古"}, {"222401", "延吉"},
      {"2224", "延边"},   {"310115", "浦东"}, {"622927", "积石山"}, {"622926", "东乡"},
      {"130533", "威县"}, {"410304", "瀍河"}, {"150722", "莫力达瓦"}};
  for (const auto& [code, stem] : cases) EXPECT_EQ(divisions_.stem(get(code)), stem) << code;
}

TEST_F(DivisionsTest, NamesWhatAWrongCodeMayHaveMeant) {
  EXPECT_EQ(names(divisions_.nearest("330107", 2)),
            (std::vector<std::string>{"西湖区", "滨江区"}));
  EXPECT_EQ(names(divisions_.nearest("329999999999", 1)), (std::vector<std::string>{"宿迁市"}));
  EXPECT_EQ(names(divisions_.nearest("99", 1)), (std::vector<std::string>{"澳门特别行政区"}));
  EXPECT_TRUE(divisions_.nearest("西湖区", 3).empty());
  EXPECT_EQ(divisions_.nearest("330106009001999999999999999999", 2).size(), 1u);
}

}  // namespace
}  // namespace niangjia::organisation
