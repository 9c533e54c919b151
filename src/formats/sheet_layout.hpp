// What a sheet of a workbook looks like and what its cells hold, independent of the file format.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"

namespace niangjia::formats {

enum class ColumnKind { text, integer, decimal, money, date };

struct SheetColumn {
  std::string title;
  ColumnKind kind = ColumnKind::text;
  double width = 0;                  // in digits; 0 takes what kind and title need
  std::vector<std::string> choices;  // offered as a drop-down list to whoever fills the sheet in
  std::string note;                  // pops up on the head cell
};

enum class PageOrientation { portrait, landscape };

struct SheetLayout {
  std::string name;   // on the tab; signs that tabs can't have are replaced, the rest is cut
  std::string title;  // large, across the sheet; "" for none
  std::string subtitle_left;            // under the title: "单位：石桥镇妇联"
  std::string subtitle_right;           // "2026年1月至3月"
  std::vector<SheetColumn> columns;     // at least one
  std::vector<std::string> signatures;  // under the rows: {"制表人", "审核人", "日期"}
  PageOrientation orientation = PageOrientation::portrait;
};

// monostate is an empty cell.
using CellValue = std::variant<std::monostate, std::string, std::int64_t, double, Money, Day>;

struct SheetCell {
  CellValue value;
  std::string
      note;  // pops up on the cell, which is then marked by colour: an error sheet says what to do
};

}  // namespace niangjia::formats
