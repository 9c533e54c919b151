// Makes .doc and .xls files: a compound file (MS-CFB) with one stream.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace niangjia::formats::testing {

// A compound file that holds `content` as the stream `name`.
std::string ole_file(const std::string& name, const std::string& content);

// A Word 97 document with this text in one piece; "\r" ends a paragraph.
std::string doc_file(const std::u16string& text);

// One cell of an .xls sheet: a number, or text when `text` is not empty.
struct XlsCell {
  std::uint16_t row, column;
  double number;
  std::u16string text;
  std::uint16_t style = 0;  // 1 shows a date
};
// An Excel 97 workbook with one sheet called 表一; more records may go before the list of sheets
// and behind the cells.
std::string xls_file(const std::vector<XlsCell>& cells, const std::string& globals = "",
                     const std::string& behind_cells = "");
std::string xls_record(std::uint16_t kind, const std::string& body);

}  // namespace niangjia::formats::testing
