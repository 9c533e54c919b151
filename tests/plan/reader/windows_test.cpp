#include "plan/reader/windows.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "read_lines.hpp"

namespace niangjia::plan {
namespace {

std::string window_in(std::string_view text) {
  const std::u32string points = text::to_code_points(text);
  const Scan scan(points, shipped_lexicon());
  const auto phrase = time_in(scan, scan.all());
  return phrase ? phrase->window.from + "~" + phrase->window.to : "";
}

struct Case {
  const char* text;
  const char* window;
};

class WindowsTest : public testing::TestWithParam<Case> {};

TEST_P(WindowsTest, ReadsWhen) {
  EXPECT_EQ(window_in(GetParam().text), GetParam().window) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Times, WindowsTest,
                         testing::ValuesIn(std::vector<Case>{
                             {"9~10月", "09-01~10-31"},
                             {"9-10月", "09-01~10-31"},
                             {"九至十月", "09-01~10-31"},
                             {"3、4月份", "03-01~04-30"},
                             {"3月至5月", "03-01~05-31"},
                             {"3月", "03-01~03-31"},
                             {"三月份", "03-01~03-31"},
                             {"十二月", "12-01~12-31"},
                             {"1~2月", "01-01~02-28"},
                             {"3月5日", "03-05~03-05"},
                             {"3 月 8 日", "03-08~03-08"},
                             {"3月5日至10日", "03-05~03-10"},
                             {"3月25日-4月2日", "03-25~04-02"},
                             {"3月15日前", "01-01~03-15"},
                             {"6月底前", "01-01~06-30"},
                             {"9月前", "01-01~08-31"},
                             {"3月上旬", "03-01~03-10"},
                             {"5月中旬", "05-11~05-20"},
                             {"5月下旬", "05-21~05-31"},
                             {"年底前", "01-01~12-31"},
                             {"上半年", "01-01~06-30"},
                             {"下半年", "07-01~12-31"},
                             {"第一季度", "01-01~03-31"},
                             {"二、三季度", "04-01~09-30"},
                             {"四季度", "10-01~12-31"},
                             {"2024年3月", "2024-03-01~2024-03-31"},
                             {"今年3月", "03-01~03-31"},
                             {"三八节期间", "03-08~03-08"},
                             {"“三八节“期间", "03-08~03-08"},
                             {"庆“三八”", "03-08~03-08"},
                             {"借“六一”儿童节之际", "06-01~06-01"},
                             {"“五一”期间", "05-01~05-01"},
                             {"“母亲节”之际", "05-08~05-14"},
                             {"国庆节", "10-01~10-01"},
                             {"“5·12”国际护士节", "05-12~05-12"},
                             {"11·25国际反家暴日", "11-25~11-25"},
                             {"暑假期间", "07-01~08-31"},
                             {"三八维权周", "03-01~03-07"},
                             {"3月开展三八节活动", "03-01~03-31"},
                         }));

INSTANTIATE_TEST_SUITE_P(NoTimes, WindowsTest,
                         testing::ValuesIn(std::vector<Case>{
                             {"今年", ""},
                             {"明年", ""},
                             {"全年", ""},
                             {"定期", ""},
                             {"按时", ""},
                             {"第一时间", ""},
                             {"重大节日", ""},
                             {"每月", ""},
                             {"每季度", ""},
                             {"2024年", ""},
                             {"20xx年", ""},
                             {"三八红旗手", ""},
                             {"3个月", ""},
                             {"第3季", ""},
                             {"13月", ""},
                             {"为期3天", ""},
                             {"2021—2030年", ""},
                         }));

}  // namespace
}  // namespace niangjia::plan
