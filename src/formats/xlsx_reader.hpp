// Reads .xlsx workbooks row by row. Shared strings and styles stay in memory, rows don't.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/archive.hpp"
#include "formats/sheet_cell.hpp"
#include "formats/xlsx_dates.hpp"

namespace niangjia::formats {

struct XlsxLimits {
  ArchiveLimits archive;
  std::size_t shared_string_bytes = 64u << 20;  // in memory, all strings together
};

// One thread at a time.
class XlsxReader {
 public:
  // `bytes` must outlive the reader. Fails with `invalid_argument` when they are no workbook or a
  // damaged one, with `too_large` beyond the limits.
  [[nodiscard]] static Result<XlsxReader> open(std::string_view bytes,
                                               const XlsxLimits& limits = {});

  [[nodiscard]] const std::vector<SheetInfo>& sheets() const { return sheets_; }

  // Calls `on_row` for each row that has a cell, from the top; its error ends the reading and is
  // returned as it is. Formula cells give the value that was last computed, errors of the file name
  // sheet and cell: "工作表1!C12". Returns the merged ranges, which stand behind the rows in the
  // file.
  [[nodiscard]] Result<std::vector<CellRange>> read_sheet(std::size_t index, const OnRow& on_row);

 private:
  explicit XlsxReader(Archive archive) : archive_(std::move(archive)) {}
  [[nodiscard]] Status read_workbook(const std::string& workbook, const XlsxLimits& limits);

  Archive archive_;
  std::vector<SheetInfo> sheets_;
  std::vector<std::string> parts_;  // of the sheets, in the same order
  std::vector<std::string> strings_;
  std::set<int> date_styles_;
  DateSystem date_system_ = DateSystem::from_1900;
};

}  // namespace niangjia::formats
