#include <fmt/format.h>

#include "catalog/loader/readers.hpp"
#include "catalog/schema.hpp"

namespace niangjia::catalog {
namespace {
constexpr Word<Indicator::Kind> kKinds[] = {{"count", Indicator::Kind::count},
                                            {"sum", Indicator::Kind::sum},
                                            {"distinct", Indicator::Kind::distinct}};

bool is_summed(FieldType type) {
  return type == FieldType::integer || type == FieldType::decimal || type == FieldType::money;
}
bool is_linked(FieldType type) { return type == FieldType::person || type == FieldType::link; }

// The field that `key` names, when it is one of the ledger; a fault otherwise.
const Field* open_field(TableReader& reader, std::string_view key, const std::string& name,
                        const Ledger& ledger) {
  const Field* field = ledger.find(name);
  if (field == nullptr) {
    std::vector<std::string> known;
    for (const Field& other : ledger.fields) known.push_back(other.key);
    reader.unknown(key, name, "field", std::move(known));
  } else if (field->is_encrypted()) {
    reader.fault(key, fmt::format("field '{}' is stored encrypted and cannot be counted.", name));
  }
  return field;
}

FieldType stored_type(const Field& field) {
  return field.type == FieldType::computed ? field.result_type : field.type;
}

void check_fields(TableReader& reader, const Indicator& indicator, const Ledger& ledger) {
  if (indicator.kind != Indicator::Kind::count) {
    const Field* field = open_field(reader, "field", indicator.field, ledger);
    const bool summed = indicator.kind == Indicator::Kind::sum;
    if (field && !(summed ? is_summed(stored_type(*field)) : is_linked(field->type))) {
      reader.fault("field", summed ? "'sum' adds up an integer, decimal or money field."
                                   : "'distinct' counts a person or link field.");
    }
  }
  const Field* date = open_field(reader, "date_field", indicator.date_field, ledger);
  if (date && stored_type(*date) != FieldType::date)
    reader.fault("date_field", "this field is no date.");
  if (indicator.dimension.empty()) return;
  const Field* dimension = open_field(reader, "dimension", indicator.dimension, ledger);
  if (dimension && dimension->type != FieldType::choice)
    reader.fault("dimension", "figures are divided by a choice field.");
}
}  // namespace

Indicator read_indicator(TableReader& reader, const Catalogue& catalogue) {
  Indicator indicator;
  indicator.id = reader.identifier("id");
  reader.rename(fmt::format("indicator '{}'", indicator.id));
  indicator.title = reader.title("title");
  indicator.explanation = reader.title("explanation");
  indicator.unit = reader.text("unit");
  indicator.units = reader.texts("units");
  indicator.capability = read_capability(reader);
  indicator.ledger = reader.text("ledger");
  indicator.kind = reader.word<Indicator::Kind>("kind", kKinds, Indicator::Kind::count);
  indicator.field = reader.text_or("field");
  indicator.dimension = reader.text_or("dimension");
  indicator.keywords = reader.texts("keywords");
  const Ledger* ledger = catalogue.ledger(indicator.ledger);
  indicator.date_field = reader.text_or("date_field", ledger ? ledger->date_field : "");
  if (ledger == nullptr) {
    std::vector<std::string> known;
    for (const Ledger& other : catalogue.ledgers()) known.push_back(other.id);
    (void)reader.node("filter");
    reader.unknown("ledger", indicator.ledger, "ledger", std::move(known));
  } else {
    check_fields(reader, indicator, *ledger);
    indicator.filter = reader.filter("filter", row_schema(*ledger));
  }
  reader.finish();
  return indicator;
}

}  // namespace niangjia::catalog
