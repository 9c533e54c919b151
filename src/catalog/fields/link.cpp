#include "catalog/fields/link.hpp"

#include <boost/json.hpp>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace niangjia::catalog {

Reading LinkField::from_json(const Field& field, const boost::json::value& json) const {
  if (json.is_int64()) return from_text(field, std::to_string(json.get_int64()));
  return FieldKind::from_json(field, json);
}

Reading LinkField::from_text(const Field&, std::string_view raw) const {
  const std::string text = text::to_half_width(text::trim(raw));
  if (text.empty()) return Value{};
  const auto id = parse_id(text);
  if (!id) return refuse("请从名单里选一个。", "Choose one from the list.");
  return Value{*id};
}

boost::json::value LinkField::to_json(const Field& field, const Value& value) const {
  if (is_empty(value)) return nullptr;
  return boost::json::value(to_display(field, value));
}

std::string LinkField::to_display(const Field&, const Value& value) const {
  const auto* id = std::get_if<std::int64_t>(&value);
  return id ? std::to_string(*id) : std::string();
}

}  // namespace niangjia::catalog
