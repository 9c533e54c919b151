// The small parts of a workbook: its list of sheets, its styles and its shared strings.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "formats/xlsx_reader.hpp"
#include "formats/xml.hpp"

namespace niangjia::formats {

// xl/workbook.xml
class WorkbookHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<SheetInfo> sheets;
  std::vector<std::string> relationship_ids;  // of the sheets, in the same order
  DateSystem date_system = DateSystem::from_1900;
};

// xl/styles.xml: which cell styles show dates.
class CellStylesHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view) override {}

  std::set<int> date_styles;

 private:
  std::map<int, bool> custom_;  // number format -> is it a date?
  bool in_cell_formats_ = false;
  int style_ = 0;
};

// Collects the text of one string item: its plain or rich runs, but not the readings above the
// characters.
class StringItem {
 public:
  void start(std::string_view element);
  void end(std::string_view element);
  void text(std::string_view utf8);
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  // The whole text, with "_x000D_" turned back; empties the item.
  [[nodiscard]] std::string take();

 private:
  std::string text_;
  bool in_text_ = false;
  int readings_ = 0;
};

// xl/sharedStrings.xml
class SharedStringsHandler : public XmlHandler {
 public:
  explicit SharedStringsHandler(std::size_t most_bytes) : most_bytes_(most_bytes) {}
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view utf8) override;

  std::vector<std::string> strings;

 private:
  void check_size();

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  StringItem item_;
};

}  // namespace niangjia::formats
