#include "catalog/validation.hpp"

#include <gtest/gtest.h>

#include "catalog/formula_vectors.hpp"
#include "catalog/loader.hpp"

namespace niangjia::catalog {
namespace {

constexpr std::string_view kLedger = R"toml(id = "grant"
title = { zh = "资助", en = "Grants" }
capability = "C33"
basis = "example"
unique_together = [["girl", "year"]]
[[field]]
key = "girl"
title = { zh = "女童", en = "Girl" }
type = "person"
required = true
set_once = true
[[field]]
key = "year"
title = { zh = "学年", en = "School year" }
type = "integer"
[[field]]
key = "kind"
title = { zh = "类别", en = "Kind" }
type = "choice"
choices = [{ key = "new", zh = "新助", en = "New" }, { key = "again", zh = "续助", en = "Again" }]
default = "new"
[[field]]
key = "before"
title = { zh = "上次日期", en = "Last time" }
type = "date"
visible_when = "kind == 'again'"
required_when = "kind == 'again'"
[[field]]
key = "gap"
title = { zh = "间隔天数", en = "Days between" }
type = "computed"
result_type = "integer"
formula = "days_between(before, granted_on)"
[[field]]
key = "granted_on"
title = { zh = "发放日期", en = "Granted on" }
type = "date"
default = "today"
no_future = true
[[field]]
key = "old_code"
title = { zh = "旧编号", en = "Old code" }
type = "text"
retired = true
[[field]]
key = "amount"
title = { zh = "金额", en = "Amount" }
type = "money"
unit = "元"
[[field]]
key = "rate"
title = { zh = "月均", en = "A month" }
type = "computed"
result_type = "money"
formula = "round(amount / 12, 2)"
[[check]]
rule = "empty(before) || before < granted_on"
message = { zh = "上次日期应早于发放日期。", en = "The last time must be earlier." }
field = "before"
[[check]]
rule = "empty(amount) || amount <= 5000"
message = { zh = "金额超过5,000元，请再核对。", en = "More than 5,000; look again." }
field = "amount"
warning = true
[[sample]]
values = { girl = "1" }
)toml";

class ValidationTest : public testing::Test {
 protected:
  // person is linked to, so it is there as the smallest ledger that loads.
  ValidationTest()
      : loaded_(read_catalogue({{"grant.toml", "ledgers", std::string(kLedger), 0},
                                {"person.toml", "ledgers",
                                 "id = \"person\"\ntitle = { zh = \"人\", en = \"People\" "
                                 "}\ncapability = \"C09\"\nbasis = \"x\"\n"
                                 "[[field]]\nkey = \"name\"\ntitle = { zh = \"姓名\", en = "
                                 "\"Name\" }\ntype = \"text\"\n"
                                 "[[sample]]\nvalues = { name = \"某\" }\n",
                                 0}})) {}
  void SetUp() override { ASSERT_TRUE(loaded_.catalogue) << to_string(loaded_.faults.front()); }

  Validation judge(const Values& before, const Values& given) const {
    return validate(*loaded_.catalogue->ledger("grant"), before, given, test_context());
  }
  static std::vector<std::string> told(const Validation& validation) {
    std::vector<std::string> out;
    for (const Remark& error : validation.errors)
      out.push_back(error.field + ": " + error.message.zh);
    return out;
  }
  Loaded loaded_;
  const Values first_{{"girl", std::int64_t{7}}, {"year", std::int64_t{2025}}};
};

using Told = std::vector<std::string>;

TEST_F(ValidationTest, FillsDefaultsAndComputesOnCreation) {
  const auto result = judge({}, {{"girl", std::int64_t{7}}, {"amount", std::int64_t{100000}}});
  EXPECT_EQ(told(result), Told{});
  EXPECT_EQ(result.values, (Values{{"girl", std::int64_t{7}},
                                   {"kind", std::string("new")},
                                   {"granted_on", make_day(2026, 6, 30)},
                                   {"amount", std::int64_t{100000}},
                                   {"rate", std::int64_t{8333}}}));
}

TEST_F(ValidationTest, DefaultsDoNotComeBackWhenAnEntryIsRevised) {
  const auto result = judge(first_, {{"year", std::int64_t{2026}}});
  EXPECT_EQ(result.values, (Values{{"girl", std::int64_t{7}}, {"year", std::int64_t{2026}}}));
}

TEST_F(ValidationTest, AsksForWhatIsRequiredInTheWordsOfItsKind) {
  EXPECT_EQ(told(judge({}, {{"kind", std::string("again")}})),
            (Told{"girl: 请选女童。", "before: 请写上次日期。"}));
  EXPECT_EQ(told(judge(first_, {{"girl", Value{}}})), (Told{"girl: 女童登记后不能改。"}));
}

TEST_F(ValidationTest, DropsWhatIsNotVisible) {
  const auto result = judge(
      {},
      {{"girl", std::int64_t{7}}, {"kind", std::string("new")}, {"before", make_day(2025, 1, 1)}});
  EXPECT_TRUE(result.ok());
  EXPECT_FALSE(result.values.contains("before"));
  EXPECT_FALSE(result.values.contains("gap"));
}

TEST_F(ValidationTest, RefusesUnknownComputedRetiredAndSetOnceFields) {
  const auto result = judge(first_, {{"nickname", std::string("x")},
                                     {"gap", std::int64_t{3}},
                                     {"old_code", std::string("x")},
                                     {"girl", std::int64_t{8}}});
  EXPECT_EQ(told(result), (Told{"girl: 女童登记后不能改。", "gap: 这一项由系统算出，不用写。",
                                "old_code: 这一项已不再登记。", "nickname: 这份台账没有这一项。"}));
}

TEST_F(ValidationTest, LetsAnUnchangedComputedOrRetiredValuePass) {
  Values before = first_;
  before["old_code"] = std::string("x");
  EXPECT_TRUE(judge(before, {{"old_code", std::string("x")}, {"girl", std::int64_t{7}}}).ok());
}

TEST_F(ValidationTest, ChecksTheWholeEntryAndWarns) {
  const auto result = judge({}, {{"girl", std::int64_t{7}},
                                 {"kind", std::string("again")},
                                 {"before", make_day(2026, 6, 30)},
                                 {"amount", std::int64_t{500001}}});
  EXPECT_EQ(told(result), (Told{"before: 上次日期应早于发放日期。"}));
  ASSERT_EQ(result.warnings.size(), 1u);
  EXPECT_EQ(result.warnings[0].message.zh, "金额超过5,000元，请再核对。");
}

TEST_F(ValidationTest, SaysOneThingAboutAFieldThatIsWrong) {
  const auto result = judge({}, {{"girl", std::int64_t{7}},
                                 {"kind", std::string("again")},
                                 {"before", make_day(2025, 1, 1)},
                                 {"granted_on", make_day(2026, 7, 1)}});
  EXPECT_EQ(told(result), (Told{"granted_on: 发放日期不能晚于今天。"}));
}

TEST_F(ValidationTest, RefusesAValueOfAnotherType) {
  EXPECT_EQ(told(judge({}, {{"girl", std::string("seven")}})).front(), "girl: 这一项的写法不对。");
}

TEST_F(ValidationTest, NamesWhatStandsTwice) {
  const Ledger& grant = *loaded_.catalogue->ledger("grant");
  EXPECT_EQ(duplicate_message(grant, "girl").zh, "女童和学年相同的已登记过，不能重复登记。");
  EXPECT_EQ(duplicate_message(grant, "amount").en, "This amount is on record already.");
}

}  // namespace
}  // namespace niangjia::catalog
