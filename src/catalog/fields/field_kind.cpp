#include "catalog/fields/field_kind.hpp"

#include <array>
#include <boost/json.hpp>

#include "catalog/fields/choice.hpp"
#include "catalog/fields/date.hpp"
#include "catalog/fields/id_number.hpp"
#include "catalog/fields/link.hpp"
#include "catalog/fields/number.hpp"
#include "catalog/fields/phone.hpp"
#include "catalog/fields/text.hpp"
#include "catalog/fields/yes_no.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::array<const char*, 14> kNames{
    "text",   "long_text", "integer", "decimal",   "money",        "date", "choice",
    "yes_no", "person",    "phone",   "id_number", "organisation", "link", "computed"};
}

Reading FieldKind::from_json(const Field& field, const boost::json::value& json) const {
  if (json.is_null()) return Value{};
  if (json.is_string()) return from_text(field, std::string_view(json.get_string()));
  return refuse("“" + field.title.zh + "”应是一段文字。", field.title.en + " must be a text.");
}

std::optional<Title> FieldKind::check(const Field&, const Value&, Day) const {
  return std::nullopt;
}

std::string FieldKind::mask(const Field&, const Value&) const { return {}; }

const FieldKind& kind_of(FieldType type) {
  static const TextField text;
  static const NumberField number;
  static const DateField date;
  static const ChoiceField choice;
  static const YesNoField yes_no;
  static const LinkField link;
  static const PhoneField phone;
  static const IdNumberField id_number;
  switch (type) {
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money:
      return number;
    case FieldType::date:
      return date;
    case FieldType::choice:
      return choice;
    case FieldType::yes_no:
      return yes_no;
    case FieldType::person:
    case FieldType::organisation:
    case FieldType::link:
      return link;
    case FieldType::phone:
      return phone;
    case FieldType::id_number:
      return id_number;
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::computed:
      break;
  }
  return text;
}

const FieldKind& kind_of(const Field& field) {
  return kind_of(field.type == FieldType::computed ? field.result_type : field.type);
}

const char* name_of(FieldType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<FieldType> field_type(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<FieldType>(i);
  }
  return std::nullopt;
}

}  // namespace niangjia::catalog
