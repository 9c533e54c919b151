#include "formats/xls_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "formats/little_endian.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kCellHead = 6;  // row, column, cell format

// A number in 30 bits: an integer or the upper part of a double, perhaps times 100.
double rk_number(std::uint32_t rk) {
  double number = 0;
  if ((rk & 2) != 0) {
    number = static_cast<std::int32_t>(rk) >> 2;
  } else {
    const std::uint64_t bits = static_cast<std::uint64_t>(rk & ~3u) << 32;
    std::memcpy(&number, &bits, sizeof number);
  }
  return (rk & 1) != 0 ? number / 100 : number;
}

const char* error_text(std::uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

std::string string_at(std::string_view body, std::size_t at) {
  if (at > body.size()) return {};
  XlsStrings strings({body.substr(at)});
  const auto characters = strings.number<std::uint16_t>();
  std::string text = strings.string(characters);
  return text;
}

}  // namespace

Status XlsSheet::add(const XlsRecord& record) {
  switch (record.kind) {
    case XlsRecordKind::merged:
      add_merged(record.body);
      return Done{};
    case XlsRecordKind::string:
      if (text_column_ >= 0) add_text(std::exchange(text_column_, -1), string_at(record.body, 0));
      return Done{};
    case XlsRecordKind::formula:
    case XlsRecordKind::several_rk:
    case XlsRecordKind::rich_label:
    case XlsRecordKind::shared_label:
    case XlsRecordKind::number:
    case XlsRecordKind::label:
    case XlsRecordKind::bool_or_error:
    case XlsRecordKind::rk:
      return record.body.size() < kCellHead ? Status(Done{}) : add_cell(record);
    default:
      return Done{};
  }
}

Status XlsSheet::add_cell(const XlsRecord& record) {
  const std::string_view body = record.body;
  NJ_CHECK(move_to(number_at<std::uint16_t>(body, 0) + 1));
  const int column = number_at<std::uint16_t>(body, 2),
            cell_format = number_at<std::uint16_t>(body, 4);
  switch (record.kind) {
    case XlsRecordKind::number:
      add_number(column, cell_format, number_at<double>(body, kCellHead));
      break;
    case XlsRecordKind::rk:
      add_number(column, cell_format, rk_number(number_at<std::uint32_t>(body, kCellHead)));
      break;
    case XlsRecordKind::several_rk:
      for (std::size_t at = 4, i = 0; at + 6 <= body.size(); at += 6, ++i) {
        add_number(column + static_cast<int>(i), number_at<std::uint16_t>(body, at),
                   rk_number(number_at<std::uint32_t>(body, at + 2)));
      }
      break;
    case XlsRecordKind::shared_label:
      return add_shared(column, number_at<std::uint32_t>(body, kCellHead));
    case XlsRecordKind::bool_or_error:
      add_bool_or_error(column, number_at<std::uint8_t>(body, 7) != 0,
                        number_at<std::uint8_t>(body, 6));
      break;
    case XlsRecordKind::formula:
      add_formula(column, body);
      break;
    default:
      add_text(column, string_at(body, kCellHead));
  }
  return Done{};
}

void XlsSheet::add_number(int column, int cell_format, double number) {
  if (!std::isfinite(number)) return;
  ReadCell cell = number_cell(column, number);
  if (context_.is_date(cell_format)) {
    if (auto date = date_text(number, context_.date_system)) {
      cell.kind = CellKind::date;
      cell.text = std::move(*date);
    }
  }
  row_.cells.push_back(std::move(cell));
}

void XlsSheet::add_text(int column, std::string text) {
  if (!text.empty()) row_.cells.push_back({column, CellKind::text, std::move(text), 0});
}

void XlsSheet::add_bool_or_error(int column, bool is_error, std::uint8_t value) {
  if (is_error) {
    row_.cells.push_back({column, CellKind::error, error_text(value), 0});
  } else {
    row_.cells.push_back({column, CellKind::boolean, value != 0 ? "TRUE" : "FALSE", 0});
  }
}

// The cached value is a double, or, marked by 0xFFFF at its end, something else.
void XlsSheet::add_formula(int column, std::string_view body) {
  if (number_at<std::uint16_t>(body, kCellHead + 6) != 0xFFFF) {
    return add_number(column, number_at<std::uint16_t>(body, 4),
                      number_at<double>(body, kCellHead));
  }
  const auto kind = number_at<std::uint8_t>(body, kCellHead),
             value = number_at<std::uint8_t>(body, kCellHead + 2);
  if (kind == 0) text_column_ = column;
  if (kind == 1 || kind == 2) add_bool_or_error(column, kind == 2, value);
}

Status XlsSheet::add_shared(int column, std::uint32_t index) {
  if (index >= context_.strings.size()) {
    const std::string where =
        fmt::format("{}!{}{}", context_.sheet_name, column_name(column), row_.number);
    return fail(ErrorCode::invalid_argument, where + ": there is no shared string",
                fmt::format("表格在{}附近读不下去，请用Excel或WPS打开后另存一份再试。", where));
  }
  add_text(column, context_.strings[index]);
  return Done{};
}

Status XlsSheet::move_to(int row) {
  if (row == row_.number) return Done{};
  NJ_CHECK(finish());
  if (row < row_.number) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} row {}: out of order", context_.sheet_name, row),
                fmt::format("表格在{}第{}行附近读不下去，请用Excel或WPS打开后另存一份再试。",
                            context_.sheet_name, row));
  }
  row_.number = row;
  return Done{};
}

Status XlsSheet::finish() {
  if (row_.cells.empty()) return Done{};
  std::stable_sort(row_.cells.begin(), row_.cells.end(),
                   [](const ReadCell& a, const ReadCell& b) { return a.column < b.column; });
  Status status = on_row_(row_);
  row_.cells.clear();
  text_column_ = -1;
  return status;
}

void XlsSheet::add_merged(std::string_view body) {
  for (std::size_t at = 2; at + 8 <= body.size(); at += 8) {
    merged.push_back(
        {number_at<std::uint16_t>(body, at) + 1, number_at<std::uint16_t>(body, at + 4),
         number_at<std::uint16_t>(body, at + 2) + 1, number_at<std::uint16_t>(body, at + 6)});
  }
}

}  // namespace niangjia::formats
