// A ledger leaves as a workbook and comes back as one.
#include "formats/table.hpp"
#include "ledger/export.hpp"
#include "ledger/import.hpp"
#include "ledger/workshop.hpp"

namespace niangjia::ledger {
namespace {

class ExchangeTest : public Workshop {
 protected:
  void SetUp() override {
    Workshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", county_a_}});
  }
  std::string leaves(const ExportRequest& request, const Actor& who) {
    auto bytes = export_entries(services(), who, table(), request, db::default_deadline());
    EXPECT_TRUE(bytes) << words(bytes.error());
    return bytes ? *bytes : std::string();
  }
  ImportReport arrives(std::string_view name, std::string_view bytes, bool dry_run = true,
                       const Actor* who = nullptr) {
    auto report = import_entries(services(), who ? *who : keeper_, table(),
                                 {name, bytes, {}, dry_run}, db::default_deadline());
    EXPECT_TRUE(report) << words(report.error());
    return report ? *report : ImportReport{};
  }

  Actor keeper_;
};
NJ_ON_BOTH_STORES(ExchangeTest);

TEST_P(ExchangeTest, NoCellOfACsvFileIsAFormula) {
  for (const char* text : {"=1+2", "+86", "-x", "@SUM(A1)"})
    written(keeper_, {}, {{"remark", std::string(text)}});
  const std::string csv = leaves({{}, ExportFormat::csv, {}, false}, keeper_);
  for (const char* text : {"'=1+2", "'+86", "'-x", "'@SUM(A1)"})
    EXPECT_NE(csv.find(text), std::string::npos) << csv;
  for (const char* text : {",=1", ",+8", ",-x", ",@S"})
    EXPECT_EQ(csv.find(text), std::string::npos) << csv;
}

TEST_P(ExchangeTest, CoveredValuesLeaveOnDemandWithAPurposeAndALine) {
  written(keeper_, {}, {{"name", std::string("林小满")}, {"story", std::string("深藏之事")}});
  const std::string covered = leaves({{}, ExportFormat::csv, {}, false}, keeper_);
  EXPECT_EQ(covered.find("林小满"), std::string::npos);
  EXPECT_NE(covered.find("林*满"), std::string::npos);
  EXPECT_EQ(covered.find("深藏之事"), std::string::npos);
  const auto without = export_entries(services(), keeper_, table(),
                                      {{}, ExportFormat::csv, " ", true}, db::default_deadline());
  ASSERT_FALSE(without);
  EXPECT_TRUE(without.error().fields.contains("purpose"));
  EXPECT_NE(leaves({{}, ExportFormat::csv, "检查", true}, keeper_).find("林小满"),
            std::string::npos);
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'exported'"), 2);
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'exported' AND reason = '检查'"), 1);
}

TEST_P(ExchangeTest, AnExportedWorkbookCanBeImported) {
  const std::int64_t member =
      written(keeper_, {}, {{"name", std::string("王晓")}}, "member").id.value;
  (void)member;
  written(keeper_, {},
          {{"held_on", make_day(2026, 2, 3)},
           {"kind", std::string("law")},
           {"urgent", true},
           {"score", std::int64_t{7}},
           {"amount", std::int64_t{12050}},
           {"remark", std::string("=不是公式")},
           {"name", std::string("林小满")}});
  written(keeper_, {}, {{"held_on", make_day(2026, 2, 4)}, {"kind", std::string("care")}});
  for (const bool english : {false, true}) {
    const Actor who = actor(1, {{"keeper", county_a_}}, english);
    ListQuery query;
    query.sort = "held_on";
    const std::string book = leaves({query, ExportFormat::xlsx, "备份", true}, who);
    const ImportReport report = arrives("a.xlsx", book);
    EXPECT_EQ(report.right, 2) << english;
    EXPECT_EQ(report.refused, 0) << english;
    for (const auto& fault : report.faults)
      ADD_FAILURE() << fault.row << fault.heading << fault.message;
    EXPECT_EQ(listed(keeper_, {}).size(), 2u) << "a dry run writes nothing";
  }
  const std::string book = leaves({{}, ExportFormat::xlsx, "备份", true}, keeper_);
  const ImportReport real = arrives("a.xlsx", book, false);
  EXPECT_NE(real.batch, 0);
  ListQuery law;
  law.filter = "kind == 'law' && score == 7 && amount == 120.50 && urgent";
  EXPECT_EQ(listed(keeper_, law).size(), 2u);
  EXPECT_EQ(found(keeper_, "林小满").size(), 2u);
}

TEST_P(ExchangeTest, HeadingsMayCarryUnitsStarsAndNotesAboveAndSignersBelow) {
  const std::string csv =
      "填表说明：每人一行,,,\n单位：青禾县妇联,,,\n"
      "日期*,类别 ,金额（元）,分数（0-100）,备注,没有的栏\n"
      "2026年2月3日,法律,\"1,200.00\",5,甲,x\n"
      ",,,,,\n"
      "2026/2/4,茶话,20,5,乙,x\n"
      "2026-02-05,关爱,2,300,丙,x\n"
      "2026-02-06,关爱,300000,3,丁,x\n"
      "制表人：,,审核人：,,,\n";
  const ImportReport report = arrives("一月.csv", csv);
  EXPECT_EQ(report.right, 1);
  EXPECT_EQ(report.warned, 1);
  EXPECT_EQ(report.refused, 2);
  ASSERT_EQ(report.columns.size(), 6u);
  EXPECT_EQ(report.columns[2].field->key, "amount");
  EXPECT_EQ(report.columns[3].field->key, "score");
  EXPECT_EQ(report.columns[5].field, nullptr);
  ASSERT_EQ(report.faults.size(), 3u);
  EXPECT_EQ(report.faults[0].row, 6);
  EXPECT_EQ(report.faults[0].field, "kind");
  EXPECT_EQ(report.faults[1].row, 7);
  EXPECT_EQ(report.faults[1].field, "score");
  EXPECT_TRUE(report.faults[2].warning);

  const auto sheet = import_error_sheet(services(), keeper_, table(), {"一月.csv", csv, {}, true});
  ASSERT_TRUE(sheet) << words(sheet.error());
  const auto marked = formats::read_table("a.xlsx", *sheet);
  ASSERT_TRUE(marked);
  ASSERT_EQ(marked->sheets.front().rows.size(), 4u);  // headings and the three rows
  EXPECT_EQ(marked->sheets.front().rows[1].cells.back().text.substr(0, 8), "第6行 ");
}

TEST_P(ExchangeTest, ARefusedFileSaysWhatToDo) {
  for (const auto& [name, bytes] :
       std::vector<std::pair<std::string, std::string>>{{"a.csv", "姓,名\n1,2\n"},
                                                        {"a.csv", ""},
                                                        {"a.xlsx", "no zip"},
                                                        {"a.pdf", "%PDF"},
                                                        {"a.csv", "\"open"}}) {
    const auto report = import_entries(services(), keeper_, table(), {name, bytes, {}, true},
                                       db::default_deadline());
    ASSERT_FALSE(report) << name << bytes;
    EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
    EXPECT_FALSE(report.error().detail.empty()) << report.error().message;
  }
  const Actor worker = actor(2, {{"worker", community_a11_}});
  EXPECT_EQ(import_entries(services(), worker, table(), {"a.csv", "日期\n", {}, true},
                           db::default_deadline())
                .error()
                .code,
            ErrorCode::forbidden);
}

TEST_P(ExchangeTest, AnImportIsUndoneWholeAndOnceByItsWriter) {
  const std::string csv =
      "日期,类别,档案号\n2026-02-03,法律,A-1\n2026-02-04,关爱,A-1\n2026-02-05,关爱,A-2\n2026-02-06,"
      "关爱,A-3\n";
  const ImportReport report = arrives("a.csv", csv, false);
  EXPECT_EQ(report.right, 3);
  EXPECT_EQ(report.refused, 1);
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0].field, "code");
  EXPECT_EQ(report.faults[0].row, 3);
  ListQuery last;
  last.filter = "code == 'A-3'";
  last.sort = "held_on";
  const EntryId changed = listed(keeper_, {}).front();
  ASSERT_TRUE(entries().revise(keeper_, table(), {changed, 1, {{"score", std::int64_t{9}}}, {}}));
  EXPECT_EQ(undo_batch(services(), actor(5, {{"keeper", county_a_}}), report.batch).error().code,
            ErrorCode::not_found);
  const auto undone = undo_batch(services(), keeper_, report.batch);
  ASSERT_TRUE(undone) << words(undone.error());
  EXPECT_EQ(*undone, 2);
  EXPECT_EQ(listed(keeper_, {}), std::vector{changed}) << "what somebody changed since stays";
  EXPECT_EQ(undo_batch(services(), keeper_, report.batch).error().code, ErrorCode::conflict);
  EXPECT_EQ(arrives("a.csv", csv, false).right, 2)
      << "the values are free again, but for the one that stayed";
}

TEST_P(ExchangeTest, TheTemplateHoldsTheHeadingsOfAnImport) {
  const auto bytes = import_template(table().definition());
  ASSERT_TRUE(bytes);
  const auto read = formats::read_table("a.xlsx", *bytes);
  ASSERT_TRUE(read);
  std::vector<std::string> headings;
  for (const auto& cell : read->sheets.front().rows.front().cells) headings.push_back(cell.text);
  EXPECT_NE(std::find(headings.begin(), headings.end(), "日期"), headings.end());
  EXPECT_EQ(std::find(headings.begin(), headings.end(), "两倍"), headings.end())
      << "nobody types what is computed";
}

}  // namespace
}  // namespace niangjia::ledger
