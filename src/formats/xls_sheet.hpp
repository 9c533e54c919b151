// One sheet of an .xls workbook, turned into rows.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "formats/sheet_cell.hpp"
#include "formats/xls_records.hpp"
#include "formats/xlsx_dates.hpp"

namespace niangjia::formats {

// What the cells of a sheet refer to.
struct XlsSheetContext {
  const std::string& sheet_name;
  const std::vector<std::string>& strings;
  std::function<bool(int cell_format)> is_date;
  DateSystem date_system;
};

class XlsSheet {
 public:
  XlsSheet(const XlsSheetContext& context, const OnRow& on_row)
      : context_(context), on_row_(on_row) {}
  // Takes the records of the sheet in order, then finish().
  [[nodiscard]] Status add(const XlsRecord& record);
  [[nodiscard]] Status finish();

  std::vector<CellRange> merged;

 private:
  [[nodiscard]] Status move_to(int row);
  [[nodiscard]] Status add_cell(const XlsRecord& record);
  void add_number(int column, int cell_format, double number);
  void add_text(int column, std::string text);
  void add_bool_or_error(int column, bool is_error, std::uint8_t value);
  void add_formula(int column, std::string_view body);
  [[nodiscard]] Status add_shared(int column, std::uint32_t index);
  void add_merged(std::string_view body);

  const XlsSheetContext& context_;
  const OnRow& on_row_;
  ReadRow row_;
  int text_column_ = -1;  // of the formula whose text follows
};

}  // namespace niangjia::formats
