#include "formats/xlsx_writer.hpp"

#include <fmt/format.h>
#include <strings.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.hpp"
#include "formats/memory_file.hpp"
#include "formats/sheet_text.hpp"
#include "formats/xlsx_styles.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kMostColumns = 512;
constexpr lxw_row_t kMostRows = 1'048'576;
constexpr std::size_t kMostCellCharacters = 32'767;
constexpr std::size_t kMostNameCharacters = 31;
constexpr std::int64_t kFirstUnsafeInteger = 1'000'000'000'000'000;  // 16 digits
constexpr std::int64_t kSerialOfEpoch = 25'569;      // 1970-01-01 in the 1900 date system
constexpr Day kFirstSafeDay = make_day(1900, 3, 1);  // spreadsheets believe in 1900-02-29
constexpr lxw_row_t kRowsToFillIn = 5'000;           // that far down drop-down lists reach
constexpr double kTitleHeight = 33;
constexpr double kLeastRowHeight = 22.7;  // 8 mm, to be signed by hand
constexpr double kMostRowHeight = 409;
constexpr double kLineHeight = 14.5;
constexpr const char* kChoicesSheet = "_选项";
constexpr const char* kBlankToSign = "　　　　　　　　";

Status check(lxw_error error, const char* what) {
  if (error == LXW_NO_ERROR) return Done{};
  return fail(ErrorCode::unavailable, fmt::format("xlsx {}: {}", what, lxw_strerror(error)),
              "表格没有写成，稍后再试。");
}

std::string sheet_name(std::string_view wanted) {
  std::u32string name = text::to_code_points(clean_text(wanted));
  for (char32_t& c : name) {
    if (std::u32string_view(U"[]:*?/\\'\n\t").find(c) != std::u32string_view::npos) c = U'·';
  }
  // Names are counted in UTF-16 units; a rare character counts two, so half is safe for those.
  const bool rare = std::any_of(name.begin(), name.end(), [](char32_t c) { return c > 0xFFFF; });
  name.resize(std::min(name.size(), rare ? kMostNameCharacters / 2 : kMostNameCharacters));
  return text::to_utf8(name);
}

double width_of(const SheetColumn& column) {
  if (column.width > 0) return column.width;
  const double title = static_cast<double>(display_width(column.title)) + 2;
  const double least = column.kind == ColumnKind::money     ? 14
                       : column.kind == ColumnKind::integer ? 8
                                                            : 12;
  return std::clamp(title, least, 40.0);
}

// A cell as the file will hold it.
struct StoredCell {
  ColumnKind kind = ColumnKind::text;
  bool empty = false;
  double number = 0;
  std::string text;
};

StoredCell as_text(std::string text) {
  return {ColumnKind::text, text.empty(), 0, std::move(text)};
}

struct ToStored {
  ColumnKind column;
  StoredCell operator()(std::monostate) const { return {column, true, 0, {}}; }
  StoredCell operator()(const std::string& text) const { return as_text(clean_text(text)); }
  StoredCell operator()(std::int64_t number) const {
    if (number <= -kFirstUnsafeInteger || number >= kFirstUnsafeInteger)
      return as_text(std::to_string(number));
    return {ColumnKind::integer, false, static_cast<double>(number), {}};
  }
  StoredCell operator()(double number) const {
    if (!std::isfinite(number)) return as_text({});
    return {ColumnKind::decimal, false, number, {}};
  }
  StoredCell operator()(Money money) const {
    if (money.fen <= -kFirstUnsafeInteger || money.fen >= kFirstUnsafeInteger)
      return as_text(format_money(money));
    return {ColumnKind::money, false, static_cast<double>(money.fen) / 100, {}};
  }
  StoredCell operator()(Day day) const {
    if (day < kFirstSafeDay) return as_text(format_day(day));
    return {ColumnKind::date, false, static_cast<double>(day_number(day) + kSerialOfEpoch), {}};
  }
};

// Lines that a text takes in a column of that width.
double lines_of(const std::string& text, double width) {
  const auto breaks = static_cast<double>(std::count(text.begin(), text.end(), '\n'));
  return breaks + std::max(1.0, std::ceil(static_cast<double>(display_width(text)) /
                                          std::max(1.0, width - 1)));
}

}  // namespace

struct XlsxWriter::Book {
  struct Close {
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
  };

  Book(MemoryFile target, lxw_workbook* opened)
      : file(std::move(target)), workbook(opened), styles(opened), names{kChoicesSheet} {}

  Status open_sheet();
  Status write_heads();
  Status write_across(std::size_t first, std::size_t last, const std::string& text,
                      lxw_format* format);
  Status write_head_cell(lxw_col_t at, const SheetColumn& column);
  Status write_cell(lxw_col_t at, const SheetCell& cell, double& lines);
  Status write_text(lxw_col_t at, std::string text, lxw_format* format);
  Status offer_choices(lxw_col_t at, const SheetColumn& column);
  Status end_sheet();
  Status write_choices();

