#include "formats/xlsx_writer.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "formats/archive.hpp"
#include "formats/table.hpp"

namespace niangjia::formats {
namespace {

SheetLayout ledger() {
  return {.name = "走访",
          .title = "走访台账",
          .subtitle_left = "单位：石桥镇妇联",
          .subtitle_right = "2026年1月至3月",
          .columns = {{.title = "姓名"},
                      {.title = "日期", .kind = ColumnKind::date},
                      {.title = "金额", .kind = ColumnKind::money},
                      {.title = "人数", .kind = ColumnKind::integer},
                      {.title = "比例", .kind = ColumnKind::decimal}},
          .signatures = {"制表人", "审核人", "日期"}};
}

std::string written(const SheetLayout& layout, const std::vector<std::vector<SheetCell>>& rows) {
  auto writer = XlsxWriter::create();
  EXPECT_TRUE(writer);
  EXPECT_TRUE(writer->begin_sheet(layout));
  for (const auto& row : rows) EXPECT_TRUE(writer->add_row(row));
  auto bytes = writer->finish();
  EXPECT_TRUE(bytes) << bytes.error().message;
  return bytes.value_or("");
}

Table read_back(const std::string& bytes) {
  auto table = read_table("a.xlsx", bytes);
  EXPECT_TRUE(table) << table.error().message;
  return table.value_or(Table{});
}

std::string part(const std::string& bytes, const std::string& name) {
  auto archive = Archive::open(bytes);
  EXPECT_TRUE(archive);
  std::string text;
  EXPECT_TRUE(archive->read(name, [&](std::string_view chunk) -> Status {
    text += chunk;
    return Done{};
  })) << name;
  return text;
}

// The cells of one written text column.
std::vector<std::string> texts_back(const std::vector<std::string>& texts) {
  std::vector<std::vector<SheetCell>> rows;
  for (const std::string& text : texts) rows.push_back({{text}});
  const Table table = read_back(written({.name = "a", .columns = {{.title = "文"}}}, rows));
  std::vector<std::string> back;
  for (std::size_t i = 1; i < table.sheets[0].rows.size(); ++i) {
    const TableCell& cell = table.sheets[0].rows[i].cells[0];
    EXPECT_EQ(cell.kind, CellKind::text);
    back.push_back(cell.text);
  }
  return back;
}

TEST(XlsxWriterTest, LedgerComesBackWithTypesAndFrame) {
  const Table table = read_back(written(ledger(), {{{std::string("周样例")},
                                                    {make_day(2026, 3, 8)},
                                                    {Money{123456}},
                                                    {std::int64_t{12}},
                                                    {0.1}}}));
  ASSERT_EQ(table.sheets.size(), 1u);
  const auto& rows = table.sheets[0].rows;
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[0].cells[0].text, "走访台账");
  EXPECT_EQ(rows[1].cells[0].text, "单位：石桥镇妇联");
  EXPECT_EQ(rows[1].cells[3].text, "2026年1月至3月");
  EXPECT_EQ(rows[2].cells[4].text, "比例");
  EXPECT_EQ(rows[3].cells[0].text, "周样例");
  EXPECT_EQ(rows[3].cells[1].kind, CellKind::date);
  EXPECT_EQ(rows[3].cells[1].text, "2026-03-08");
  EXPECT_EQ(rows[3].cells[2].text, "1234.56");
  EXPECT_EQ(rows[3].cells[3].text, "12");
  EXPECT_EQ(rows[3].cells[4].text, "0.1");
  EXPECT_EQ(rows[4].cells[0].text.substr(0, std::string("制表人：").size()), "制表人：");
  EXPECT_EQ(table.sheets[0].merged.size(), 4u);
}

TEST(XlsxWriterTest, TextNeverBecomesAFormula) {
  const std::vector<std::string> dangerous{"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0"};
  EXPECT_EQ(texts_back(dangerous), dangerous);
  std::vector<std::vector<SheetCell>> rows;
  for (const std::string& text : dangerous) rows.push_back({{text}});
  const std::string sheet =
      part(written({.name = "a", .columns = {{.title = "文"}}}, rows), "xl/worksheets/sheet1.xml");
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
}

TEST(XlsxWriterTest, OddCharactersAreCleanedOrKept) {
  EXPECT_EQ(texts_back({std::string("a\x01\x0B") + "b", "一\r\n二", "_x0041_", "<&>\"'", "坏\xFF字",
                        " 空 ", "😀"}),
            (std::vector<std::string>{"ab", "一\n二", "_x0041_", "<&>\"'", "坏\xEF\xBF\xBD字",
                                      " 空 ", "😀"}));
}

TEST(XlsxWriterTest, WhatASheetCannotShowIsKeptAsText) {
  const SheetLayout layout{.name = "a",
                           .columns = {{.title = "数"}, {.title = "日"}, {.title = "空"}}};
  const Table table =
      read_back(written(layout, {{{std::int64_t{330102199001011234}}, {make_day(1900, 1, 5)}, {}},
                                 {{std::numeric_limits<double>::infinity()}, {Money{-5}}}}));
  const auto& rows = table.sheets[0].rows;
  EXPECT_EQ(rows[1].cells[0].kind, CellKind::text);
  EXPECT_EQ(rows[1].cells[0].text, "330102199001011234");
  EXPECT_EQ(rows[1].cells[1].text, "1900-01-05");
  EXPECT_EQ(rows[1].cells.size(), 2u);
  EXPECT_EQ(rows[2].cells[0].kind, CellKind::empty);
  EXPECT_EQ(rows[2].cells[1].text, "-0.05");
}

TEST(XlsxWriterTest, TooLongTextIsCutAndSaysSo) {
  const std::string bytes =
      written({.name = "a", .columns = {{.title = "文"}}}, {{{std::string(40'000, 'x')}}});
  EXPECT_EQ(read_back(bytes).sheets[0].rows[1].cells[0].text, std::string(32'766, 'x') + "…");
  EXPECT_NE(part(bytes, "xl/comments1.xml").find("一格放不下全文"), std::string::npos);
}

TEST(XlsxWriterTest, PagesAreSetUpForPrinting) {
  SheetLayout layout = ledger();
  layout.orientation = PageOrientation::landscape;
  const std::string bytes = written(layout, {{{std::string("甲")}}});
  const std::string sheet = part(bytes, "xl/worksheets/sheet1.xml");
  for (const char* wanted : {"paperSize=\"9\"", "orientation=\"landscape\"", "fitToHeight=\"0\"",
                             "&amp;C第&amp;P页 共&amp;N页", "<pane ySplit=\"3\""}) {
    EXPECT_NE(sheet.find(wanted), std::string::npos) << wanted;
  }
  EXPECT_NE(
      part(bytes, "xl/workbook.xml").find("_xlnm.Print_Titles\" localSheetId=\"0\">'走访'!$1:$3<"),
      std::string::npos);
}

TEST(XlsxWriterTest, NotesMarkCellsAndChoicesAreOffered) {
  const SheetLayout layout{
      .name = "模板",
      .columns = {{.title = "类别", .choices = {"维权,来访", "关爱"}, .note = "选一项"},
                  {.title = "人"}}};
  const std::string bytes =
      written(layout, {{{std::string("关爱")}, {std::string("周"), "请写全名。"}}});
  const std::string notes = part(bytes, "xl/comments1.xml");
  EXPECT_NE(notes.find("选一项"), std::string::npos);
  EXPECT_NE(notes.find("请写全名。"), std::string::npos);
  EXPECT_NE(part(bytes, "xl/worksheets/sheet1.xml").find("<formula1>'_选项'!$A$1:$A$2</formula1>"),
            std::string::npos);
  const Table table = read_back(bytes);
  ASSERT_EQ(table.sheets.size(), 2u);
  EXPECT_TRUE(table.sheets[1].hidden);
  EXPECT_EQ(table.sheets[1].rows[0].cells[0].text, "维权,来访");
}

TEST(XlsxWriterTest, SeveralSheetsWithNamesThatTabsCanHave) {
  auto writer = XlsxWriter::create();
  ASSERT_TRUE(writer);
  const auto named = [](std::string name) {
    return SheetLayout{.name = std::move(name), .columns = {{.title = "甲"}}};
  };
  EXPECT_TRUE(writer->begin_sheet(named("一/二")));
  EXPECT_TRUE(writer->begin_sheet(named(std::string(50, 'a'))));
  EXPECT_FALSE(writer->begin_sheet(named("一/二")));
  EXPECT_FALSE(writer->begin_sheet(named("_选项")));
  EXPECT_FALSE(writer->begin_sheet(named("")));
  EXPECT_FALSE(writer->begin_sheet({.name = "空"}));
}

TEST(XlsxWriterTest, MisuseIsRefused) {
  auto writer = XlsxWriter::create();
  ASSERT_TRUE(writer);
  EXPECT_FALSE(XlsxWriter::create()->finish());
  ASSERT_TRUE(writer->begin_sheet({.name = "a", .columns = {{.title = "甲"}}}));
  const std::vector<SheetCell> two(2);
  EXPECT_FALSE(writer->add_row(two));
}

}  // namespace
}  // namespace niangjia::formats
