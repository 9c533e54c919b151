#include "formats/xls_reader.hpp"

#include "base/text.hpp"
#include "formats/memory_file.hpp"

#include <fmt/format.h>
#include <freexl.h>

#include <cmath>
#include <memory>
#include <optional>

namespace niangjia::formats {
namespace {

struct Close {
  void operator()(const void* book) const { freexl_close(book); }
};
using Book = std::unique_ptr<const void, Close>;

tl::unexpected<Error> damaged(const std::string& where, int code) {
  return fail(ErrorCode::invalid_argument, fmt::format("xls {}: freexl error {}", where, code),
              "这个.xls表格读不出来，请用Excel或WPS打开后另存为.xlsx再试。");
}

Result<unsigned> fact(const Book& book, unsigned short what) {
  unsigned value = 0;
  const int code = freexl_get_info(book.get(), what, &value);
  if (code != FREEXL_OK) return damaged("facts", code);
  return value;
}

Result<Book> open_book(const MemoryFile& file) {
  const void* opened = nullptr;
  const int code = freexl_open(file.path().c_str(), &opened);
  Book book(opened);
  if (code != FREEXL_OK) return damaged("file", code);
  NJ_TRY(const unsigned password, fact(book, FREEXL_BIFF_PASSWORD));
  if (password == FREEXL_BIFF_OBFUSCATED) {
    return fail(ErrorCode::invalid_argument, "xls with a password", "这个表格设有密码，请去掉密码再试。");
  }
  return book;
}

std::string valid_text(const char* text) {
  return text == nullptr ? std::string() : text::to_utf8(text::to_code_points(text));
}

// The times that freexl adds to a day: "2026-03-08 09:30:00" -> "2026-03-08 09:30".
std::string without_idle_seconds(std::string text) {
  if (text.ends_with(":00") && text.find(':') + 3 < text.size()) text.resize(text.size() - 3);
  return text;
}

std::optional<ReadCell> cell_of(int column, const FreeXL_CellValue& value) {
  switch (value.type) {
    case FREEXL_CELL_INT:
      return number_cell(column, value.value.int_value);
    case FREEXL_CELL_DOUBLE:
      if (!std::isfinite(value.value.double_value)) return std::nullopt;
      return number_cell(column, value.value.double_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT: {
      ReadCell cell{column, CellKind::text, valid_text(value.value.text_value), 0};
      return cell.text.empty() ? std::nullopt : std::optional(std::move(cell));
    }
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      return ReadCell{column, CellKind::date, without_idle_seconds(valid_text(value.value.text_value)), 0};
    default:
      return std::nullopt;
  }
}

Status read_rows(const Book& book, const std::string& name, const std::function<Status(const ReadRow&)>& on_row) {
  unsigned rows = 0;
  unsigned short columns = 0;
  if (const int code = freexl_worksheet_dimensions(book.get(), &rows, &columns); code != FREEXL_OK) {
    return damaged(name, code);
  }
  for (unsigned at = 0; at < rows; ++at) {
    ReadRow row{static_cast<int>(at) + 1, {}};
    for (unsigned short column = 0; column < columns; ++column) {
      FreeXL_CellValue value;
      const int code = freexl_get_cell_value(book.get(), at, column, &value);
      if (code != FREEXL_OK) return damaged(fmt::format("{}!{}{}", name, column_name(column), row.number), code);
      if (auto cell = cell_of(column, value)) row.cells.push_back(std::move(*cell));
    }
    if (!row.cells.empty()) NJ_CHECK(on_row(row));
  }
  return Done{};
}

}  // namespace

Status read_xls(std::string_view bytes, const std::function<Status(std::string name)>& on_sheet,
                const std::function<Status(const ReadRow&)>& on_row) {
  NJ_TRY(const MemoryFile file, MemoryFile::create(bytes));
  NJ_TRY(const Book book, open_book(file));
  NJ_TRY(const unsigned sheets, fact(book, FREEXL_BIFF_SHEET_COUNT));
  for (unsigned short sheet = 0; sheet < sheets; ++sheet) {
    const char* title = nullptr;
    if (const int code = freexl_get_worksheet_name(book.get(), sheet, &title); code != FREEXL_OK) {
      return damaged("sheets", code);
    }
    const std::string name = valid_text(title);
    if (const int code = freexl_select_active_worksheet(book.get(), sheet); code != FREEXL_OK) {
      return damaged(name, code);
    }
    NJ_CHECK(on_sheet(name));
    NJ_CHECK(read_rows(book, name, on_row));
  }
  return Done{};
}

}  // namespace niangjia::formats
