#include <fmt/format.h>
#include <unicode/regex.h>

#include <algorithm>
#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "catalog/loader/readers.hpp"
#include "catalog/schema.hpp"

namespace niangjia::catalog {
namespace {
constexpr Word<Sensitivity> kSensitivities[] = {{"public", Sensitivity::public_},
                                                {"internal", Sensitivity::internal},
                                                {"personal", Sensitivity::personal},
                                                {"confidential", Sensitivity::confidential}};
constexpr Word<Mask> kMasks[] = {
    {"hidden", Mask::hidden}, {"name", Mask::name}, {"address", Mask::address}};
constexpr Word<PeriodKind> kPeriodKinds[] = {{"any", PeriodKind::any},
                                             {"year", PeriodKind::year},
                                             {"half_year", PeriodKind::half_year},
                                             {"quarter", PeriodKind::quarter},
                                             {"month", PeriodKind::month},
                                             {"term", PeriodKind::term}};

// Longest values, so that a list of 50 stays small and an index entry fits its page.
constexpr int kTextLength = 100, kLongTextLength = 4000, kMostLength = 1'400'000;
constexpr int kMoneyScale = 2, kMostDecimalScale = 6;
constexpr std::int64_t kMostInHundred = 100;
// An entry stays readable on one page and a request within its limit.
constexpr int kMostRows = 200, kMostAttachments = 50, kMostColumns = 20;

std::vector<std::string> ids_of(const CodeLists& lists) {
  std::vector<std::string> ids;
  for (const auto& list : lists) {
    if (list->id.find('.') == std::string::npos) ids.push_back(list->id);
  }
  return ids;
}

Choice read_choice(TableReader& reader) {
  Choice choice;
  choice.key = reader.choice_key("key");
  reader.rename(fmt::format("choice '{}'", choice.key));
  choice.title = Title{reader.text("zh"), reader.text("en")};
  choice.retired = reader.flag("retired");
  choice.parent = reader.text_or("parent");
  choice.tags = reader.texts("tags");
  reader.finish();
  return choice;
}

std::vector<Choice> read_choices(TableReader& reader, std::string_view key) {
  std::vector<Choice> choices;
  for (TableReader& item : reader.tables(key, "choice")) {
    Choice choice = read_choice(item);
    const bool twice = std::any_of(choices.begin(), choices.end(),
                                   [&](const Choice& c) { return c.key == choice.key; });
    if (twice) item.fault("key", "this key stands twice.");
    choices.push_back(std::move(choice));
  }
  if (choices.empty()) reader.fault(key, "there are no choices.");
  return choices;
}

// A word names a list of catalog/codes; a list spells the choices out.
const CodeList* find_choices(TableReader& reader, const Field& field, const std::string& ledger,
                             CodeLists& lists) {
  const toml::node* given = reader.node("choices");
  if (given == nullptr) {
    reader.fault("type", "a choice needs 'choices': the name of a code list, or the list itself.");
    return nullptr;
  }
  if (given->is_array()) {
    auto own = std::make_unique<CodeList>();
    own->id = ledger + "." + field.key;
    own->title = field.title;
    own->choices = read_choices(reader, "choices");
    lists.push_back(std::move(own));
    return lists.back().get();
  }
  const std::string name = reader.text("choices");
  for (const auto& list : lists) {
    if (list->id == name) return list.get();
  }
  reader.unknown("choices", name, "code list", ids_of(lists));
  return nullptr;
}

bool is_chosen_from(const Field& field) {
  const FieldType type = field.type == FieldType::computed ? field.result_type : field.type;
  return type == FieldType::choice || type == FieldType::multi_choice;
}

std::optional<Value> read_value(TableReader& reader, std::string_view key, const Field& field) {
  const toml::node* given = reader.node(key);
  if (given == nullptr || (is_chosen_from(field) && field.choices == nullptr)) return std::nullopt;
  const auto value = kind_of(field).from_json(field, to_json(*given));
  if (value && !is_empty(*value)) return *value;
  reader.fault(key, fmt::format("'{}': {}", key,
                                value ? "the value is empty or a decimal without quotes."
                                      : value.error().en));
  return std::nullopt;
}

std::optional<std::int64_t> read_bound(TableReader& reader, std::string_view key,
                                       const Field& field) {
  const auto value = read_value(reader, key, field);
  if (!value) return std::nullopt;
  if (const auto* day = std::get_if<Day>(&*value)) return day_number(*day);
  if (const auto* number = std::get_if<std::int64_t>(&*value)) return *number;
  reader.fault(key, fmt::format("'{}' is for numbers and dates.", key));
  return std::nullopt;
}

void read_link(TableReader& reader, Field& field, const std::vector<std::string>& ledgers) {
  if (field.type == FieldType::person) field.link_ledger = "person";
  if (field.type == FieldType::link) field.link_ledger = reader.text("ledger");
  const bool known = std::find(ledgers.begin(), ledgers.end(), field.link_ledger) != ledgers.end();
  if (!field.link_ledger.empty() && !known)
    reader.unknown("ledger", field.link_ledger, "ledger", ledgers);
}

void bound_in_hundred(Field& field) {
  std::int64_t most = kMostInHundred;
  for (int i = 0; i < field.scale; ++i) most *= 10;
  if (!field.min) field.min = 0;
  if (!field.max) field.max = most;
  if (field.type == FieldType::percentage && field.unit.empty()) field.unit = "%";
}

// How many things a field holds that holds many.
void read_counts(TableReader& reader, Field& field) {
  if (!holds_many(field.type)) return;
  const bool rows = field.type == FieldType::rows;
  const int most = rows ? kMostRows : kMostAttachments;
  field.min_count = reader.number("min_count", 0, 0, most);
  if (field.type == FieldType::multi_choice) {
    field.max_count = reader.number("max_count", 0, 0, 1000);
  } else {
    field.max_count = reader.number("max_count", rows ? kMostRows : 9, 1, most);
  }
  if (rows) field.append_only = reader.flag("append_only");
}

void read_mask(TableReader& reader, Field& field) {
  const toml::node* given = reader.node("mask");
  const auto word = given ? given->value_or(std::string_view()) : std::string_view();
  if (!word.empty() && word.find_first_not_of("#*") == std::string_view::npos) {
    field.mask = Mask::pattern;
    field.mask_pattern = word;
    return;
  }
  field.mask = reader.word<Mask>("mask", kMasks, Mask::hidden);
}

// "person.birth_date": the field of the link, and the field of what it links to.
void read_fetch(TableReader& reader, Field& field) {
  const std::string fetch = reader.text_or("fetch");
  if (fetch.empty()) return;
  const std::size_t dot = fetch.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == fetch.size())
    return reader.fault("fetch", "write the link and the field behind it: \"person.sex\".");
  field.fetch_link = fetch.substr(0, dot);
  field.fetch_field = fetch.substr(dot + 1);
}

FieldType read_type(TableReader& reader, std::string_view key) {
  const std::string name = reader.text_or(key, "text");
  if (const auto type = field_type(name)) return *type;
  reader.unknown(key, name, "type", field_type_names());
  return FieldType::text;
}

void read_unique(TableReader& reader, Field& field) {
  const toml::node* given = reader.node("unique");
  if (given == nullptr) return;
  if (given->is_string()) {
    field.unique_in_organisation = given->value_or(std::string_view()) == "organisation";
    if (!field.unique_in_organisation)
      reader.fault("unique", "write true, or \"organisation\" for once in each.");
    return;
  }
  field.unique = reader.flag("unique");
}

void read_columns(TableReader& reader, Field& field, const std::string& ledger,
                  Surroundings& surroundings);

void read_measures(TableReader& reader, Field& field) {
  const FieldType type = field.type == FieldType::computed ? field.result_type : field.type;
  if (type == FieldType::money) field.scale = kMoneyScale;
  if (type == FieldType::decimal) field.scale = reader.number("scale", 2, 1, kMostDecimalScale);
  if (type == FieldType::percentage) field.scale = reader.number("scale", 2, 1, kMostDecimalScale);
  if (type == FieldType::score) field.scale = reader.number("scale", 0, 0, kMostDecimalScale);
  if (type == FieldType::text) field.max_length = reader.number("max_length", kTextLength, 1, 500);
  if (type == FieldType::long_text)
    field.max_length = reader.number("max_length", kLongTextLength, 1, kMostLength);
  field.min = read_bound(reader, "min", field);
  field.max = read_bound(reader, "max", field);
  if (type == FieldType::percentage || type == FieldType::score) bound_in_hundred(field);
  field.soft = reader.flag("soft");
  field.pattern = reader.text_or("pattern");
  if (field.pattern.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  uregex_close(uregex_open(icu::UnicodeString::fromUTF8(field.pattern).getTerminatedBuffer(), -1, 0,
                           &where, &status));
  if (U_FAILURE(status))
    reader.fault("pattern",
                 fmt::format("the pattern is no ICU expression: {}.", u_errorName(status)));
}

void read_default(TableReader& reader, Field& field) {
  const toml::node* given = reader.node("default");
  field.default_today =
      field.type == FieldType::date && given && given->value_or(std::string_view()) == "today";
  if (!field.default_today) field.default_value = read_value(reader, "default", field);
}

void check_use(TableReader& reader, const Field& field) {
  if (field.filterable && field.is_encrypted()) {
    reader.fault(
        "filterable",
        "personal and confidential fields are stored encrypted and cannot be filtered by.");
  }
  const FieldType type = field.type == FieldType::computed ? field.result_type : field.type;
  const bool text = type == FieldType::text || type == FieldType::long_text ||
                    type == FieldType::phone || type == FieldType::policy_number ||
                    type == FieldType::credit_code;
  if (field.filterable && (type == FieldType::signature || type == FieldType::rows ||
                           type == FieldType::photos || type == FieldType::files))
    reader.fault("filterable", "this type has no order; filter by another field.");
  if (field.filterable && text)
    reader.fault("filterable", "free text is searched ('searchable'), not filtered by.");
  if (field.searchable && !text && type != FieldType::id_number) {
    reader.fault("searchable", "only text, phone and identity numbers are searched.");
  }
  if (field.mask != Mask::hidden && (!text || !field.is_encrypted())) {
    reader.fault("mask", "'mask' is for personal and confidential text.");
  }
  const auto reserved = system_fields();
  if (std::find(reserved.begin(), reserved.end(), field.key) != reserved.end()) {
    reader.fault("key", "this name belongs to every entry; choose another.");
  }
}

// A cell of a row is a plain value: nothing is looked up, counted or computed in it.
bool may_be_column(FieldType type) {
  switch (type) {
    case FieldType::computed:
    case FieldType::rows:
    case FieldType::person:
    case FieldType::link:
    case FieldType::organisation:
    case FieldType::photos:
    case FieldType::files:
    case FieldType::signature:
      return false;
    default:
      return true;
  }
}

void read_columns(TableReader& reader, Field& field, const std::string& ledger,
                  Surroundings& surroundings) {
  for (TableReader& item : reader.tables("column", "column")) {
    Field column = read_field(item, ledger + "." + field.key, surroundings);
    item.finish();
    if (!may_be_column(column.type))
      item.fault("type", "a column of rows holds plain values: no links, files, rows or formulas.");
    if (column.is_encrypted() || column.filterable || column.searchable || column.unique)
      item.fault("key", "a column has the sensitivity of its field and is not indexed.");
    field.columns.push_back(std::move(column));
  }
  if (field.columns.empty())
    reader.fault("type", "rows need their columns; write [[field.column]].");
  if (field.columns.size() > kMostColumns)
    reader.fault("column", fmt::format("at most {} columns.", kMostColumns));
}
}  // namespace

std::unique_ptr<CodeList> read_code_list(TableReader& reader) {
  auto list = std::make_unique<CodeList>();
  list->id = reader.identifier("id");
  reader.rename(fmt::format("code list '{}'", list->id));
  list->title = reader.title("title");
  list->choices = read_choices(reader, "choice");
  reader.finish();
  return list;
}

Field read_field(TableReader& reader, const std::string& ledger, Surroundings& surroundings) {
  Field field;
  field.key = reader.identifier("key");
  reader.rename(fmt::format("field '{}'", field.key));
  field.title = reader.title("title");
  field.help = reader.title_or("help");
  field.unit = reader.text_or("unit");
  field.aliases = reader.texts("aliases");
  if (!reader.has("type")) reader.fault("type", "'type' is missing.");
  field.type = read_type(reader, "type");
  if (field.type == FieldType::computed) {
    field.result_type = read_type(reader, "result_type");
    if (!reader.has("formula"))
      reader.fault("type", "a computed field needs 'formula' and 'result_type'.");
  }
  field.sensitivity =
      reader.word<Sensitivity>("sensitivity", kSensitivities, Sensitivity::internal);
  field.section = reader.text_or("section");
  if (is_chosen_from(field)) {
    field.choices = find_choices(reader, field, ledger, surroundings.lists);
    field.depends_on = reader.text_or("depends_on");
    field.only_tag = reader.text_or("only_tag");
  }
  read_link(reader, field, surroundings.ledgers);
  if (field.type == FieldType::phone) field.short_numbers = reader.flag("short");
  if (field.type == FieldType::period)
    field.period_kind = reader.word<PeriodKind>("period", kPeriodKinds, PeriodKind::any);
  if (field.type == FieldType::date) {
    field.not_before = reader.text_or("not_before");
    field.not_after = reader.text_or("not_after");
  }
  if (field.type == FieldType::rows) read_columns(reader, field, ledger, surroundings);
  read_mask(reader, field);
  read_measures(reader, field);
  read_counts(reader, field);
  read_default(reader, field);
  read_fetch(reader, field);
  field.required = reader.flag("required");
  field.no_future = reader.flag("no_future");
  read_unique(reader, field);
  field.set_once = reader.flag("set_once");
  field.retired = reader.flag("retired");
  field.in_list = reader.flag("in_list");
  field.filterable = reader.flag("filterable");
  field.searchable = reader.flag("searchable");
  check_use(reader, field);
  return field;
}

}  // namespace niangjia::catalog
