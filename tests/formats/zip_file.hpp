// Makes .docx and .xlsx files from a few lines of XML.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace niangjia::formats::testing {

// A ZIP file with these entries.
std::string zip_file(const std::map<std::string, std::string>& entries);

// The relationships of one part: id -> (type, target).
std::string relationships(
    const std::map<std::string, std::pair<std::string, std::string>>& targets);

// A .docx file around what stands inside <w:body>.
std::string docx_file(const std::string& body, const std::string& numbering = "",
                      const std::string& styles = "");

// What stands inside the parts of a workbook; sheets are called 工作表1, 工作表2, ... The second
// one is hidden.
struct WorkbookParts {
  std::vector<std::string> sheets;  // inside <worksheet>
  std::string shared_strings;       // inside <sst>
  std::string styles;               // inside <styleSheet>
  std::string workbook_properties;  // before <sheets>
};
std::string xlsx_file(const WorkbookParts& parts);

}  // namespace niangjia::formats::testing
