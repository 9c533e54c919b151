#include "zip_file.hpp"

#include <gtest/gtest.h>
#include <zip.h>

namespace niangjia::formats::testing {
namespace {

constexpr const char* kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* kTypes =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string word_part(const std::string& root, const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:" + root + " xmlns:w=\"" + kWord + "\">" +
         inside + "</w:" + root + ">";
}

}  // namespace

std::string zip_file(const std::map<std::string, std::string>& entries) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : entries) {
    const zip_int64_t index =
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    // A fixed time, so that equal tests work on equal bytes.
    zip_file_set_mtime(zip, static_cast<zip_uint64_t>(index), 1'700'000'000, 0);
  }
  EXPECT_EQ(zip_close(zip), 0);
  zip_stat_t facts;
  zip_source_stat(target, &facts);
  std::string bytes(facts.size, '\0');
  zip_source_open(target);
  EXPECT_EQ(zip_source_read(target, bytes.data(), bytes.size()),
            static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string relationships(
    const std::map<std::string, std::pair<std::string, std::string>>& targets) {
  std::string xml =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (const auto& [id, to] : targets) {
    xml += "<Relationship Id=\"" + id + "\" Type=\"" + kTypes + to.first + "\" Target=\"" +
           to.second + "\"/>";
  }
  return xml + "</Relationships>";
}

std::string docx_file(const std::string& body, const std::string& numbering,
                      const std::string& styles) {
  return zip_file({
      {"_rels/.rels", relationships({{"rId1", {"officeDocument", "word/document.xml"}}})},
      {"word/_rels/document.xml.rels", relationships({{"rId1", {"numbering", "numbering.xml"}},
                                                      {"rId2", {"styles", "/word/styles.xml"}}})},
      {"word/document.xml", word_part("document", "<w:body>" + body + "</w:body>")},
      {"word/numbering.xml", word_part("numbering", numbering)},
      {"word/styles.xml", word_part("styles", styles)},
  });
}

std::string xlsx_file(const WorkbookParts& parts) {
  std::map<std::string, std::string> entries{
      {"_rels/.rels", relationships({{"rId1", {"officeDocument", "xl/workbook.xml"}}})},
      {"xl/sharedStrings.xml", "<sst>" + parts.shared_strings + "</sst>"},
      {"xl/styles.xml", "<styleSheet>" + parts.styles + "</styleSheet>"}};
  std::map<std::string, std::pair<std::string, std::string>> targets{
      {"a", {"sharedStrings", "sharedStrings.xml"}}, {"b", {"styles", "styles.xml"}}};
  std::string sheets;
  for (std::size_t i = 0; i < parts.sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    targets["rId" + number] = {"worksheet", "worksheets/sheet" + number + ".xml"};
    entries["xl/worksheets/sheet" + number + ".xml"] =
        "<worksheet>" + parts.sheets[i] + "</worksheet>";
    sheets += "<sheet name=\"工作表" + number + "\" sheetId=\"" + number + "\" r:id=\"rId" +
              number + "\"" + (i == 1 ? " state=\"hidden\"" : "") + "/>";
  }
  entries["xl/_rels/workbook.xml.rels"] = relationships(targets);
  entries["xl/workbook.xml"] =
      "<workbook>" + parts.workbook_properties + "<sheets>" + sheets + "</sheets></workbook>";
  return zip_file(entries);
}

}  // namespace niangjia::formats::testing
