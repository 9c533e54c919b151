#include "formats/xlsx_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "formats/sheet_text.hpp"

namespace niangjia::formats {
namespace {

constexpr int kMostColumns = 16'384;
constexpr int kMostRows = 1'048'576;
constexpr std::size_t kMostCellBytes = 1u << 20;

struct CellPlace {
  int column = 0;
  int row = 0;
};

// "C12"
std::optional<CellPlace> parse_place(std::string_view text) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && place.column <= kMostColumns;
       ++at) {
    place.column = place.column * 26 + (text[at] - 'A' + 1);
  }
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + at, end, place.row);
  const bool good = at > 0 && error == std::errc{} && stop == end && place.row >= 1 &&
                    place.row <= kMostRows && place.column <= kMostColumns;
  --place.column;
  return good ? std::optional(place) : std::nullopt;
}

std::optional<double> parse_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

}  // namespace

void SheetHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_inline_) {
    inline_.start(name);
  } else if (in_cell_) {
    if (name == "v") in_value_ = true;
    if (name == "is") in_inline_ = true;
  } else if (name == "c") {
    start_cell(attributes);
  } else if (name == "row") {
    start_row(attributes);
  } else if (name == "mergeCell") {
    add_merged(attributes.get("ref"));
  }
}

void SheetHandler::end(std::string_view name) {
  if (in_inline_) {
    if (name == "is") {
      in_inline_ = false;
    } else {
      inline_.end(name);
    }
  } else if (in_cell_) {
    if (name == "v") in_value_ = false;
    if (name == "c") end_cell();
  } else if (name == "row") {
    end_row();
  }
}

void SheetHandler::text(std::string_view utf8) {
  if (in_inline_) inline_.text(utf8);
  if (in_value_) value_ += utf8;
  if (value_.size() + inline_.size() > kMostCellBytes) refuse_cell("more than 1 MiB of text");
}

std::string SheetHandler::where() const {
  return fmt::format("{}!{}{}", context_.sheet_name, column_name(std::max(cell_.column, 0)),
                     row_.number);
}

void SheetHandler::start_row(const XmlAttributes& attributes) {
  const int number = attributes.number("r").value_or(row_.number + 1);
  if (number <= row_.number || number > kMostRows)
    return refuse_cell("the next row is out of order");
  row_.number = number;
  cell_.column = -1;
}

void SheetHandler::start_cell(const XmlAttributes& attributes) {
  const auto reference = attributes.find("r");
  const auto place = reference ? parse_place(*reference) : CellPlace{cell_.column + 1, row_.number};
  if (!place || place->row != row_.number || place->column <= cell_.column ||
      place->column >= kMostColumns) {
    return refuse_cell("the next cell is out of order");
  }
  cell_ = {.column = place->column};
  type_ = attributes.get("t");
  style_ = attributes.number("s").value_or(0);
  value_.clear();
  in_cell_ = true;
}

void SheetHandler::end_cell() {
  in_cell_ = false;
  if (resolve(cell_) && cell_.kind != CellKind::empty) row_.cells.push_back(cell_);
}

void SheetHandler::end_row() {
  if (row_.cells.empty()) return;
  Status status = on_row_(row_);
  row_.cells.clear();
  if (status) return;
  stopped_by_caller = true;
  refuse(std::move(status.error()));
}

bool SheetHandler::resolve(ReadCell& cell) {
  if (type_ == "inlineStr") {
    cell.text = inline_.take();
  } else if (type_ == "s") {
    const auto index = parse_number(value_);
    if (value_.empty()) return true;
    if (!index || *index < 0 || *index >= static_cast<double>(context_.strings.size())) {
      refuse_cell("there is no shared string " + value_);
      return false;
    }
    cell.text = context_.strings[static_cast<std::size_t>(*index)];
  } else if (type_ == "str") {
    cell.text = unescape_hex(value_);
  } else if (type_ == "b") {
    cell = {cell.column, CellKind::boolean, value_ == "1" || value_ == "true" ? "TRUE" : "FALSE",
            0};
    return true;
  } else if (type_ == "e") {
    cell = {cell.column, CellKind::error, value_, 0};
    return true;
  } else if (type_ == "d") {
    cell = {cell.column, CellKind::date, value_.substr(0, value_.find('T')), 0};
    return true;
  } else {
    return resolve_number(cell);
  }
  cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
  return true;
}

bool SheetHandler::resolve_number(ReadCell& cell) {
  if (value_.empty()) return true;
  const auto number = parse_number(value_);
  if (!number) {
    refuse_cell("'" + value_.substr(0, 40) + "' is not a number");
    return false;
  }
  cell = number_cell(cell.column, *number);
  if (!context_.date_styles.contains(style_)) return true;
  if (auto date = date_text(*number, context_.date_system)) {
    cell.kind = CellKind::date;
    cell.text = std::move(*date);
  }
  return true;
}

void SheetHandler::refuse_cell(const std::string& why) {
  refuse({ErrorCode::invalid_argument,
          where() + ": " + why,
          fmt::format("表格在{}附近读不下去，请用Excel或WPS打开后另存一份再试。", where()),
          {}});
}

void SheetHandler::add_merged(std::string_view range) {
  const std::size_t colon = range.find(':');
  const auto first = parse_place(range.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : parse_place(range.substr(colon + 1));
  if (first && last) merged.push_back({first->row, first->column, last->row, last->column});
}

}  // namespace niangjia::formats
