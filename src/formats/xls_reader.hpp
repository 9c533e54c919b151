// Reads .xls workbooks of Excel 97-2003 (BIFF8).
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/sheet_cell.hpp"
#include "formats/xlsx_dates.hpp"

namespace niangjia::formats {

// One thread at a time.
class XlsReader {
 public:
  // Fails with `invalid_argument` when the bytes are no such workbook, an older, a damaged or an
  // encrypted one.
  [[nodiscard]] static Result<XlsReader> open(std::string_view bytes);

  [[nodiscard]] const std::vector<SheetInfo>& sheets() const { return sheets_; }

  // As XlsxReader::read_sheet; one reader reads at most eight times the bytes of its file.
  [[nodiscard]] Result<std::vector<CellRange>> read_sheet(std::size_t index, const OnRow& on_row);

 private:
  explicit XlsReader(std::string stream) : stream_(std::move(stream)) {}
  [[nodiscard]] Status read_globals();
  void add_sheet(std::string_view body);
  void add_format(std::string_view body);

  std::string stream_;
  std::vector<SheetInfo> sheets_;
  std::vector<std::size_t> places_;  // of the sheets in the stream, in the same order
  std::vector<std::string> strings_;
  std::map<int, bool> custom_formats_;  // number format -> is it a date?
  std::vector<int> cell_formats_;       // cell format -> number format
  std::size_t walked_ = 0;              // bytes of sheets read so far
  DateSystem date_system_ = DateSystem::from_1900;
};

}  // namespace niangjia::formats
