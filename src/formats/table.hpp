// A spreadsheet file of any kind as sheets of rows: what an import looks at.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/sheet_cell.hpp"

namespace niangjia::formats {

struct TableCell {
  CellKind kind = CellKind::empty;
  std::string text;  // as in ReadCell: dates are "2026-03-08", numbers plain digits
};

struct TableRow {
  int number = 0;                // row or line that the person sees
  std::vector<TableCell> cells;  // from the first column on, up to the last one that is not empty
};

struct TableSheet {
  std::string name;  // "" for .csv
  bool hidden = false;
  std::vector<TableRow> rows;  // those that are not empty
  std::vector<CellRange> merged;
};

struct Table {
  std::vector<TableSheet> sheets;
};

struct TableLimits {
  std::size_t bytes = 64u << 20;
  std::size_t rows = 200'000;  // of one sheet
  int columns = 512;
  std::size_t cells = 4'000'000;  // of all sheets, empty ones between others included
};

// .xlsx, .xls and .csv, told by the ending of `file_name`. In .csv every cell is text.
// Fails with `invalid_argument` for other endings and damaged files, with `too_large` beyond the
// limits; the detail names sheet and cell or line.
[[nodiscard]] Result<Table> read_table(std::string_view file_name, std::string_view bytes,
                                       const TableLimits& limits = {});

}  // namespace niangjia::formats
