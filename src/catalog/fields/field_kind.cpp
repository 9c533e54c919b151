#include "catalog/fields/field_kind.hpp"

#include <array>
#include <boost/json.hpp>

#include "catalog/fields/attachment.hpp"
#include "catalog/fields/choice.hpp"
#include "catalog/fields/coordinate.hpp"
#include "catalog/fields/credit_code.hpp"
#include "catalog/fields/date.hpp"
#include "catalog/fields/date_time.hpp"
#include "catalog/fields/division.hpp"
#include "catalog/fields/id_number.hpp"
#include "catalog/fields/link.hpp"
#include "catalog/fields/multi_choice.hpp"
#include "catalog/fields/number.hpp"
#include "catalog/fields/period.hpp"
#include "catalog/fields/phone.hpp"
#include "catalog/fields/policy_number.hpp"
#include "catalog/fields/rows.hpp"
#include "catalog/fields/signature.hpp"
#include "catalog/fields/text.hpp"
#include "catalog/fields/yes_no.hpp"

namespace niangjia::catalog {
namespace {
struct Kind {
  FieldType type;
  const char* name;
  const FieldKind& kind;
};

// In the order of the enumerators.
const auto& kinds() {
  static const TextField text;
  static const NumberField number;
  static const DateField date;
  static const ChoiceField choice;
  static const YesNoField yes_no;
  static const LinkField link;
  static const PhoneField phone;
  static const IdNumberField id_number;
  static const MultiChoiceField multi_choice;
  static const DateTimeField date_time;
  static const PeriodField period;
  static const CoordinateField coordinate;
  static const SignatureField signature;
  static const CreditCodeField credit_code;
  static const PolicyNumberField policy_number;
  static const DivisionField division;
  static const AttachmentField attachment;
  static const RowsField rows;
  static const std::array<Kind, 27> kAll{
      {{FieldType::text, "text", text},
       {FieldType::long_text, "long_text", text},
       {FieldType::integer, "integer", number},
       {FieldType::decimal, "decimal", number},
       {FieldType::money, "money", number},
       {FieldType::date, "date", date},
       {FieldType::choice, "choice", choice},
       {FieldType::yes_no, "yes_no", yes_no},
       {FieldType::person, "person", link},
       {FieldType::phone, "phone", phone},
       {FieldType::id_number, "id_number", id_number},
       {FieldType::organisation, "organisation", link},
       {FieldType::link, "link", link},
       {FieldType::computed, "computed", text},
       {FieldType::multi_choice, "multi_choice", multi_choice},
       {FieldType::date_time, "date_time", date_time},
       {FieldType::period, "period", period},
       {FieldType::percentage, "percentage", number},
       {FieldType::score, "score", number},
       {FieldType::coordinate, "coordinate", coordinate},
       {FieldType::signature, "signature", signature},
       {FieldType::credit_code, "credit_code", credit_code},
       {FieldType::policy_number, "policy_number", policy_number},
       {FieldType::division, "division", division},
       {FieldType::photos, "photos", attachment},
       {FieldType::files, "files", attachment},
       {FieldType::rows, "rows", rows}}};
  return kAll;
}
}  // namespace

Reading FieldKind::from_json(const Field& field, const boost::json::value& json) const {
  if (json.is_null()) return Value{};
  if (json.is_string()) return from_text(field, std::string_view(json.get_string()));
  return refuse("“" + field.title.zh + "”应是一段文字。", field.title.en + " must be a text.");
}

std::optional<Title> FieldKind::check(const Field&, const Value&, Day) const {
  return std::nullopt;
}

std::string FieldKind::mask(const Field&, const Value&) const { return {}; }

boost::json::value PlainTextKind::to_json(const Field&, const Value& value) const {
  const auto* text = std::get_if<std::string>(&value);
  return text ? boost::json::value(*text) : boost::json::value(nullptr);
}

std::string PlainTextKind::to_display(const Field&, const Value& value) const {
  const auto* text = std::get_if<std::string>(&value);
  return text ? *text : std::string();
}

const FieldKind& kind_of(FieldType type) { return kinds()[static_cast<std::size_t>(type)].kind; }

const FieldKind& kind_of(const Field& field) {
  return kind_of(field.type == FieldType::computed ? field.result_type : field.type);
}

const char* name_of(FieldType type) { return kinds()[static_cast<std::size_t>(type)].name; }

std::optional<FieldType> field_type(std::string_view name) {
  for (const Kind& kind : kinds()) {
    if (name == kind.name) return kind.type;
  }
  return std::nullopt;
}

std::vector<std::string> field_type_names() {
  std::vector<std::string> names;
  for (const Kind& kind : kinds()) names.emplace_back(kind.name);
  return names;
}

}  // namespace niangjia::catalog
