#include "formats/xlsx_parts.hpp"

#include "formats/sheet_text.hpp"

namespace niangjia::formats {

void WorkbookHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "workbookPr") {
    const std::string_view flag = attributes.get("date1904");
    if (flag == "1" || flag == "true") date_system = DateSystem::from_1904;
  } else if (name == "sheet") {
    const std::string_view state = attributes.get("state");
    sheets.push_back(
        {std::string(attributes.get("name")), state == "hidden" || state == "veryHidden"});
    relationship_ids.emplace_back(attributes.get("id"));
  }
}

void CellStylesHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "numFmt") {
    if (const auto id = attributes.number("numFmtId"))
      custom_[*id] = is_date_format(attributes.get("formatCode"));
  } else if (name == "cellXfs") {
    in_cell_formats_ = true;
  } else if (name == "xf" && in_cell_formats_) {
    const int id = attributes.number("numFmtId").value_or(0);
    const auto custom = custom_.find(id);
    if (custom != custom_.end() ? custom->second : is_date_format(id)) date_styles.insert(style_);
    ++style_;
  }
}

void CellStylesHandler::end(std::string_view name) {
  if (name == "cellXfs") in_cell_formats_ = false;
}

void StringItem::start(std::string_view element) {
  if (element == "rPh") ++readings_;
  if (element == "t" && readings_ == 0) in_text_ = true;
}

void StringItem::end(std::string_view element) {
  if (element == "rPh") --readings_;
  if (element == "t") in_text_ = false;
}

void StringItem::text(std::string_view utf8) {
  if (in_text_) text_ += utf8;
}

std::string StringItem::take() { return unescape_hex(std::exchange(text_, {})); }

void SharedStringsHandler::start(std::string_view name, const XmlAttributes&) { item_.start(name); }

void SharedStringsHandler::end(std::string_view name) {
  item_.end(name);
  if (name != "si") return;
  bytes_ += item_.size() + sizeof(std::string);
  strings.push_back(item_.take());
  check_size();
}

void SharedStringsHandler::text(std::string_view utf8) {
  item_.text(utf8);
  check_size();
}

void SharedStringsHandler::check_size() {
  if (bytes_ + item_.size() <= most_bytes_) return;
  refuse({ErrorCode::too_large,
          "shared strings of the workbook are over the limit",
          "表格里的文字太多，请分成几个文件再试。",
          {}});
}

}  // namespace niangjia::formats
