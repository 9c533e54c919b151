#include "formats/office_package.hpp"

namespace niangjia::formats {
namespace {

std::string_view after_last(std::string_view text, char separator) {
  return text.substr(text.rfind(separator) + 1);  // npos + 1 is 0
}

// "word/document.xml" -> "word/"
std::string_view folder_of(std::string_view part) {
  return part.substr(0, part.size() - after_last(part, '/').size());
}

// Targets are relative to the part's folder; "/" starts at the root and "../" climbs.
std::string resolve(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder = folder_of(folder.substr(0, folder.size() - 1));
  }
  return std::string(folder) + std::string(target);
}

class RelationshipHandler : public XmlHandler {
 public:
  explicit RelationshipHandler(std::string_view folder) : folder_(folder) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    found_.push_back({std::string(attributes.get("Id")),
                      std::string(after_last(attributes.get("Type"), '/')),
                      resolve(folder_, attributes.get("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  std::vector<Relationship> take() { return std::move(found_); }

 private:
  std::string_view folder_;
  std::vector<Relationship> found_;
};

}  // namespace

Status read_part(Archive& archive, const std::string& part, XmlHandler& handler) {
  XmlParser parser(handler, part);
  NJ_CHECK(archive.read(part, [&](std::string_view chunk) { return parser.feed(chunk); }));
  return parser.finish();
}

Result<std::vector<Relationship>> read_relationships(Archive& archive, const std::string& part) {
  const std::string_view folder = folder_of(part);
  const std::string name =
      std::string(folder) + "_rels/" + std::string(after_last(part, '/')) + ".rels";
  RelationshipHandler handler(folder);
  if (archive.contains(name)) NJ_CHECK(read_part(archive, name, handler));
  return handler.take();
}

std::string find_target(const std::vector<Relationship>& relationships, std::string_view type) {
  for (const Relationship& relationship : relationships) {
    if (relationship.type == type) return relationship.target;
  }
  return {};
}

bool is_zip_file(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

std::string extension_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string extension(file_name.substr(dot));
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

}  // namespace niangjia::formats
