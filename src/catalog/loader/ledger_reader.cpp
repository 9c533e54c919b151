#include <fmt/format.h>

#include <algorithm>

#include "catalog/fields/field_kind.hpp"
#include "catalog/loader/named_field.hpp"
#include "catalog/loader/readers.hpp"
#include "catalog/schema.hpp"

namespace niangjia::catalog {
namespace {
constexpr int kCapabilities = 48;

void read_head(TableReader& reader, Ledger& ledger) {
  ledger.id = reader.identifier("id");
  reader.rename(fmt::format("ledger '{}'", ledger.id));
  ledger.title = reader.title("title");
  ledger.entry_title = reader.title_or("entry_title", ledger.title);
  ledger.verb = reader.title_or("verb", {"记一条", "Record"});
  ledger.capability = read_capability(reader);
  ledger.basis = reader.text("basis");
  ledger.theme = reader.text_or("theme", "other");
  ledger.icon = reader.text_or("icon", "document");
  ledger.revision = reader.number("revision", 1, 1, 1'000'000);
  ledger.number_prefix = reader.text_or("number_prefix");
  ledger.date_field = reader.text_or("date_field");
  ledger.name_field = reader.text_or("name_field");
  ledger.quick = reader.flag("quick");
  ledger.people = reader.flag("people");
  ledger.system = reader.flag("system");
}

void read_sections(TableReader& reader, Ledger& ledger) {
  for (TableReader& item : reader.tables("section", "section")) {
    Section section;
    section.key = item.identifier("key");
    section.title = item.title("title");
    item.finish();
    ledger.sections.push_back(std::move(section));
  }
}

// A group of the ledger page: a choice of the code list "theme", where there is one.
void check_theme(TableReader& reader, const Ledger& ledger, const CodeLists& lists) {
  const auto themes = std::find_if(lists.begin(), lists.end(),
                                   [](const auto& list) { return list->id == "theme"; });
  if (themes == lists.end() || (*themes)->find(ledger.theme) != nullptr) return;
  reader.unknown("theme", ledger.theme, "theme", keys_of((*themes)->choices));
}

// A computed field may be no less sensitive than what it is computed from, or the open column would
// tell it.
void check_sensitivity(TableReader& reader, const Field& field, const Ledger& ledger) {
  for (const std::string& key : field.formula->fields()) {
    const Field* source = ledger.find(key);
    if (source && source->is_encrypted() && source->sensitivity > field.sensitivity) {
      reader.fault("sensitivity",
                   fmt::format("it is computed from '{}', which is more sensitive.", key));
    }
  }
}

void check_result(TableReader& reader, const Field& field) {
  const FormulaField wanted = formula_field(field);
  const FormulaType type = field.formula->type();
  const bool whole = type == FormulaType::integer && wanted.type == FormulaType::decimal;
  if (type != wanted.type && !whole) {
    reader.fault("formula", fmt::format("the result does not fit the result_type '{}'.",
                                        name_of(field.result_type)));
  } else if (field.formula->scale() > wanted.scale) {
    reader.fault(
        "formula",
        fmt::format("the result has {} digits behind the point, the field keeps {}; use round().",
                    field.formula->scale(), wanted.scale));
  }
}

// Brings the result to the field's digits behind the point: whole + 0.00.
std::optional<Formula> read_result(TableReader& reader, const Field& field,
                                   const FormulaSchema& schema) {
  auto formula = reader.formula("formula", schema);
  const int scale = formula_field(field).scale;
  const bool number = formula && (formula->type() == FormulaType::integer ||
                                  formula->type() == FormulaType::decimal);
  if (!number || formula->scale() >= scale) return formula;
  auto widened = Formula::compile(fmt::format("round({}, {})", formula->text(), scale), schema);
  return widened ? std::optional(std::move(*widened)) : formula;
}

std::optional<Formula> read_default_formula(TableReader& reader, const Field& field,
                                            const FormulaSchema& schema) {
  auto formula = reader.formula("default_formula", schema);
  if (formula && (formula->type() != formula_field(field).type || formula->scale() > field.scale))
    reader.fault("default_formula", "the result is of another type than the field.");
  return formula;
}

// choice_when = { key = "formula" }: when each choice is offered.
void read_choice_when(TableReader& reader, Field& field, const FormulaSchema& schema) {
  const toml::node* given = reader.node("choice_when");
  const toml::table* rules = given ? given->as_table() : nullptr;
  if (given && (!rules || !field.choices))
    reader.fault("choice_when", "write choice_when = { choice = \"formula\" } at a choice.");
  if (!rules || !field.choices) return;
  TableReader item(*rules, reader.faults(), fmt::format("field '{}', choice_when", field.key));
  for (const auto& [key, node] : *rules) {
    if (!field.choices->find(key.str()))
      item.unknown(key.str(), key.str(), "choice", keys_of(field.choices->choices));
    if (auto formula = item.condition(key.str(), schema))
      field.choice_when.emplace(std::string(key.str()), std::move(*formula));
  }
}

// Fields that this one names: the choice it hangs on, the dates it stands between.
void check_neighbours(TableReader& reader, const Field& field, const Ledger& ledger) {
  const Field* parent = named_field(reader, "depends_on", field.depends_on, ledger);
  if (parent && parent->type != FieldType::choice)
    reader.fault("depends_on", "it must name a choice field.");
  for (const auto& [key, name] :
       {std::pair("not_before", field.not_before), std::pair("not_after", field.not_after)}) {
    const Field* other = named_field(reader, key, name, ledger);
    if (other && !is_date(kept_type(*other))) reader.fault(key, "it must name a date.");
  }
}

// A computed field may use those before it, so that no circle can be written.
void read_field_formulas(std::vector<TableReader>& readers, Ledger& ledger) {
  const FormulaSchema schema = row_schema(ledger);
  FormulaSchema before;
  for (const Field& field : ledger.fields) {
    if (field.type != FieldType::computed) before.emplace(field.key, formula_field(field));
  }
  for (std::size_t i = 0; i < ledger.fields.size(); ++i) {
    Field& field = ledger.fields[i];
    TableReader& reader = readers[i];
    field.required_when = reader.condition("required_when", schema);
    field.visible_when = reader.condition("visible_when", schema);
    field.read_only_when = reader.condition("read_only_when", schema);
    field.default_formula = read_default_formula(reader, field, schema);
    read_choice_when(reader, field, schema);
    check_neighbours(reader, field, ledger);
    if (field.type == FieldType::computed) {
      field.formula = read_result(reader, field, before);
      before.emplace(field.key, formula_field(field));
      if (field.formula) check_result(reader, field);
      if (field.formula) check_sensitivity(reader, field, ledger);
    }
    reader.finish();
  }
}

void read_fields(TableReader& reader, Ledger& ledger, Surroundings& surroundings) {
  auto readers = reader.tables("field", "field");
  for (TableReader& item : readers) {
    Field field = read_field(item, ledger.id, surroundings);
    if (ledger.find(field.key) != nullptr) item.fault("key", "this key stands twice.");
    const auto sections = keys_of(ledger.sections);
    if (field.section.empty() && !sections.empty()) field.section = sections.front();
    const bool known = field.section.empty() ||
                       std::find(sections.begin(), sections.end(), field.section) != sections.end();
    if (!known) item.unknown("section", field.section, "section", sections);
    ledger.fields.push_back(std::move(field));
  }
  if (readers.empty()) reader.fault("field", "there are no fields; write [[field]].");
  read_field_formulas(readers, ledger);
}

void read_checks(TableReader& reader, Ledger& ledger, const FormulaSchema& schema) {
  for (TableReader& item : reader.tables("check", "check")) {
    Check check;
    if (!item.has("rule")) item.fault("rule", "'rule' is missing.");
    check.rule = item.condition("rule", schema);
    check.message = item.title("message");
    check.field = item.text_or("field");
    check.warning = item.flag("warning");
    (void)named_field(item, "field", check.field, ledger);
    item.finish();
    ledger.checks.push_back(std::move(check));
  }
}

void read_views(TableReader& reader, Ledger& ledger, const FormulaSchema& schema) {
  for (TableReader& item : reader.tables("view", "view")) {
    View view;
    view.key = item.identifier("key");
    item.rename(fmt::format("view '{}'", view.key));
    view.title = item.title("title");
    view.filter = item.filter("filter", schema);
    view.sort = item.text_or("sort", ledger.date_field.empty() ? "" : "-" + ledger.date_field);
    const std::string column = view.sort.substr(view.sort.starts_with('-') ? 1 : 0);
    const auto system = system_fields();
    if (std::find(system.begin(), system.end(), column) == system.end()) {
      const Field* field = named_field(item, "sort", column, ledger);
      if (field && field->is_encrypted()) item.fault("sort", "an encrypted field has no order.");
    }
    item.finish();
    ledger.views.push_back(std::move(view));
  }
}

// Days before the due day, largest first: [30, 15, 7].
std::vector<int> read_remind_days(TableReader& reader) {
  std::vector<int> days;
  const toml::node* given = reader.node("remind_days");
  const toml::array* list = given ? given->as_array() : nullptr;
  for (std::size_t i = 0; list && i < list->size(); ++i)
    days.push_back(static_cast<int>((*list)[i].value_or(std::int64_t{-1})));
  const bool falling = std::is_sorted(days.rbegin(), days.rend());
  if (given && (!list || days.empty() || !falling || days.back() < 0 || days.front() > 366))
    reader.fault("remind_days", "write days before the due day, largest first: [30, 15, 7].");
  return days;
}

void read_tasks(TableReader& reader, Ledger& ledger, const FormulaSchema& schema) {
  for (TableReader& item : reader.tables("task", "task")) {
    TaskRule task;
    task.key = item.identifier("key");
    item.rename(fmt::format("task '{}'", task.key));
    task.title = item.title("title");
    task.verb = item.title("verb");
    task.due_field = item.text("due_field");
    const Field* due = named_field(item, "due_field", task.due_field, ledger);
    if (due && !is_date(kept_type(*due)))
      item.fault("due_field", fmt::format("field '{}' is no date.", task.due_field));
    task.days = item.number("days", 0, -3660, 3660);
    task.working_days = item.flag("working_days");
    task.when = item.condition("when", schema);
    task.done_when = item.condition("done_when", schema);
    task.remind_days = read_remind_days(item);
    item.finish();
    ledger.tasks.push_back(std::move(task));
  }
}

void read_unique_together(TableReader& reader, Ledger& ledger) {
  const toml::node* given = reader.node("unique_together");
  const toml::array* groups = given ? given->as_array() : nullptr;
  if (given && !groups) reader.fault("unique_together", "write a list of lists of fields.");
  if (groups == nullptr) return;
  for (const toml::node& group : *groups) {
    std::vector<std::string> keys;
    const toml::array* names = group.as_array();
    for (std::size_t i = 0; names && i < names->size(); ++i) {
      keys.push_back((*names)[i].value_or(std::string()));
      if (keys.back() != "organisation")
        (void)named_field(reader, "unique_together", keys.back(), ledger);
    }
    if (keys.size() < 2) reader.fault("unique_together", "each group needs two fields or more.");
    ledger.unique_together.push_back(std::move(keys));
  }
}

void check_head(TableReader& reader, const Ledger& ledger) {
  const Field* date = named_field(reader, "date_field", ledger.date_field, ledger);
  if (date && (!is_date(kept_type(*date)) || date->is_encrypted())) {
    reader.fault("date_field", fmt::format("field '{}' must be a date that is not encrypted.",
                                           ledger.date_field));
  }
  (void)named_field(reader, "name_field", ledger.name_field, ledger);
}
}  // namespace

std::string read_capability(TableReader& reader) {
  const std::string code = reader.text("capability");
  const bool shaped = code.size() == 3 && code[0] == 'C' &&
                      code.find_first_not_of("0123456789", 1) == std::string::npos;
  const int number = shaped ? (code[1] - '0') * 10 + (code[2] - '0') : 0;
  if (!code.empty() && (number < 1 || number > kCapabilities)) {
    reader.fault("capability",
                 fmt::format("'{}' is no capability; they are C01 to C{}.", code, kCapabilities));
  }
  return code;
}

Ledger read_ledger(TableReader& reader, Surroundings& surroundings) {
  Ledger ledger;
  read_head(reader, ledger);
  check_theme(reader, ledger, surroundings.lists);
  ledger.source = reader.faults().file;
  read_sections(reader, ledger);
  read_fields(reader, ledger, surroundings);
  check_head(reader, ledger);
  const FormulaSchema row = row_schema(ledger);
  read_checks(reader, ledger, row);
  read_views(reader, ledger, schema_of(ledger));
  read_tasks(reader, ledger, row);
  read_unique_together(reader, ledger);
  read_records(reader, ledger);
  return ledger;
}

}  // namespace niangjia::catalog
