#include "catalog/definition_json.hpp"

#include <array>
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
    json::object one{
        {"key", choice.key}, {"title", title_json(choice.title)}, {"retired", choice.retired}};
    if (!choice.parent.empty()) one["parent"] = choice.parent;
    if (!choice.tags.empty()) one["tags"] = json::value_from(choice.tags);
    out.push_back(std::move(one));
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

const char* to_string(PeriodKind kind) {
  constexpr std::array kWords{"any", "year", "half_year", "quarter", "month", "term"};
  return kWords[static_cast<std::size_t>(kind)];
}

json::object field_json(const Field& field);

// What only some fields have; left out by the others.
void add_particulars(const Field& field, json::object& out) {
  if (field.choices) out["choices"] = choices_json(*field.choices);
  if (!field.depends_on.empty()) out["depends_on"] = field.depends_on;
  if (!field.only_tag.empty()) out["only_tag"] = field.only_tag;
  if (!field.choice_when.empty()) {
    json::object rules;
    for (const auto& [key, rule] : field.choice_when) rules[key] = rule.to_json();
    out["choice_when"] = std::move(rules);
  }
  if (!field.link_ledger.empty()) out["link_ledger"] = field.link_ledger;
  if (field.short_numbers) out["short"] = true;
  if (field.type == FieldType::computed) out["result_type"] = name_of(field.result_type);
  if (field.type == FieldType::period) out["period"] = to_string(field.period_kind);
  if (holds_many(field.type)) {
    out["min_count"] = field.min_count;
    out["max_count"] = field.max_count;
  }
  if (!field.columns.empty()) {
    json::array columns;
    for (const Field& column : field.columns) columns.push_back(field_json(column));
    out["columns"] = std::move(columns);
    out["append_only"] = field.append_only;
  }
  if (!field.not_before.empty()) out["not_before"] = field.not_before;
  if (!field.not_after.empty()) out["not_after"] = field.not_after;
  if (!field.fetch_link.empty()) out["fetch"] = field.fetch_link + "." + field.fetch_field;
  if (field.read_only_when) out["read_only_when"] = tree_json(field.read_only_when);
  if (field.default_formula) out["default_formula"] = tree_json(field.default_formula);
  if (field.soft) out["soft"] = true;
  if (!field.aliases.empty()) out["aliases"] = json::value_from(field.aliases);
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
      {"unique", field.unique || field.unique_in_organisation},
      {"set_once", field.set_once},
      {"retired", field.retired},
      {"in_list", field.in_list},
      {"filterable", field.filterable},
      {"searchable", field.searchable},
      {"required_when", tree_json(field.required_when)},
      {"visible_when", tree_json(field.visible_when)},
      {"formula", tree_json(field.formula)}};
  add_particulars(field, out);
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

json::object roll_json(const RegisterRule& roll) {
  return {{"entered", roll.entered}, {"left", roll.left}, {"reason", roll.reason}};
}

json::object balance_json(const BalanceRule& balance) {
  return {{"change", balance.change},
          {"per", json::value_from(balance.per)},
          {"what", title_json(balance.what)}};
}

json::array duties_json(const Ledger& ledger) {
  json::array out;
  for (const DutyRule& duty : ledger.duties) {
    out.push_back(json::object{{"key", duty.key},
                               {"title", title_json(duty.title)},
                               {"verb", title_json(duty.verb)},
                               {"every", to_string(duty.every)},
                               {"every_days", duty.every_days},
                               {"done_ledger", duty.done_ledger},
                               {"done_link", duty.done_link}});
  }
  return out;
}

json::array matrices_json(const Ledger& ledger) {
  json::array out;
  for (const MatrixView& matrix : ledger.matrices) {
    out.push_back(json::object{{"key", matrix.key},
                               {"title", title_json(matrix.title)},
                               {"rows", matrix.rows},
                               {"columns", matrix.columns}});
  }
  return out;
}

json::object sign_up_json(const SignUpRule& rule) {
  return {{"open", rule.open},         {"starts_at", rule.starts_at}, {"place", rule.place},
          {"capacity", rule.capacity}, {"ledger", rule.ledger},       {"link", rule.link},
          {"state", rule.state}};
}

// What kind of record the ledger keeps.
void add_record(const Ledger& ledger, json::object& out) {
  out["append_only"] = ledger.append_only;
  out["reversal"] = ledger.reversal;
  out["board_field"] = ledger.board_field;
  if (ledger.roll) out["roll"] = roll_json(*ledger.roll);
  if (ledger.balance) out["balance"] = balance_json(*ledger.balance);
  if (ledger.sign_up) out["sign_up"] = sign_up_json(*ledger.sign_up);
  out["duties"] = duties_json(ledger);
  out["matrices"] = matrices_json(ledger);
}
}  // namespace

json::object to_json(const Ledger& ledger) {
  json::array fields;
  for (const Field& field : ledger.fields) fields.push_back(field_json(field));
  json::object out{{"id", ledger.id},
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
  add_record(ledger, out);
  return out;
}

}  // namespace niangjia::catalog
