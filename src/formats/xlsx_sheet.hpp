// One worksheet part, turned into rows.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "formats/xlsx_parts.hpp"

namespace niangjia::formats {

// What the cells of a sheet refer to; owned by the reader.
struct SheetContext {
  const std::string& sheet_name;
  const std::vector<std::string>& strings;
  const std::set<int>& date_styles;
  DateSystem date_system;
};

// xl/worksheets/sheetN.xml
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const SheetContext& context, const OnRow& on_row)
      : context_(context), on_row_(on_row) {}
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view utf8) override;

  // "工作表1!C12": the cell that is being read, or was read last.
  [[nodiscard]] std::string where() const;

  std::vector<CellRange> merged;
  bool stopped_by_caller = false;

 private:
  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  void end_row();
  [[nodiscard]] bool resolve(ReadCell& cell);
  [[nodiscard]] bool resolve_number(ReadCell& cell);
  void refuse_cell(const std::string& why);
  void add_merged(std::string_view range);

  const SheetContext& context_;
  const OnRow& on_row_;
  ReadRow row_;
  ReadCell cell_;
  std::string type_;  // of the cell: "s", "inlineStr", "n", ...
  int style_ = 0;
  std::string value_;  // what stands in <v>
  StringItem inline_;
  bool in_cell_ = false, in_value_ = false, in_inline_ = false;
};

}  // namespace niangjia::formats
