#include "formats/xlsx_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/office_package.hpp"
#include "formats/xlsx_parts.hpp"
#include "formats/xlsx_sheet.hpp"

namespace niangjia::formats {
namespace {

constexpr const char* kNoWorkbook = "这个文件不是.xlsx表格，请用Excel或WPS另存为.xlsx再试。";

}  // namespace

Result<XlsxReader> XlsxReader::open(std::string_view bytes, const XlsxLimits& limits) {
  NJ_TRY(Archive archive, Archive::open(bytes, limits.archive));
  NJ_TRY(const auto package, read_relationships(archive, ""));
  const std::string workbook = find_target(package, "officeDocument");
  if (!archive.contains(workbook)) {
    return fail(ErrorCode::invalid_argument, "zip file without a workbook", kNoWorkbook);
  }
  XlsxReader reader(std::move(archive));
  NJ_CHECK(reader.read_workbook(workbook, limits));
  return reader;
}

Status XlsxReader::read_workbook(const std::string& workbook, const XlsxLimits& limits) {
  WorkbookHandler handler;
  NJ_CHECK(read_part(archive_, workbook, handler));
  if (handler.sheets.empty())
    return fail(ErrorCode::invalid_argument, "workbook without sheets", kNoWorkbook);
  date_system_ = handler.date_system;

  NJ_TRY(const auto parts, read_relationships(archive_, workbook));
  for (std::size_t i = 0; i < handler.sheets.size(); ++i) {
    const auto part =
        std::find_if(parts.begin(), parts.end(), [&](const Relationship& relationship) {
          return relationship.id == handler.relationship_ids[i];
        });
    // Sheets that are charts or dialogs have no cells.
    if (part == parts.end() || part->type != "worksheet") continue;
    sheets_.push_back(std::move(handler.sheets[i]));
    parts_.push_back(part->target);
  }
  if (const std::string styles = find_target(parts, "styles"); archive_.contains(styles)) {
    CellStylesHandler cell_styles;
    NJ_CHECK(read_part(archive_, styles, cell_styles));
    date_styles_ = std::move(cell_styles.date_styles);
  }
  if (const std::string strings = find_target(parts, "sharedStrings"); archive_.contains(strings)) {
    SharedStringsHandler shared(limits.shared_string_bytes);
    NJ_CHECK(read_part(archive_, strings, shared));
    strings_ = std::move(shared.strings);
  }
  return Done{};
}

Result<std::vector<CellRange>> XlsxReader::read_sheet(std::size_t index, const OnRow& on_row) {
  NJ_ASSERT(index < sheets_.size());
  const SheetContext context{sheets_[index].name, strings_, date_styles_, date_system_};
  SheetHandler handler(context, on_row);
  const Status status = read_part(archive_, parts_[index], handler);
  if (status) return std::move(handler.merged);
  Error error = status.error();
  if (!handler.stopped_by_caller && !error.message.starts_with(handler.where())) {
    error.message = handler.where() + ": " + error.message;
    error.detail = fmt::format("表格在{}附近读不下去。{}", handler.where(), error.detail);
  }
  return fail(std::move(error));
}

}  // namespace niangjia::formats
