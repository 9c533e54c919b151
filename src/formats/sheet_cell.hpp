// Cells as they come out of spreadsheet files.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace niangjia::formats {

enum class CellKind {
  empty,
  text,
  number,
  rounded,  // a number with more than 15 digits: the spreadsheet has lost the last ones (ids, bank
            // cards)
  date,     // also a moment or a time of day
  boolean,
  error,  // "#N/A", "#DIV/0!"
};

struct ReadCell {
  int column = 0;  // A is 0
  CellKind kind = CellKind::empty;
  // number: shortest exact decimal digits, "0.1"; date: "2026-03-08", "2026-03-08 09:30", "09:30";
  // boolean: "TRUE" or "FALSE".
  std::string text;
  double number = 0;  // of numbers and dates as the file has it
};

struct ReadRow {
  int number = 0;               // as the person sees it: the first row is 1
  std::vector<ReadCell> cells;  // from left to right, without the empty ones
};

struct SheetInfo {
  std::string name;
  bool hidden = false;
};

using OnRow = std::function<Status(const ReadRow&)>;

// Cells shown as one; the value is in the top left one. Columns count from 0, rows from 1, both
// ends included.
struct CellRange {
  int first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};

// 28 -> "AC"
[[nodiscard]] std::string column_name(int column);

// A cell of kind `number` or `rounded`. The number must be finite.
[[nodiscard]] ReadCell number_cell(int column, double number);

}  // namespace niangjia::formats