  MemoryFile file;
  std::unique_ptr<lxw_workbook, Close> workbook;
  XlsxStyles styles;
  std::vector<std::string>
      names;  // of the sheets so far; equal but for case is equal to spreadsheets
  lxw_worksheet* sheet = nullptr;
  SheetLayout layout;
  lxw_row_t row = 0;  // the next one
  std::vector<std::vector<std::string>> choices;
};

XlsxWriter::XlsxWriter(std::unique_ptr<Book> book) : book_(std::move(book)) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter& XlsxWriter::operator=(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create() {
  NJ_TRY(MemoryFile file, MemoryFile::create());
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* workbook = workbook_new_opt(file.path().c_str(), &options);
  if (workbook == nullptr) return fail(ErrorCode::unavailable, "no memory for a workbook");
  return XlsxWriter(std::make_unique<Book>(std::move(file), workbook));
}

Status XlsxWriter::begin_sheet(SheetLayout layout) {
  if (layout.columns.empty() || layout.columns.size() > kMostColumns) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("sheet with {} columns", layout.columns.size()), "表格应有1到512列。");
  }
  NJ_CHECK(book_->end_sheet());
  book_->layout = std::move(layout);
  return book_->open_sheet();
}

Status XlsxWriter::add_row(std::span<const SheetCell> cells) {
  NJ_ASSERT(book_->sheet != nullptr);
  const std::size_t columns = book_->layout.columns.size();
  if (cells.size() > columns) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} cells for {} columns", cells.size(), columns));
  }
  if (book_->row + 2 >= kMostRows) {  // two more for the signatures
    return fail(ErrorCode::too_large, "more rows than a sheet holds",
                "一张表放不下这么多行，请缩小范围再试。");
  }
  static const SheetCell kEmpty;
  double lines = 1;
  for (std::size_t at = 0; at < columns; ++at) {
    NJ_CHECK(book_->write_cell(static_cast<lxw_col_t>(at), at < cells.size() ? cells[at] : kEmpty,
                               lines));
  }
  const double height = std::clamp(lines * kLineHeight, kLeastRowHeight, kMostRowHeight);
  worksheet_set_row(book_->sheet, book_->row++, height, nullptr);
  return Done{};
}

Result<std::string> XlsxWriter::finish() {
  if (book_->sheet == nullptr) return fail(ErrorCode::invalid_argument, "workbook without a sheet");
  NJ_CHECK(book_->end_sheet());
  NJ_CHECK(book_->write_choices());
  NJ_CHECK(check(workbook_close(book_->workbook.release()), "file"));
  return book_->file.content();
}

Status XlsxWriter::Book::open_sheet() {
  const std::string name = sheet_name(layout.name);
  sheet = nullptr;
  const bool taken = std::any_of(names.begin(), names.end(), [&](const std::string& other) {
    return strcasecmp(other.c_str(), name.c_str()) == 0;
  });
  if (!name.empty() && !taken) sheet = workbook_add_worksheet(workbook.get(), name.c_str());
  if (sheet == nullptr) {
    return fail(ErrorCode::invalid_argument, "sheet name is empty or taken: " + name,
                "表名不能为空，也不能重复。");
  }
  names.push_back(name);
  row = 0;
  worksheet_set_paper(sheet, 9);  // A4
  if (layout.orientation == PageOrientation::landscape) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_center_horizontally(sheet);
  worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
  worksheet_set_footer(sheet, "&C第&P页 共&N页");
  NJ_CHECK(write_heads());
  worksheet_repeat_rows(sheet, 0, row - 1);
  worksheet_freeze_panes(sheet, row, 0);
  return Done{};
}

Status XlsxWriter::Book::write_heads() {
  const std::size_t columns = layout.columns.size();
  for (std::size_t at = 0; at < columns; ++at) {
    const SheetColumn& column = layout.columns[at];
    const auto col = static_cast<lxw_col_t>(at);
    worksheet_set_column(sheet, col, col, width_of(column), styles.blank(column.kind));
  }
  if (!layout.title.empty()) {
    worksheet_set_row(sheet, row, kTitleHeight, nullptr);
    NJ_CHECK(write_across(0, columns - 1, layout.title, styles.title));
    ++row;
  }
  if (!layout.subtitle_left.empty() || !layout.subtitle_right.empty()) {
    const std::size_t left = (columns + 1) / 2;
    if (left == columns) {
      NJ_CHECK(
          write_text(0, layout.subtitle_left + "　" + layout.subtitle_right, styles.subtitle_left));
    } else {
      NJ_CHECK(write_across(0, left - 1, layout.subtitle_left, styles.subtitle_left));
      NJ_CHECK(write_across(left, columns - 1, layout.subtitle_right, styles.subtitle_right));
    }
    ++row;
  }
  worksheet_set_row(sheet, row, kLeastRowHeight, nullptr);
  for (std::size_t at = 0; at < columns; ++at) {
    NJ_CHECK(write_head_cell(static_cast<lxw_col_t>(at), layout.columns[at]));
  }
  ++row;
  return Done{};
}

