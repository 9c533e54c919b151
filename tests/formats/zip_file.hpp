// Makes .docx and .xlsx files from a few lines of XML.
#pragma once
#include <map>
#include <string>

namespace niangjia::formats::testing {

// A ZIP file with these entries.
std::string zip_file(const std::map<std::string, std::string>& entries);

// The relationships of one part: id -> (type, target).
std::string relationships(const std::map<std::string, std::pair<std::string, std::string>>& targets);

// A .docx file around what stands inside <w:body>.
std::string docx_file(const std::string& body, const std::string& numbering = "", const std::string& styles = "");

}  // namespace niangjia::formats::testing
