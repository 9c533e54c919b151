#include "formats/csv.hpp"

#include <gtest/gtest.h>

namespace niangjia::formats {
namespace {

std::string read(std::string_view bytes) {
  std::string all;
  const Status status = read_csv(bytes, [&](const CsvRow& row) -> Status {
    all += std::to_string(row.line);
    for (const std::string& cell : row.cells) all += "[" + cell + "]";
    all += " ";
    return Done{};
  });
  return status ? all : all + status.error().message;
}

TEST(CsvTest, QuotesBreaksAndBlankLines) {
  EXPECT_EQ(read("\xEF\xBB\xBF姓名,事由\r\n\r\n\"周,样例\",\"一\r\n二 \"\"三\"\"\"\r\n甲,"),
            "1[姓名][事由] 3[周,样例][一\r\n二 \"三\"] 5[甲][] ");
}

TEST(CsvTest, SeparatorsAreDetected) {
  EXPECT_EQ(read("a;b;c,d\n1;2;3"), "1[a][b][c,d] 2[1][2][3] ");
  EXPECT_EQ(read("a\tb\n"), "1[a][b] ");
  EXPECT_EQ(read("\"a,b,c\";d\n"), "1[a,b,c][d] ");
  EXPECT_EQ(read("sep=;\na,b;c\n"), "2[a,b][c] ");
}

TEST(CsvTest, ChineseEncodingIsDetected) { EXPECT_EQ(read("\xB8\xBE\xC1\xAA,1\n"), "1[妇联][1] "); }

TEST(CsvTest, FaultsNameTheLine) {
  EXPECT_EQ(read("a\n\"b\nc"), "1[a] csv line 2: a quoted cell never ends");
  EXPECT_EQ(read("a\n\"b\"c\n"), "1[a] csv line 2: text behind a closing quote");
}

TEST(CsvTest, WriterIsSafeAndReadBack) {
  CsvWriter writer;
  const std::vector<std::string> cells{"=1+1",   "+86",       "-x",     "@a", "\tb",
                                       "-12.50", "周,\"样\"", "一\n二", ""};
  writer.add_row(cells);
  const std::string text = writer.take();
  EXPECT_EQ(text,
            "\xEF\xBB\xBF'=1+1,'+86,'-x,'@a,\"'\tb\",-12.50,\"周,\"\"样\"\"\",\"一\n二\",\r\n");
  EXPECT_EQ(read(text), "1[=1+1][+86][-x][@a][\tb][-12.50][周,\"样\"][一\n二][] ");
}

TEST(CsvTest, WriterHandsOutPiecesWithOneMark) {
  CsvWriter writer;
  const std::vector<std::string> row{"a"}, empty{""};
  writer.add_row(row);
  EXPECT_EQ(writer.take(),
            "\xEF\xBB\xBF"
            "a\r\n");
  writer.add_row(empty);
  EXPECT_EQ(writer.take(), "\"\"\r\n");
}

}  // namespace
}  // namespace niangjia::formats
