#include "formats/table.hpp"

#include <gtest/gtest.h>

#include "ole_file.hpp"
#include "zip_file.hpp"

namespace niangjia::formats {
namespace {

using testing::xls_file;
using testing::xlsx_file;

Error error_of(std::string_view name, std::string_view bytes, const TableLimits& limits = {}) {
  const auto table = read_table(name, bytes, limits);
  EXPECT_FALSE(table.has_value());
  return table ? Error{} : table.error();
}

const char* const kTwoRows =
    "<sheetData><row r=\"1\"><c r=\"B1\"><v>1</v></c></row><row r=\"2\"/><row r=\"3\"><c "
    "r=\"A3\"><v>2</v></c></row></sheetData>";

TEST(TableTest, WorkbookBecomesRowsWithGapsFilled) {
  const auto table = read_table("表.XLSX", xlsx_file({.sheets = {kTwoRows}}));
  ASSERT_TRUE(table) << table.error().message;
  const auto& rows = table->sheets[0].rows;
  ASSERT_EQ(rows.size(), 2u);
  ASSERT_EQ(rows[0].cells.size(), 2u);
  EXPECT_EQ(rows[0].cells[0].kind, CellKind::empty);
  EXPECT_EQ(rows[0].cells[1].text, "1");
  EXPECT_EQ(rows[1].number, 3);
}

TEST(TableTest, CommaSeparatedTextBecomesOneSheet) {
  const auto table = read_table("表.csv", "姓名,日期\n\n周样例,2026-03-08\n");
  ASSERT_TRUE(table);
  ASSERT_EQ(table->sheets.size(), 1u);
  ASSERT_EQ(table->sheets[0].rows.size(), 2u);
  EXPECT_EQ(table->sheets[0].rows[1].number, 3);
  EXPECT_EQ(table->sheets[0].rows[1].cells[1].text, "2026-03-08");
  EXPECT_EQ(table->sheets[0].rows[1].cells[1].kind, CellKind::text);
}

TEST(TableTest, OldWorkbooksAreReadWithDates) {
  const auto table = read_table("表.xls", xls_file({{0, 0, 0, u"姓名"},
                                                    {0, 1, 0, u"日期"},
                                                    {1, 0, 0, u"周样例"},
                                                    {1, 1, 46089, u"", 1},
                                                    {2, 0, 12.5, u""}}));
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->sheets.size(), 1u);
  EXPECT_EQ(table->sheets[0].name, "表一");
  const auto& rows = table->sheets[0].rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].cells[1].text, "日期");
  EXPECT_EQ(rows[1].cells[0].text, "周样例");
  EXPECT_EQ(rows[1].cells[1].kind, CellKind::date);
  EXPECT_EQ(rows[1].cells[1].text, "2026-03-08");
  EXPECT_EQ(rows[2].cells[0].text, "12.5");
}

TEST(TableTest, LimitsAreKeptAndNamed) {
  const std::string bytes = xlsx_file({.sheets = {kTwoRows}});
  EXPECT_EQ(error_of("a.xlsx", bytes, {.rows = 1}).detail,
            "工作表1第3行起超过1行，请分成几个文件再试。");
  EXPECT_EQ(error_of("a.xlsx", bytes, {.columns = 1}).code, ErrorCode::too_large);
  EXPECT_EQ(error_of("a.xlsx", bytes, {.cells = 2}).code, ErrorCode::too_large);
  EXPECT_EQ(error_of("a.xlsx", bytes, {.bytes = 10}).code, ErrorCode::too_large);
}

TEST(TableTest, WrongEndingsAreNamed) {
  const std::string xlsx = xlsx_file({.sheets = {kTwoRows}}), xls = xls_file({{0, 0, 1, u""}});
  EXPECT_EQ(error_of("a.xls", xlsx).detail, "这个文件其实是.xlsx，请把文件名的结尾改成.xlsx再试。");
  EXPECT_EQ(error_of("a.xlsx", xls).code, ErrorCode::invalid_argument);
  EXPECT_EQ(error_of("a.csv", xls).code, ErrorCode::invalid_argument);
  EXPECT_EQ(error_of("a.ods", xlsx).detail, "只能读.xlsx、.xls和.csv表格。");
  EXPECT_EQ(error_of("a.xls", std::string_view(xls).substr(0, 700)).code,
            ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace niangjia::formats
