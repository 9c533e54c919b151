// The kinds of fields that hold codes, moments, periods, places, signatures and several things at
// once.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "catalog/fields/rows.hpp"
#include "catalog/many.hpp"
#include "catalog/period.hpp"

namespace niangjia::catalog {
namespace {

constexpr Day kToday = make_day(2026, 6, 30);

Field field_of(FieldType type) {
  Field field;
  field.key = "x";
  field.title = {"这一栏", "This"};
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

// What a request gives, as the interface answers it again.
std::string through_json(const Field& field, std::string_view json) {
  const auto value = kind_of(field).from_json(field, boost::json::parse(json));
  if (!value) return "× " + value.error().zh;
  if (!is_empty(*value)) {
    if (const auto message = kind_of(field).check(field, *value, kToday)) return "× " + message->zh;
  }
  return boost::json::serialize(kind_of(field).to_json(field, *value));
}

TEST(MultiChoiceTest, KeepsKeysOnceInTheOrderOfTheList) {
  CodeList list;
  list.choices = {
      {"visit", {"走访", "Visit"}}, {"call", {"电话", "Call"}}, {"old", {"旧", "Old"}, true}};
  Field field = field_of(FieldType::multi_choice);
  field.choices = &list;
  field.max_count = 2;
  EXPECT_EQ(read(field, "电话、走访；电话"), "走访、电话");
  EXPECT_EQ(read(field, ""), "empty");
  EXPECT_EQ(through_json(field, R"(["call","visit"])"), R"(["visit","call"])");
  EXPECT_EQ(through_json(field, "[]"), "null");
  EXPECT_EQ(through_json(field, "[1]"), "× 请给出选项的列表。");
  EXPECT_EQ(read(field, "拜访"), "× 没有“拜访”这一项，请从这些里选：走访、电话。");
  EXPECT_EQ(read(field, "旧"), "× “旧”已不再使用，请改选：走访、电话。");
  field.min_count = 2;
  EXPECT_EQ(read(field, "走访"), "× 这一栏至少2项，还少1项。");
}

TEST(DateTimeTest, ReadsTheStylesPeopleWrite) {
  const Field field = field_of(FieldType::date_time);
  EXPECT_EQ(read(field, "2026-03-08 14:30"), "2026-03-08 14:30");
  EXPECT_EQ(read(field, "2026年3月8日下午2点半"), "2026-03-08 14:30");
  EXPECT_EQ(read(field, "2026年3月8日9时05分"), "2026-03-08 09:05");
  EXPECT_EQ(read(field, "2026/3/8 ９：００"), "2026-03-08 09:00");
  EXPECT_EQ(through_json(field, "\"2026-03-08T14:30:00.000+08:00\""), "\"2026-03-08T14:30\"");
  for (const char* wrong : {"2026-03-08", "14:30", "2026-03-08 25:00", "2026-03-08 14", "今天"}) {
    EXPECT_EQ(read(field, wrong), "× 请写日期和时刻，如2026-03-08 14:30。") << wrong;
  }
}

TEST(PeriodTest, ReadsWordsAndKnowsItsDays) {
  Field field = field_of(FieldType::period);
  EXPECT_EQ(read(field, "2026年上半年"), "2026年上半年");
  EXPECT_EQ(read(field, "2026-q3"), "2026年第3季度");
  EXPECT_EQ(read(field, "2026年第三季度"), "2026年第3季度");
  EXPECT_EQ(read(field, "2026年5月"), "2026年5月");
  EXPECT_EQ(read(field, "2025-2026学年第二学期"), "2025学年第二学期");
  EXPECT_EQ(read(field, "二季度"), "× 请写成2026年、2026年上半年、2026年第3季度或2026年5月这样。");
  EXPECT_EQ(read(field, "2026-13"), "× 请写成2026年、2026年上半年、2026年第3季度或2026年5月这样。");
  field.period_kind = PeriodKind::half_year;
  EXPECT_EQ(read(field, "2026"), "× 请写成2026年上半年这样。");
  const auto term = span_of_period("2025-T1");
  ASSERT_TRUE(term);
  EXPECT_EQ(term->from, make_day(2025, 9, 1));
  EXPECT_EQ(term->to, make_day(2026, 1, 31));
  EXPECT_EQ(span_of_period("2024-02")->to, make_day(2024, 2, 29));
  EXPECT_EQ(period_of(PeriodKind::term, make_day(2026, 1, 15)), "2025-T1");
  EXPECT_EQ(period_of(PeriodKind::quarter, make_day(2026, 9, 30)), "2026-Q3");
}

TEST(CreditCodeTest, HasAChecksum) {
  const Field field = field_of(FieldType::credit_code);
  EXPECT_EQ(read(field, "91350100M000100Y43"), "91350100M000100Y43");
  EXPECT_EQ(read(field, " 91350100m000100y43 "), "91350100M000100Y43");
  EXPECT_EQ(read(field, "91350100M000100Y4"), "× 统一社会信用代码应为18位，还少1位。");
  EXPECT_EQ(read(field, "91350100M000100Y44").substr(0, 15), "× 有一位不");
  EXPECT_EQ(read(field, "91350100I000100Y43").substr(0, 15), "× 有一位不");
}

TEST(CoordinateTest, StaysOnTheEarth) {
  const Field field = field_of(FieldType::coordinate);
  EXPECT_EQ(read(field, "30.246026，120.210792"), "北纬30.246026° 东经120.210792°");
  for (const char* wrong : {"91,0", "0,181", "30.2", "abc,1", "30.2,1e9"})
    EXPECT_EQ(read(field, wrong), "× 请写纬度和经度，如30.246026,120.210792。") << wrong;
}

TEST(SignatureTest, TakesOnlyStrokesOnThePad) {
  const Field field = field_of(FieldType::signature);
  const char* good = R"({"name":"某老师","strokes":[[1,2,3,4]]})";
  EXPECT_EQ(through_json(field, good), good);
  for (const char* wrong :
       {R"({"name":"","strokes":[[1,2]]})", R"({"name":"某老师","strokes":[]})",
        R"({"name":"某老师","strokes":[[1]]})", R"({"name":"某老师","strokes":[[1,2000]]})",
        R"({"name":"某老师"})", R"("某老师")", "[]"}) {
    EXPECT_EQ(through_json(field, wrong), "× 请在屏幕上签名。") << wrong;
  }
}

TEST(RowsTest, CheckEachCellAndSayWhichRow) {
  Field field = field_of(FieldType::rows);
  Field day = field_of(FieldType::date), hours = field_of(FieldType::decimal);
  day.key = "day";
  day.title = {"日期", "Day"};
  day.required = true;
  hours.key = "hours";
  hours.title = {"小时", "Hours"};
  hours.scale = 1;
  field.columns = {day, hours};
  field.max_count = 2;
  EXPECT_EQ(through_json(field, R"([{"day":"2026-3-8","hours":"1.5"},{}])"),
            R"([{"day":"2026-03-08","hours":"1.5"}])");
  EXPECT_EQ(through_json(field, R"([{"hours":"2"}])"), "× 第1行“日期”：这一栏要写。");
  EXPECT_EQ(through_json(field, R"([{"day":"2026-02-30"}])"),
            "× 第1行“日期”：没有这一天，请写成2026-03-08这样。");
  EXPECT_EQ(through_json(field, R"([{"day":"2026-03-08","who":"x"}])"),
            "× 第1行里有一栏没有登记过：who。");
  EXPECT_EQ(
      through_json(field, R"([{"day":"2026-03-08"},{"day":"2026-03-09"},{"day":"2026-03-10"}])"),
      "× 这一栏最多2项，多了1项。");
  EXPECT_EQ(read(field, "2026-03-08|1.5\n2026-03-09|2"), "2026-03-08|1.5\n2026-03-09|2.0");
  const std::string kept =
      R"([{"day":"2026-03-08","hours":"1.5"},{"day":"2026-03-09","hours":"2.0"}])";
  EXPECT_EQ(count_many(kept), 2);
  EXPECT_EQ(sum_of_column(kept, "hours", 1), Value{std::int64_t{35}});
  EXPECT_EQ(sum_of_column(kept, "none", 1), Value{});
  EXPECT_TRUE(only_appends(kept, kept));
  EXPECT_FALSE(only_appends(kept, R"([{"day":"2026-03-09"}])"));
}

TEST(ManyTest, DamagedRowsAreNone) {
  for (const char* damaged : {"[", "[1", "{}", "[[[[", ""}) EXPECT_TRUE(rows_of(damaged).empty());
  EXPECT_EQ(split_many("").size(), 0u);
  EXPECT_TRUE(includes_part("a,b", "b"));
  EXPECT_FALSE(includes_part("ab", "a"));
}

}  // namespace
}  // namespace niangjia::catalog
