// What .docx and .xlsx have in common: a ZIP file whose parts point at each other through
// relationships.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/archive.hpp"
#include "formats/xml.hpp"

namespace niangjia::formats {

struct Relationship {
  std::string id;      // "rId3"
  std::string type;    // last word of the type's address: "styles", "worksheet"
  std::string target;  // full name of the part in the archive: "xl/worksheets/sheet1.xml"
};

// Streams one part of the archive through the handler.
[[nodiscard]] Status read_part(Archive& archive, const std::string& part, XmlHandler& handler);

// Where `part` points ("" for the package itself); empty when it has no relationships.
[[nodiscard]] Result<std::vector<Relationship>> read_relationships(Archive& archive,
                                                                   const std::string& part);

// The first target of that type, or "".
[[nodiscard]] std::string find_target(const std::vector<Relationship>& relationships,
                                      std::string_view type);

[[nodiscard]] bool is_zip_file(std::string_view bytes);

// ".docx" for "计划.DOCX"; "" without one.
[[nodiscard]] std::string extension_of(std::string_view file_name);

}  // namespace niangjia::formats