Status XlsxWriter::Book::write_across(std::size_t first, std::size_t last, const std::string& text,
                                      lxw_format* format) {
  const auto from = static_cast<lxw_col_t>(first), to = static_cast<lxw_col_t>(last);
  if (from != to) {
    NJ_CHECK(check(worksheet_merge_range(sheet, row, from, row, to, "", format), "merge"));
  }
  return write_text(from, text, format);
}

Status XlsxWriter::Book::write_head_cell(lxw_col_t at, const SheetColumn& column) {
  NJ_CHECK(write_text(at, column.title, styles.head));
  if (!column.note.empty()) {
    NJ_CHECK(
        check(worksheet_write_comment(sheet, row, at, clean_text(column.note).c_str()), "note"));
  }
  return column.choices.empty() ? Status(Done{}) : offer_choices(at, column);
}

Status XlsxWriter::Book::write_cell(lxw_col_t at, const SheetCell& cell, double& lines) {
  const SheetColumn& column = layout.columns[at];
  const StoredCell stored = std::visit(ToStored{column.kind}, cell.value);
  lxw_format* format = cell.note.empty() ? styles.body(stored.kind) : styles.marked(stored.kind);
  if (!cell.note.empty()) {
    NJ_CHECK(check(worksheet_write_comment(sheet, row, at, clean_text(cell.note).c_str()), "note"));
  }
  if (stored.empty) return check(worksheet_write_blank(sheet, row, at, format), "cell");
  if (stored.kind != ColumnKind::text) {
    return check(worksheet_write_number(sheet, row, at, stored.number, format), "cell");
  }
  lines = std::max(lines, lines_of(stored.text, width_of(column)));
  return write_text(at, stored.text, format);
}

Status XlsxWriter::Book::write_text(lxw_col_t at, std::string text, lxw_format* format) {
  std::string stored = escape_hex(clean_text(text));
  if (text::length(stored) > kMostCellCharacters) {
    stored = text::to_utf8(text::to_code_points(stored).substr(0, kMostCellCharacters - 1)) + "…";
    NJ_CHECK(check(worksheet_write_comment(sheet, row, at, "一格放不下全文，后面的文字没有导出。"),
                   "note"));
  }
  return check(worksheet_write_string(sheet, row, at, stored.c_str(), format), "text");
}

// The list stands in a hidden sheet: written into the rule itself it could hold neither commas nor
// 256 characters.
Status XlsxWriter::Book::offer_choices(lxw_col_t at, const SheetColumn& column) {
  char letters[LXW_MAX_COL_NAME_LENGTH];
  lxw_col_to_name(letters, static_cast<lxw_col_t>(choices.size()), LXW_TRUE);
  std::string formula =
      fmt::format("='{}'!{}$1:{}${}", kChoicesSheet, letters, letters, column.choices.size());
  std::string advice = "请从列表中选一项。";
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule.value_formula = formula.data();
  rule.error_message = advice.data();
  choices.push_back(column.choices);
  return check(worksheet_data_validation_range(sheet, row + 1, at, row + kRowsToFillIn, at, &rule),
               "choices");
}

Status XlsxWriter::Book::end_sheet() {
  if (sheet == nullptr || layout.signatures.empty()) return Done{};
  std::string line;
  for (const std::string& who : layout.signatures) line += who + "：" + kBlankToSign;
  ++row;
  worksheet_set_row(sheet, row, kLeastRowHeight, nullptr);
  return write_across(0, layout.columns.size() - 1, line, styles.subtitle_left);
}

Status XlsxWriter::Book::write_choices() {
  if (choices.empty()) return Done{};
  sheet = workbook_add_worksheet(workbook.get(), kChoicesSheet);
  if (sheet == nullptr) return fail(ErrorCode::unavailable, "no memory for a sheet");
  worksheet_hide(sheet);
  const auto longest =
      std::max_element(choices.begin(), choices.end(),
                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
  for (row = 0; row < longest->size(); ++row) {
    for (std::size_t list = 0; list < choices.size(); ++list) {
      if (row >= choices[list].size()) continue;
      NJ_CHECK(write_text(static_cast<lxw_col_t>(list), choices[list][row], nullptr));
    }
  }
  return Done{};
}

}  // namespace niangjia::formats
