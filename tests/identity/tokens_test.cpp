#include "identity/tokens.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace niangjia::identity {
namespace {

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  search_tokens(text, tokens);
  std::sort(tokens.begin(), tokens.end());
  return tokens;
}

bool finds(std::string_view text, std::string_view query) {
  const auto there = tokens_of(text);
  const auto wanted = query_tokens(query);
  return !wanted.empty() &&
         std::all_of(wanted.begin(), wanted.end(), [&](const std::string& token) {
           return std::binary_search(there.begin(), there.end(), token);
         });
}

using Tokens = std::vector<std::string>;

TEST(TokensTest, CutsNeighbouringCharactersIntoPairs) {
  EXPECT_EQ(tokens_of("石桥镇"), (Tokens{"桥镇", "石桥"}));
  EXPECT_EQ(tokens_of("12338"), (Tokens{"12", "23", "33", "38"}));
  EXPECT_EQ(tokens_of("3号楼"), (Tokens{"3号", "号楼"}));
}

TEST(TokensTest, KeepsACharacterThatStandsAlone) {
  EXPECT_EQ(tokens_of("（李）、王芳"), (Tokens{"李", "王芳"}));
  EXPECT_EQ(tokens_of(""), Tokens{});
  EXPECT_EQ(tokens_of("，。！"), Tokens{});
}

TEST(TokensTest, FoldsWidthCaseAndSpaces) {
  EXPECT_EQ(tokens_of("ＡＢ c"), (Tokens{"ab", "bc"}));
  EXPECT_EQ(tokens_of("周 小 雨"), (Tokens{"周小", "小雨"}));
}

TEST(TokensTest, EachWordOnceAlsoAcrossTexts) {
  std::vector<std::string> tokens;
  search_tokens("小雨小雨", tokens);
  search_tokens("小雨", tokens);
  EXPECT_EQ(tokens, (Tokens{"小雨", "雨小"}));
}

TEST(TokensTest, AnyPartOfTwoOrMoreCharactersIsFound) {
  const std::string_view text = "阿依古丽·买买提住在3号楼（二〇二六年），电话13800006027";
  for (const std::string_view part :
       {"依古", "古丽·买", "丽买", "阿依古丽•买买提", "3号", "二〇", "6027", "138000", "住在 3"}) {
    EXPECT_TRUE(finds(text, part)) << part;
  }
  for (const std::string_view other : {"古买", "6028", "住户", "，"})
    EXPECT_FALSE(finds(text, other)) << other;
}

TEST(TokensTest, ALoneCharacterAtTheEdgeOfAQueryDoesNotHideTheRest) {
  EXPECT_TRUE(finds("石桥镇，妇联", "石桥镇，妇"));
  EXPECT_EQ(query_tokens("妇"), Tokens{"妇"});
}

TEST(TokensTest, IsBoundedForAnyText) {
  EXPECT_EQ(tokens_of(std::string_view("\xFF\xC0\0 end", 7)), (Tokens{"en", "nd"}));
  std::string many;
  for (char32_t c = 0x4E00; c < 0x4E00 + 6000; ++c) {
    many += static_cast<char>(0xE0 | (c >> 12));
    many += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    many += static_cast<char>(0x80 | (c & 0x3F));
  }
  EXPECT_EQ(tokens_of(many).size(), kMaxSearchTokens);
}

}  // namespace
}  // namespace niangjia::identity
