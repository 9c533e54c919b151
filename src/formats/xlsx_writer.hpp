// Writes .xlsx workbooks row by row in constant memory, ready to be printed on A4: title, subtitle
// and head repeat on every page, one page wide, "第1页 共3页" at the foot.
#pragma once
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"
#include "formats/sheet_layout.hpp"

namespace niangjia::formats {

// Text is always stored as text, so no value can become a formula. Control characters that XML
// can't hold are left out; a text beyond the 32,767 characters of a cell is cut and a note says so.
// Numbers with more than 15 digits and days before 1900-03-01, which spreadsheets can't show right,
// are stored as text. One thread at a time; calls go begin_sheet, add_row..., begin_sheet, ...,
// finish.
class XlsxWriter {
 public:
  [[nodiscard]] static Result<XlsxWriter> create();
  XlsxWriter(XlsxWriter&&) noexcept;
  XlsxWriter& operator=(XlsxWriter&&) noexcept;
  ~XlsxWriter();

  // Ends the sheet before, if any. Fails with `invalid_argument` when there are no columns or more
  // than 512, or when the name is taken.
  [[nodiscard]] Status begin_sheet(SheetLayout layout);

  // Cells belong to the columns from left to right; missing ones are empty. Fails with
  // `invalid_argument` when there are more cells than columns, with `too_large` after 1,048,576
  // rows.
  [[nodiscard]] Status add_row(std::span<const SheetCell> cells);

  // The bytes of the file. Fails with `unavailable` when there is no room for them, with
  // `invalid_argument` when there is no sheet. The writer can't be used afterwards.
  [[nodiscard]] Result<std::string> finish();

 private:
  struct Book;
  explicit XlsxWriter(std::unique_ptr<Book> book);
  std::unique_ptr<Book> book_;
};

}  // namespace niangjia::formats
