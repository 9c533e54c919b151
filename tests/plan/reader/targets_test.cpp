#include "plan/reader/targets.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "read_lines.hpp"

namespace niangjia::plan {
namespace {

std::vector<Target> targets_of(std::string_view text) {
  const std::u32string points = text::to_code_points(text);
  const Scan scan(points, shipped_lexicon());
  return targets_in(scan, scan.all());
}

std::string joined(std::string_view text) {
  std::string out;
  for (const Target& target : targets_of(text)) out += (out.empty() ? "" : " ") + line_of(target);
  return out;
}

struct Case {
  const char* text;
  const char* targets;
};

class TargetsTest : public testing::TestWithParam<Case> {};

TEST_P(TargetsTest, ReadsHowMuch) {
  EXPECT_EQ(joined(GetParam().text), GetParam().targets) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Amounts, TargetsTest,
                         testing::ValuesIn(std::vector<Case>{
                             {"资助女童20名", "20..20名"},
                             {"组织文体活动1~2次", "1..2次"},
                             {"组织文体活动1-2次", "1..2次"},
                             {"组织文体活动1—2次", "1..2次"},
                             {"组织文体活动一至两次", "1..2次"},
                             {"每村推荐三五名骨干", "3..5名"},
                             {"评选10名至15名标兵", "10..15名"},
                             {"开展宣讲50余场", "50..场"},
                             {"开展宣讲50多场", "50..场"},
                             {"开展宣讲50场以上", "50..场"},
                             {"开展宣讲不少于50场", "50..场"},
                             {"开展宣讲至少50场", "50..场"},
                             {"开展宣讲≥50场", "50..场"},
                             {"开展宣讲约50场", "50..50场"},
                             {"开展宣讲50场左右", "50..50场"},
                             {"开展宣讲近50场", "50..50场"},
                             {"会议不超过50场", "0..50场"},
                             {"会议50场以内", "0..50场"},
                             {"举办两期培训班", "2..2期"},
                             {"再创建一家巾帼文明岗", "1..1家"},
                             {"开展万名妇女健身运动", "10000..10000名"},
                             {"为百户家庭挂牌", "100..100户"},
                             {"惠及3万户家庭", "30000..30000户"},
                             {"发放慰问金5万元", "50000..50000元"},
                             {"发放贷款1.2亿元", "120000000..120000000元"},
                             {"发放贷款300多万元", "3000000..元"},
                             {"培训2万余人次", "20000..人次"},
                             {"培训1,200人次", "1200..1200人次"},
                             {"资助３０名女童", "30..30名"},
                             {"参检率达到95%以上", "95..%"},
                             {"满意率百分之九十五以上", "95..%"},
                             {"做好一年两次的体检", "2..2次"},
                             {"每季度召开一次例会", "1..1次"},
                             {"各村各举办讲座1场", "1..1场"},
                             {"每季度至少举办1场讲座", "1..场"},
                             {"评选各1名", "1..1名"},
                             {"创建示范户1000个(含100个精品)", "1000..1000个 100..100个"},
                             {"举办两期培训班:一期科技班,一期干部班", "2..2期 1..1期 1..1期"},
                             {"“每天锻炼一小时,幸福生活一辈子”", "1..1小时"},
                             {"走访二十五户", "25..25户"},
                         }));

INSTANTIATE_TEST_SUITE_P(NoAmounts, TargetsTest,
                         testing::ValuesIn(std::vector<Case>{
                             {"实施21111工程", ""},
                             {"深化“千名执委大走访”活动", ""},
                             {"开展百名专家进百村活动", ""},
                             {"做到三个及时", ""},
                             {"健全四项制度", ""},
                             {"落实两个规划", ""},
                             {"用好法律六进", ""},
                             {"推行“一套人员,两个牌子”", ""},
                             {"设好“二个岗”", ""},
                             {"打造一支队伍", ""},
                             {"建成一支高素质的教师队伍", ""},
                             {"培树一批基地", ""},
                             {"联系几家企业", ""},
                             {"走访数十户", ""},
                             {"每年开展活动", ""},
                             {"定期开展活动", ""},
                             {"开好12338热线", ""},
                             {"拨打110", ""},
                             {"学习第九套广播体操", ""},
                             {"学习十八届四中全会精神", ""},
                             {"“五五”普法宣传", ""},
                             {"2024年3月8日召开大会", ""},
                             {"落实2021—2030年规划", ""},
                             {"实行一户一档", ""},
                             {"开展“五个一”活动", ""},
                             {"法律进千家万户", ""},
                             {"20人以上的单位建立妇委会", ""},
                             {"24小时内上报", ""},
                             {"学习《关于3条意见的通知》", ""},
                         }));

TEST(TargetTest, KeepsItsWordsAndItsPlace) {
  const auto targets = targets_of("全年开展宣讲不少于50场");
  ASSERT_EQ(targets.size(), 1u);
  EXPECT_EQ(targets[0].text, "不少于50场");
  EXPECT_EQ(targets[0].span, (Span{6, 12}));
  EXPECT_EQ(targets[0].what, "全年开展宣讲");
  EXPECT_EQ(targets_of("资助20名女童")[0].what, "女童");
}

}  // namespace
}  // namespace niangjia::plan
