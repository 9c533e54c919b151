#include "formats/table.hpp"

#include <fmt/format.h>

#include "formats/csv.hpp"
#include "formats/office_package.hpp"
#include "formats/ole_stream.hpp"
#include "formats/xls_reader.hpp"
#include "formats/xlsx_reader.hpp"

namespace niangjia::formats {
namespace {

tl::unexpected<Error> wrong_content(const char* message, const char* detail) {
  return fail(ErrorCode::invalid_argument, message, detail);
}

// Gathers rows under the limits.
class TableBuilder {
 public:
  explicit TableBuilder(const TableLimits& limits) : limits_(limits) {}

  void add_sheet(std::string name, bool hidden) {
    table_.sheets.push_back({std::move(name), hidden, {}, {}});
  }

  Status add_row(const ReadRow& row) {
    if (row.cells.empty()) return Done{};
    TableSheet& sheet = table_.sheets.back();
    const int width = row.cells.back().column + 1;
    cells_ += static_cast<std::size_t>(width);
    if (width > limits_.columns)
      return too_large(row, fmt::format("一行超过{}列", limits_.columns));
    if (sheet.rows.size() >= limits_.rows)
      return too_large(row, fmt::format("超过{}行", limits_.rows));
    if (cells_ > limits_.cells) return too_large(row, fmt::format("超过{}格", limits_.cells));
    TableRow& added = sheet.rows.emplace_back(TableRow{row.number, {}});
    added.cells.resize(static_cast<std::size_t>(width));
    for (const ReadCell& cell : row.cells) {
      added.cells[static_cast<std::size_t>(cell.column)] = {cell.kind, cell.text};
    }
    return Done{};
  }

  void set_merged(std::vector<CellRange> merged) {
    table_.sheets.back().merged = std::move(merged);
  }
  Table take() { return std::move(table_); }

 private:
  [[nodiscard]] Status too_large(const ReadRow& row, const std::string& what) const {
    const std::string& name = table_.sheets.back().name;
    return fail(ErrorCode::too_large,
                fmt::format("{} row {}: table over the limits", name, row.number),
                fmt::format("{}第{}行起{}，请分成几个文件再试。", name, row.number, what));
  }

  const TableLimits& limits_;
  Table table_;
  std::size_t cells_ = 0;
};

// All sheets of a workbook of either kind.
template <class Reader>
Result<Table> gather(Reader& reader, TableBuilder& builder) {
  for (std::size_t i = 0; i < reader.sheets().size(); ++i) {
    builder.add_sheet(reader.sheets()[i].name, reader.sheets()[i].hidden);
    NJ_TRY(auto merged,
           reader.read_sheet(i, [&](const ReadRow& row) { return builder.add_row(row); }));
    builder.set_merged(std::move(merged));
  }
  return builder.take();
}

Result<Table> read_xlsx_table(std::string_view bytes, TableBuilder builder) {
  if (is_ole_file(bytes)) {
    return wrong_content("OLE file named .xlsx",
                         "这个文件设有密码，或是改了名的旧格式.xls。请去掉密码、另存为.xlsx再试。");
  }
  if (!is_zip_file(bytes)) {
    return wrong_content("no zip file behind .xlsx",
                         "这个文件不是.xlsx表格，可能改过名或没有传完整。");
  }
  NJ_TRY(XlsxReader reader, XlsxReader::open(bytes));
  return gather(reader, builder);
}

Result<Table> read_xls_table(std::string_view bytes, TableBuilder builder) {
  if (is_zip_file(bytes)) {
    return wrong_content("zip file named .xls",
                         "这个文件其实是.xlsx，请把文件名的结尾改成.xlsx再试。");
  }
  if (!is_ole_file(bytes)) {
    return wrong_content("no OLE file behind .xls",
                         "这个文件不是Excel的.xls表格，请用Excel或WPS另存为.xlsx再试。");
  }
  NJ_TRY(XlsReader reader, XlsReader::open(bytes));
  return gather(reader, builder);
}

Result<Table> read_csv_table(std::string_view bytes, TableBuilder builder) {
  if (is_zip_file(bytes) || is_ole_file(bytes)) {
    return wrong_content("office file named .csv",
                         "这个文件不是.csv文本，请把结尾改回.xlsx或.xls再试。");
  }
  builder.add_sheet("", false);
  NJ_CHECK(read_csv(bytes, [&](const CsvRow& csv) {
    ReadRow row{csv.line, {}};
    for (std::size_t i = 0; i < csv.cells.size(); ++i) {
      if (!csv.cells[i].empty())
        row.cells.push_back({static_cast<int>(i), CellKind::text, csv.cells[i], 0});
    }
    return builder.add_row(row);
  }));
  return builder.take();
}

}  // namespace

Result<Table> read_table(std::string_view file_name, std::string_view bytes,
                         const TableLimits& limits) {
  if (bytes.size() > limits.bytes) {
    return fail(ErrorCode::too_large, fmt::format("table file of {} bytes", bytes.size()),
                fmt::format("文件超过{}MB，请分成几个文件再试。", limits.bytes >> 20));
  }
  const std::string extension = extension_of(file_name);
  if (extension == ".xlsx") return read_xlsx_table(bytes, TableBuilder(limits));
  if (extension == ".xls") return read_xls_table(bytes, TableBuilder(limits));
  if (extension == ".csv") return read_csv_table(bytes, TableBuilder(limits));
  return fail(ErrorCode::invalid_argument, "table with the ending '" + extension + "'",
              "只能读.xlsx、.xls和.csv表格。");
}

}  // namespace niangjia::formats
