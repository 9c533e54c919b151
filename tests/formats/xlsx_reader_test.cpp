#include "formats/xlsx_reader.hpp"

#include <gtest/gtest.h>

#include "zip_file.hpp"

namespace niangjia::formats {
namespace {

using testing::WorkbookParts;
using testing::xlsx_file;

std::string word_for(CellKind kind) {
  switch (kind) {
    case CellKind::empty:
      return "empty";
    case CellKind::text:
      return "text";
    case CellKind::number:
      return "number";
    case CellKind::rounded:
      return "rounded";
    case CellKind::date:
      return "date";
    case CellKind::boolean:
      return "boolean";
    case CellKind::error:
      return "error";
  }
  return "";
}

// "1: A text 妇联 | C number 2.5" for each row.
std::string rows_of(const std::string& bytes, std::size_t sheet = 0) {
  auto reader = XlsxReader::open(bytes);
  if (!reader) return reader.error().message;
  std::string all;
  const auto merged = reader->read_sheet(sheet, [&](const ReadRow& row) -> Status {
    all += std::to_string(row.number) + ":";
    for (const ReadCell& cell : row.cells) {
      all += " " + column_name(cell.column) + " " + word_for(cell.kind) + " " + cell.text + " |";
    }
    all += "\n";
    return Done{};
  });
  return merged ? all : all + merged.error().message;
}

std::string sheet(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }

TEST(XlsxReaderTest, EveryKindOfCellIsRead) {
  const std::string bytes = xlsx_file(
      {.sheets = {sheet(
           "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
           "<c r=\"D1\" t=\"inlineStr\"><is><t>内</t></is></c><c r=\"E1\" s=\"1\"/></row>"
           "<row r=\"4\"><c r=\"A4\"><v>0.1</v></c><c r=\"B4\" t=\"b\"><v>1</v></c>"
           "<c r=\"C4\"><f>1+1</f><v>2</v></c><c r=\"D4\" t=\"str\"><f>X</f><v>甲</v></c>"
           "<c r=\"E4\" t=\"e\"><v>#N/A</v></c></row>")},
       .shared_strings =
           "<si><t>妇_x000A_联_x005F_x0041_</t></si><si><r><t>困难</t></r><r><t>家庭</t></r>"
           "<rPh sb=\"0\" eb=\"1\"><t>kunnan</t></rPh></si>"});
  EXPECT_EQ(rows_of(bytes),
            "1: A text 妇\n联_x0041_ | B text 困难家庭 | D text 内 |\n"
            "4: A number 0.1 | B boolean TRUE | C number 2 | D text 甲 | E error #N/A |\n");
}

TEST(XlsxReaderTest, PlacesMayBeLeftOut) {
  EXPECT_EQ(rows_of(xlsx_file(
                {.sheets = {sheet(
                     "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")}})),
            "1: A number 1 | B number 2 |\n2: A number 3 |\n");
}

TEST(XlsxReaderTest, DatesAreToldByTheirFormat) {
  const WorkbookParts parts{
      .sheets = {sheet(
          "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46089</v></c><c r=\"B1\" "
          "s=\"2\"><v>46089.395833333336</v></c>"
          "<c r=\"C1\" s=\"3\"><v>0.75</v></c><c r=\"D1\" s=\"4\"><v>12</v></c>"
          "<c r=\"E1\" s=\"0\"><v>46089</v></c><c r=\"F1\" s=\"5\"><v>1</v></c></row>")},
      .styles =
          "<numFmts><numFmt numFmtId=\"176\" "
          "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
          "<numFmt numFmtId=\"177\" formatCode=\"0.00&quot;d&quot;\"/></numFmts>"
          "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
          "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf "
          "numFmtId=\"20\"/>"
          "<xf numFmtId=\"177\"/><xf numFmtId=\"57\"/></cellXfs>"};
  EXPECT_EQ(rows_of(xlsx_file(parts)),
            "1: A date 2026-03-08 | B date 2026-03-08 09:30 | C date 18:00 | D number 12 | E "
            "number 46089 | "
            "F date 1900-01-01 |\n");
  WorkbookParts mac = parts;
  mac.workbook_properties = "<workbookPr date1904=\"1\"/>";
  mac.sheets = {sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44627</v></c></row>")};
  EXPECT_EQ(rows_of(xlsx_file(mac)), "1: A date 2026-03-08 |\n");
}

TEST(XlsxReaderTest, FormatCodesAreTakenApartProperly) {
  for (const char* code :
       {"yyyy-mm-dd", "m月d日", "[$-804]yyyy\"年\"m\"月\"", "h:mm AM/PM", "mm:ss.0", "d"}) {
    EXPECT_TRUE(is_date_format(code)) << code;
  }
  for (const char* code :
       {"General", "0.00E+00", "[Red]#,##0", "0\\d", "#,##0_m", "\"第\"0\"月\"", "@", "[h]"}) {
    EXPECT_FALSE(is_date_format(code)) << code;
  }
}

TEST(XlsxReaderTest, DayThatNeverWasStaysANumber) {
  EXPECT_EQ(date_text(59, DateSystem::from_1900), "1900-02-28");
  EXPECT_EQ(date_text(60, DateSystem::from_1900), std::nullopt);
  EXPECT_EQ(date_text(61, DateSystem::from_1900), "1900-03-01");
  EXPECT_EQ(date_text(-1, DateSystem::from_1900), std::nullopt);
  EXPECT_EQ(date_text(1e300, DateSystem::from_1900), std::nullopt);
}

TEST(XlsxReaderTest, LongNumbersKeepTheirDigitsOrAreMarked) {
  EXPECT_EQ(
      rows_of(xlsx_file({.sheets = {sheet("<row r=\"1\"><c r=\"A1\"><v>13800001234</v></c>"
                                          "<c r=\"B1\"><v>3.30102199001011E+17</v></c></row>")}})),
      "1: A number 13800001234 | B rounded 330102199001011000 |\n");
}

TEST(XlsxReaderTest, SheetsAndMergedRangesAreListed) {
  const std::string bytes = xlsx_file(
      {.sheets = {
           sheet("") + "<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"??\"/></mergeCells>",
           sheet("")}});
  auto reader = XlsxReader::open(bytes);
  ASSERT_TRUE(reader);
  ASSERT_EQ(reader->sheets().size(), 2u);
  EXPECT_EQ(reader->sheets()[0].name, "工作表1");
  EXPECT_FALSE(reader->sheets()[0].hidden);
  EXPECT_TRUE(reader->sheets()[1].hidden);
  const auto merged = reader->read_sheet(0, [](const ReadRow&) -> Status { return Done{}; });
  ASSERT_TRUE(merged);
  ASSERT_EQ(merged->size(), 1u);
  EXPECT_EQ(merged->front().last_row, 2);
  EXPECT_EQ(merged->front().last_column, 2);
}

TEST(XlsxReaderTest, FaultsNameSheetAndCell) {
  EXPECT_EQ(rows_of(xlsx_file(
                {.sheets = {sheet("<row r=\"12\"><c r=\"C12\" t=\"s\"><v>7</v></c></row>")}})),
            "工作表1!C12: there is no shared string 7");
  EXPECT_EQ(
      rows_of(xlsx_file({.sheets = {sheet("<row r=\"2\"><c r=\"B2\"><v>eins</v></c></row>")}})),
      "工作表1!B2: 'eins' is not a number");
  EXPECT_NE(rows_of(xlsx_file({.sheets = {sheet("<row r=\"2\"><c r=\"B2\"><v>1</x>")}}))
                .find("工作表1!B2: xl/worksheets"),
            std::string::npos);
  EXPECT_NE(
      rows_of(xlsx_file({.sheets = {sheet("<row r=\"2\"/><row r=\"2\"/>")}})).find("out of order"),
      std::string::npos);
}

TEST(XlsxReaderTest, CallersErrorComesBackUnchanged) {
  const std::string bytes =
      xlsx_file({.sheets = {sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")}});
  auto reader = XlsxReader::open(bytes);
  ASSERT_TRUE(reader);
  const auto result = reader->read_sheet(
      0, [](const ReadRow&) -> Status { return fail(ErrorCode::conflict, "enough", "够了"); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::conflict);
  EXPECT_EQ(result.error().message, "enough");
}

TEST(XlsxReaderTest, SharedStringsAreBounded) {
  const std::string bytes = xlsx_file(
      {.sheets = {sheet("")}, .shared_strings = "<si><t>" + std::string(5000, 'a') + "</t></si>"});
  const auto reader = XlsxReader::open(bytes, {.shared_string_bytes = 1000});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace niangjia::formats
