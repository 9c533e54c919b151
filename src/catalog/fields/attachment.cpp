#include "catalog/fields/attachment.hpp"

#include <boost/json.hpp>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "catalog/many.hpp"

namespace niangjia::catalog {
namespace {
// Each id once, in the order given.
Reading joined(const std::vector<std::string>& ids) {
  std::vector<std::string> distinct;
  for (const std::string& id : ids) {
    if (!parse_id(id))
      return refuse("没有这个附件，请重新上传。", "No such file; upload it again.");
    if (!includes_part(join_many(distinct), id)) distinct.push_back(id);
  }
  return distinct.empty() ? Value{} : Value{join_many(distinct)};
}
}  // namespace

Reading AttachmentField::from_json(const Field& field, const boost::json::value& json) const {
  if (!json.is_array()) return FieldKind::from_json(field, json);
  std::vector<std::string> ids;
  for (const auto& item : json.get_array()) {
    const bool fits = item.is_string() && ids.size() < 1000;
    ids.emplace_back(fits ? std::string_view(item.get_string()) : std::string_view("?"));
  }
  return joined(ids);
}

Reading AttachmentField::from_text(const Field&, std::string_view raw) const {
  std::vector<std::string> ids;
  for (const std::string_view id : split_many(text::trim(raw))) ids.emplace_back(text::trim(id));
  return joined(ids);
}

boost::json::value AttachmentField::to_json(const Field&, const Value& value) const {
  const auto* ids = std::get_if<std::string>(&value);
  if (ids == nullptr) return nullptr;
  boost::json::array out;
  for (const std::string_view id : split_many(*ids)) out.emplace_back(id);
  return out;
}

// A workbook holds no pictures; it tells how many there are.
std::string AttachmentField::to_display(const Field& field, const Value& value) const {
  const auto* ids = std::get_if<std::string>(&value);
  if (ids == nullptr) return {};
  return std::to_string(count_many(*ids)) + (field.type == FieldType::photos ? "张" : "个");
}

std::optional<Title> AttachmentField::check(const Field& field, const Value& value, Day) const {
  return check_count(field, std::get<std::string>(value));
}

}  // namespace niangjia::catalog
