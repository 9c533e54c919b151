#include "catalog/fields/signature.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
namespace json = boost::json;
constexpr std::size_t kMostNumbers = 6000, kMostStrokes = 300, kMostName = 30;
constexpr std::int64_t kMostCoordinate = 1000;

tl::unexpected<Title> no_signature() { return refuse("请在屏幕上签名。", "Sign on the screen."); }

bool is_stroke(const json::value& stroke, std::size_t& numbers) {
  const auto* points = stroke.if_array();
  if (!points || points->size() < 2 || points->size() % 2 != 0) return false;
  numbers += points->size();
  for (const auto& point : *points) {
    const auto* number = point.if_int64();
    if (!number || *number < 0 || *number > kMostCoordinate) return false;
  }
  return numbers <= kMostNumbers;
}

const json::array* strokes_of(const json::object& signature) {
  const auto* given = signature.if_contains("strokes");
  const auto* strokes = given ? given->if_array() : nullptr;
  std::size_t numbers = 0;
  if (!strokes || strokes->empty() || strokes->size() > kMostStrokes) return nullptr;
  for (const auto& stroke : *strokes) {
    if (!is_stroke(stroke, numbers)) return nullptr;
  }
  return strokes;
}
}  // namespace

Reading SignatureField::from_json(const Field&, const json::value& value) const {
  if (value.is_null()) return Value{};
  const auto* signature = value.if_object();
  if (!signature) return no_signature();
  const auto* given = signature->if_contains("name");
  const std::string_view name =
      given && given->is_string() ? text::trim(given->get_string()) : std::string_view();
  const auto* strokes = strokes_of(*signature);
  if (!strokes || name.empty() || !text::is_utf8(name) || text::length(name) > kMostName)
    return no_signature();
  return Value{json::serialize(json::object{{"name", name}, {"strokes", *strokes}})};
}

Reading SignatureField::from_text(const Field&, std::string_view raw) const {
  if (text::trim(raw).empty()) return Value{};
  return no_signature();
}

json::value SignatureField::to_json(const Field&, const Value& value) const {
  const auto* signature = std::get_if<std::string>(&value);
  return signature ? json::parse(*signature) : json::value(nullptr);
}

std::string SignatureField::to_display(const Field&, const Value& value) const {
  const auto* signature = std::get_if<std::string>(&value);
  if (signature == nullptr) return {};
  const json::value parsed = json::parse(*signature);
  return std::string(parsed.at("name").as_string()) + "（已签）";
}

}  // namespace niangjia::catalog
