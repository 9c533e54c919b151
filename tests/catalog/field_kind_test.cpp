#include "catalog/fields/field_kind.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "catalog/id_number.hpp"

namespace niangjia::catalog {
namespace {

constexpr Day kToday = make_day(2026, 6, 30);

Field field_of(FieldType type) {
  Field field;
  field.key = "x";
  field.title = {"走访日期", "Date of the visit"};
  field.type = type;
  return field;
}

// What a cell gives: the value as it would be shown, or the refusal in Chinese.
std::string read(const Field& field, std::string_view text) {
  const auto value = kind_of(field).from_text(field, text);
  if (!value) return "× " + value.error().zh;
  if (is_empty(*value)) return "empty";
  if (const auto message = kind_of(field).check(field, *value, kToday)) return "× " + message->zh;
  return kind_of(field).to_display(field, *value);
}

struct Case {
  const char* given;
  const char* wanted;
};

TEST(DateFieldTest, ReadsTheStylesPeopleWrite) {
  Field field = field_of(FieldType::date);
  for (const Case& c : std::vector<Case>{{"2026-03-08", "2026-03-08"},
                                         {"2026/3/8", "2026-03-08"},
                                         {"2026.3.8", "2026-03-08"},
                                         {"2026年3月8日", "2026-03-08"},
                                         {"2026年3月8", "2026-03-08"},
                                         {"20260308", "2026-03-08"},
                                         {"２０２６．３．８", "2026-03-08"},
                                         {" 2026-3-8 00:00:00", "2026-03-08"},
                                         {"", "empty"},
                                         {"2026-02-30", "× 没有这一天，请写成2026-03-08这样。"},
                                         {"2026-3/8", "× 没有这一天，请写成2026-03-08这样。"},
                                         {"3月8日", "× 没有这一天，请写成2026-03-08这样。"},
                                         {"26-3-8", "× 没有这一天，请写成2026-03-08这样。"}}) {
    EXPECT_EQ(read(field, c.given), c.wanted) << c.given;
  }
  field.no_future = true;
  EXPECT_EQ(read(field, "2026-07-01"), "× 走访日期不能晚于今天。");
  EXPECT_EQ(read(field, "2026-06-30"), "2026-06-30");
  field.min = day_number(make_day(2026, 1, 1));
  EXPECT_EQ(read(field, "2025-12-31"), "× 走访日期不能早于2026年1月1日。");
}

TEST(NumberFieldTest, ReadsSeparatorsUnitsAndFullWidthDigits) {
  Field field = field_of(FieldType::integer);
  field.title = {"参加人次", "Participants"};
  field.unit = "人次";
  field.min = 1;
  field.max = 10000;
  for (const Case& c : std::vector<Case>{{"1,234", "1,234"},
                                         {"１２３４", "1,234"},
                                         {"24人次", "24"},
                                         {"", "empty"},
                                         {"10000", "10,000"},
                                         {"1,23", "× 请写数字，如1,234。"},
                                         {"12,34,567", "× 请写数字，如1,234。"},
                                         {"many", "× 请写数字，如1,234。"},
                                         {"12.5", "× 请写整数。"},
                                         {"12.0", "12"},
                                         {"0", "× 参加人次最小是1人次。"},
                                         {"10001", "× 参加人次最大是10,000人次，请再核对。"},
                                         {"99999999999999999999", "× 请写数字，如1,234。"}}) {
    EXPECT_EQ(read(field, c.given), c.wanted) << c.given;
  }
}

TEST(NumberFieldTest, KeepsMoneyInFenAndDecimalsAtTheirScale) {
  Field money = field_of(FieldType::money);
  money.scale = 2;
  money.unit = "元";
  for (const Case& c : std::vector<Case>{{"1,234.5", "1,234.50"},
                                         {"￥200", "200.00"},
                                         {"200元", "200.00"},
                                         {"0.05", "0.05"},
                                         {"-3", "-3.00"},
                                         {"1.005", "× 小数点后最多2位。"},
                                         {"1.100", "1.10"},
                                         {".5", "0.50"},
                                         {"1.2.3", "× 请写数字，如1,234。"}}) {
    EXPECT_EQ(read(money, c.given), c.wanted) << c.given;
  }
  EXPECT_EQ(kind_of(money).to_json(money, Value{std::int64_t{123450}}),
            boost::json::value("1234.50"));
  EXPECT_FALSE(kind_of(money).from_json(money, boost::json::value(1.5)))
      << "floating point has lost digits";
  EXPECT_EQ(kind_of(money).from_json(money, boost::json::value(15)).value(),
            Value{std::int64_t{1500}});
}

TEST(NumberFieldTest, WritesAYearWithoutSeparators) {
  const Field year = field_of(FieldType::integer);
  EXPECT_EQ(read(year, "2026"), "2026");
  EXPECT_EQ(kind_of(year).to_json(year, Value{std::int64_t{2026}}), boost::json::value(2026));
  EXPECT_EQ(kind_of(year).to_json(year, Value{std::int64_t{9007199254740993}}),
            boost::json::value("9007199254740993"));
}

TEST(PhoneFieldTest, SaysHowManyDigitsAreMissing) {
  Field field = field_of(FieldType::phone);
  for (const Case& c :
       std::vector<Case>{{"13800006027", "13800006027"},
                         {"138 0000 6027", "13800006027"},
                         {"１３８００００６０２７", "13800006027"},
                         {"+86 13800006027", "13800006027"},
                         {"1380000602", "× 手机号应为11位，还少1位。"},
                         {"138000060271", "× 手机号应为11位，多了1位。"},
                         {"0571-87654321", "0571-87654321"},
                         {"057187654321", "0571-87654321"},
                         {"(010)87654321", "010-87654321"},
                         {"02187654321", "021-87654321"},
                         {"0571-876543", "× 座机号应为区号加7位或8位，如0571-87654321。"},
                         {"87654321", "× 座机号前请加区号，如0571-87654321。"},
                         {"12800006027", "× 手机号以13到19开头，座机号以区号开头，请再核对。"},
                         {"12338", "× 手机号以13到19开头，座机号以区号开头，请再核对。"},
                         {"问村长", "× 电话里只能有数字，如13800001234或0571-87654321。"}}) {
    EXPECT_EQ(read(field, c.given), c.wanted) << c.given;
  }
  field.short_numbers = true;
  EXPECT_EQ(read(field, "12338"), "12338");
  EXPECT_EQ(read(field, "110"), "110");
}

TEST(IdNumberFieldTest, ChecksLengthBirthDateAndCheckCharacter) {
  const Field field = field_of(FieldType::id_number);
  for (const Case& c : std::vector<Case>{
           {"330100199003070024", "330100199003070024"},
           {"330100 19900307 0024", "330100199003070024"},
           {"330100900307002", "× 15位的是旧号，2013年起停用，请看二代身份证写18位号。"},
           {"33010019900307002", "× 身份证号应为18位，还少1位。"},
           {"330100199002300024", "× 第7到14位应是出生日期，请再核对。"},
           {"330100202703070024", "× 第7到14位应是出生日期，请再核对。"},
           {"330100199003070025", "× 有一位不对，请对着身份证再看一遍。"},
           {"33O100199003070024", "× 身份证号只有数字，最后一位可以是X。"},
           {"", "empty"}}) {
    EXPECT_EQ(read(field, c.given), c.wanted) << c.given;
  }
}

TEST(IdNumberFieldTest, TakesALowerCaseX) {
  // The worked example of GB 11643-1999.
  EXPECT_EQ(read(field_of(FieldType::id_number), "11010519491231002x"), "11010519491231002X");
  EXPECT_EQ(id_number::birth_date("11010519491231002X"), make_day(1949, 12, 31));
  EXPECT_EQ(id_number::sex("11010519491231002X"), "female");
  EXPECT_FALSE(id_number::birth_date("110105194912310021"));
}

TEST(ChoiceFieldTest, ReadsKeysAndTitlesOfBothLanguagesAndRefusesRetiredOnes) {
  CodeList list{"channel",
                {"来源", "Channel"},
                {{"visit", {"来访", "Visit"}, false}, {"fax", {"传真", "Fax"}, true}}};
  Field field = field_of(FieldType::choice);
  field.choices = &list;
  for (const Case& c : std::vector<Case>{{"visit", "来访"},
                                         {" 来访 ", "来访"},
                                         {"VISIT", "来访"},
                                         {"", "empty"},
                                         {"传真", "× “传真”已不再使用，请改选：来访。"},
                                         {"电报", "× 没有“电报”这一项，请从这些里选：来访。"}}) {
    EXPECT_EQ(read(field, c.given), c.wanted) << c.given;
  }
  EXPECT_EQ(kind_of(field).to_display(field, Value{std::string("fax")}), "传真")
      << "old entries keep it";
}

TEST(YesNoFieldTest, ReadsMarksAndWords) {
  const Field field = field_of(FieldType::yes_no);
  for (const Case& c : std::vector<Case>{{"是", "是"},
                                         {"√", "是"},
                                         {"Y", "是"},
                                         {"否", "否"},
                                         {"无", "否"},
                                         {"×", "否"},
                                         {"", "empty"},
                                         {"也许", "× 请写“是”或“否”。"}}) {
    EXPECT_EQ(read(field, c.given), c.wanted) << c.given;
  }
  EXPECT_EQ(kind_of(field).to_json(field, Value{true}), boost::json::value(true));
}

TEST(LinkFieldTest, KeepsIdsAndWritesThemAsText) {
  const Field field = field_of(FieldType::person);
  EXPECT_EQ(kind_of(field).from_json(field, boost::json::value("9007199254740993")).value(),
            Value{std::int64_t{9007199254740993}});
  EXPECT_EQ(kind_of(field).to_json(field, Value{std::int64_t{9007199254740993}}),
            boost::json::value("9007199254740993"));
  EXPECT_EQ(read(field, "张三"), "× 请从名单里选一个。");
}

TEST(TextFieldTest, BoundsLengthLinesAndPattern) {
  Field field = field_of(FieldType::text);
  field.title = {"牌号", "Plaque number"};
  field.max_length = 4;
  EXPECT_EQ(read(field, "  周晓雨  "), "周晓雨");
  EXPECT_EQ(read(field, "一二三四五六"), "× 最多写4个字，多了2个字。");
  EXPECT_EQ(read(field, "a\nb"), "× 牌号请写成一行。");
  EXPECT_EQ(read(field, "\xFF"), "× 这段文字里有认不出的字符，请重新输入。");
  field.pattern = "[A-Z]{2}[0-9]{2}";
  EXPECT_EQ(read(field, "PA01"), "PA01");
  EXPECT_EQ(read(field, "PA0"), "× 牌号的写法不对，请再看一看。");
  Field notes = field_of(FieldType::long_text);
  EXPECT_EQ(read(notes, "a\nb"), "a\nb");
}

TEST(TextFieldTest, AnEndlessPatternEndsInTime) {
  Field field = field_of(FieldType::text);
  field.pattern = "(a+)+b";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(read(field, std::string(60, 'a')).starts_with("×"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
}

TEST(MaskTest, CoversNamesPhonesNumbersAndAddresses) {
  Field name = field_of(FieldType::text);
  const auto mask = [](const Field& field, const char* text) {
    return kind_of(field).mask(field, Value{std::string(text)});
  };
  EXPECT_EQ(mask(name, "周晓雨"), "") << "hidden unless the field says how to cover it";
  name.mask = Mask::name;
  EXPECT_EQ(mask(name, "周晓雨"), "周*雨");
  EXPECT_EQ(mask(name, "李雪"), "李**");
  EXPECT_EQ(mask(name, "欧阳晓雪"), "欧**雪");
  Field address = field_of(FieldType::text);
  address.mask = Mask::address;
  EXPECT_EQ(mask(address, "青禾县石桥镇柳湾村12号"), "青禾县石桥镇****");
  EXPECT_EQ(mask(address, "柳湾12号"), "****");
  EXPECT_EQ(mask(field_of(FieldType::phone), "13800006027"), "138****6027");
  EXPECT_EQ(mask(field_of(FieldType::phone), "0571-87654321"), "0571-****4321");
  EXPECT_EQ(mask(field_of(FieldType::id_number), "330100199003070021"), "3301**********0021");
  EXPECT_EQ(mask(field_of(FieldType::long_text), "经过"), "");
  EXPECT_EQ(kind_of(FieldType::phone).mask(name, Value{}), "");
}

TEST(FieldKindTest, ComputedFieldsBehaveAsTheirResult) {
  Field field = field_of(FieldType::computed);
  field.result_type = FieldType::date;
  EXPECT_STREQ(kind_of(field).sql_type(), "BIGINT");
  EXPECT_EQ(kind_of(field).to_json(field, Value{kToday}), boost::json::value("2026-06-30"));
}

}  // namespace
}  // namespace niangjia::catalog
