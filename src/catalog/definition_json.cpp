#include "catalog/definition_json.hpp"

#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"

namespace niangjia::catalog {
namespace {
namespace json = boost::json;

json::object title_json(const Title& title) { return {{"zh", title.zh}, {"en", title.en}}; }

json::value tree_json(const std::optional<Formula>& formula) {
  return formula ? formula->to_json() : json::value(nullptr);
}

json::array choices_json(const CodeList& list) {
  json::array out;
  for (const Choice& choice : list.choices) {
    out.push_back(json::object{
        {"key", choice.key}, {"title", title_json(choice.title)}, {"retired", choice.retired}});
  }
  return out;
}

json::value bound_json(const Field& field, const std::optional<std::int64_t>& bound) {
  if (!bound) return nullptr;
  const bool date = kind_of(field).formula_type() == FormulaType::date;
  return kind_of(field).to_json(field, date ? Value{day_from_number(*bound)} : Value{*bound});
}

json::value default_json(const Field& field) {
  if (field.default_today) return json::value("today");
  return field.default_value ? kind_of(field).to_json(field, *field.default_value)
                             : json::value(nullptr);
}

json::object field_json(const Field& field) {
  json::object out{
      {"key", field.key},
      {"title", title_json(field.title)},
      {"help", field.help.zh.empty() ? json::value(nullptr) : json::value(title_json(field.help))},
      {"unit", field.unit},
      {"type", name_of(field.type)},
      {"sensitivity", to_string(field.sensitivity)},
      {"section", field.section},
      {"scale", field.scale},
      {"max_length", field.max_length},
      {"min", bound_json(field, field.min)},
      {"max", bound_json(field, field.max)},
      {"pattern", field.pattern},
      {"default", default_json(field)},
      {"required", field.required},
      {"no_future", field.no_future},
      {"unique", field.unique},
      {"set_once", field.set_once},
      {"retired", field.retired},
      {"in_list", field.in_list},
      {"filterable", field.filterable},
      {"searchable", field.searchable},
      {"required_when", tree_json(field.required_when)},
      {"visible_when", tree_json(field.visible_when)},
      {"formula", tree_json(field.formula)}};
  if (field.choices) out["choices"] = choices_json(*field.choices);
  if (!field.link_ledger.empty()) out["link_ledger"] = field.link_ledger;
  if (field.short_numbers) out["short"] = true;
  if (field.type == FieldType::computed) out["result_type"] = name_of(field.result_type);
  return out;
}

json::array sections_json(const Ledger& ledger) {
  json::array out;
  for (const Section& section : ledger.sections) {
    out.push_back(json::object{{"key", section.key}, {"title", title_json(section.title)}});
  }
  return out;
}

json::array checks_json(const Ledger& ledger) {
  json::array out;
  for (const Check& check : ledger.checks) {
    out.push_back(json::object{{"rule", tree_json(check.rule)},
                               {"message", title_json(check.message)},
                               {"field", check.field},
                               {"warning", check.warning}});
  }
  return out;
}

json::array views_json(const Ledger& ledger) {
  json::array out;
  for (const View& view : ledger.views) {
    out.push_back(json::object{{"key", view.key},
                               {"title", title_json(view.title)},
                               {"filter", view.filter ? view.filter->text() : ""},
                               {"sort", view.sort}});
  }
  return out;
}
}  // namespace

json::object to_json(const Ledger& ledger) {
  json::array fields;
  for (const Field& field : ledger.fields) fields.push_back(field_json(field));
  return {{"id", ledger.id},
          {"title", title_json(ledger.title)},
          {"entry_title", title_json(ledger.entry_title)},
          {"verb", title_json(ledger.verb)},
          {"capability", ledger.capability},
          {"basis", ledger.basis},
          {"theme", ledger.theme},
          {"icon", ledger.icon},
          {"revision", ledger.revision},
          {"quick", ledger.quick},
          {"people", ledger.people},
          {"system", ledger.system},
          {"number_prefix", ledger.number_prefix},
          {"date_field", ledger.date_field},
          {"name_field", ledger.name_field},
          {"sections", sections_json(ledger)},
          {"fields", std::move(fields)},
          {"checks", checks_json(ledger)},
          {"views", views_json(ledger)}};
}

}  // namespace niangjia::catalog
