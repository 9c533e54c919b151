#include "formats/xls_reader.hpp"

#include <gtest/gtest.h>

#include "ole_file.hpp"

namespace niangjia::formats {
namespace {

using testing::xls_file;
using testing::xls_record;

// Bytes, also those that are 0.
template <std::size_t Size>
std::string bytes(const char (&literal)[Size]) {
  return std::string(literal, Size - 1);
}

std::string rows_of(const std::string& file) {
  auto reader = XlsReader::open(file);
  if (!reader) return reader.error().message;
  std::string all;
  const auto merged = reader->read_sheet(0, [&](const ReadRow& row) -> Status {
    all += std::to_string(row.number) + ":";
    for (const ReadCell& cell : row.cells) all += " " + column_name(cell.column) + "=" + cell.text;
    all += "\n";
    return Done{};
  });
  return merged ? all : all + merged.error().message;
}

TEST(XlsReaderTest, SharedStringsMayRunOnIntoTheNextRecord) {
  // Two strings: "ab" + "妇" (the width changes at the break), then a rich one with one run of
  // formatting.
  const std::string strings = xls_record(0xFC, bytes("\2\0\0\0\2\0\0\0\3\0\0ab")) +
                              xls_record(0x3C, bytes("\1\x87\x59\2\0\x08\1\0xy\0\0\0\0"));
  EXPECT_EQ(rows_of(xls_file({}, strings,
                             xls_record(0xFD, bytes("\0\0\0\0\0\0\0\0\0\0")) +
                                 xls_record(0xFD, bytes("\0\0\1\0\0\0\1\0\0\0")))),
            "1: A=ab妇 B=xy\n");
}

TEST(XlsReaderTest, CharactersMayBeginInTheNextRecord) {
  const std::string strings =
      xls_record(0xFC, bytes("\1\0\0\0\1\0\0\0\2\0\0")) + xls_record(0x3C, bytes("\0ab"));
  EXPECT_EQ(rows_of(xls_file({}, strings, xls_record(0xFD, bytes("\0\0\0\0\0\0\0\0\0\0")))),
            "1: A=ab\n");
}

TEST(XlsReaderTest, PackedNumbersFormulasAndErrorsAreRead) {
  const std::string cells =
      // 1, 12.34 and -5 in one record
      xls_record(0xBD, bytes("\0\0\0\0\0\0\0\0\xF0\x3F\0\0\x4B\x13\0\0\0\0\xEE\xFF\xFF\xFF\2\0")) +
      xls_record(0x06, bytes("\1\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF")) +
      xls_record(0x207, bytes("\1\0\1\x32\x75")) +
      xls_record(0x06, bytes("\1\0\1\0\0\0\0\0\0\0\0\0\x29\x40")) +
      xls_record(0x205, bytes("\1\0\2\0\0\0\1\0")) + xls_record(0x205, bytes("\1\0\3\0\0\0\x07\1"));
  EXPECT_EQ(rows_of(xls_file({}, "", cells)),
            "1: A=1 B=12.34 C=-5\n2: A=甲 B=12.5 C=TRUE D=#DIV/0!\n");
}

TEST(XlsReaderTest, MergedRangesAreListed) {
  auto reader = XlsReader::open(
      xls_file({{0, 0, 1, u""}}, "", xls_record(0xE5, bytes("\1\0\0\0\1\0\0\0\2\0"))));
  ASSERT_TRUE(reader);
  const auto merged = reader->read_sheet(0, [](const ReadRow&) -> Status { return Done{}; });
  ASSERT_TRUE(merged);
  ASSERT_EQ(merged->size(), 1u);
  EXPECT_EQ(merged->front().first_row, 1);
  EXPECT_EQ(merged->front().last_row, 2);
  EXPECT_EQ(merged->front().last_column, 2);
}

TEST(XlsReaderTest, PasswordsAndFaultsAreNamed) {
  EXPECT_EQ(rows_of(xls_file({}, xls_record(0x2F, bytes("\0\0")))), "xls with a password");
  EXPECT_EQ(rows_of(xls_file({}, "", xls_record(0xFD, bytes("\4\0\2\0\0\0\7\0\0\0")))),
            "表一!C5: there is no shared string");
  EXPECT_EQ(rows_of(xls_file({{3, 0, 1, u""}, {1, 0, 1, u""}})),
            "4: A=1\n表一 row 2: out of order");
  EXPECT_EQ(rows_of(testing::ole_file("Book", "")), "xls: no workbook of Excel 97 or later");
}

}  // namespace
}  // namespace niangjia::formats
