#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/money.hpp"

namespace niangjia {
namespace {

TEST(TextTest, CountsAndTakesApartCodePoints) {
  EXPECT_EQ(text::length("妇联a😀"), 4u);
  EXPECT_EQ(text::to_utf8(text::to_code_points("妇联a😀")), "妇联a😀");
}

TEST(TextTest, TellsUtf8FromOtherBytes) {
  EXPECT_TRUE(text::is_utf8("妇联"));
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\xA6", "\xFF"}) {
    EXPECT_FALSE(text::is_utf8(bad));
  }
}

TEST(TextTest, DecodesWhatOfficesSave) {
  EXPECT_EQ(text::decode("\xEF\xBB\xBF妇联"), "妇联");
  EXPECT_EQ(text::decode("\xB8\xBE\xC1\xAA"), "妇联");  // GB18030
  EXPECT_EQ(text::decode(std::string_view("\xFF\xFE\x87\x59\x54\x80", 6)), "妇联");
  EXPECT_FALSE(text::decode("\xB8\xBE\xC1"));
  EXPECT_FALSE(text::decode(std::string_view("a\0b", 3)));
}

TEST(TextTest, TrimsAndFolds) {
  EXPECT_EQ(text::trim("　 妇联\t\n"), "妇联");
  EXPECT_EQ(text::trim(" 　"), "");
  EXPECT_EQ(text::to_half_width("１２３ＡＢ（"), "123AB(");
  EXPECT_EQ(text::fold("Ａb　妇 联"), "ab妇联");
}

TEST(MoneyTest, ReadsYuanToTheFen) {
  EXPECT_EQ(parse_money("1,234.5"), Money{123450});
  EXPECT_EQ(parse_money("-3"), Money{-300});
  EXPECT_EQ(format_money(Money{-5}), "-0.05");
  for (const char* bad :
       {"", "-", "1.234", "1.", ".5", "12,34", "1,2345", "1e3", "10000000000000", "1.,5", "१"}) {
    EXPECT_FALSE(parse_money(bad)) << bad;
  }
}

}  // namespace
}  // namespace niangjia
