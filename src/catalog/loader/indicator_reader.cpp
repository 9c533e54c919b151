#include <fmt/format.h>

#include <algorithm>

#include "catalog/loader/named_field.hpp"
#include "catalog/loader/readers.hpp"
#include "catalog/schema.hpp"

namespace niangjia::catalog {
namespace {
constexpr Word<Indicator::Kind> kKinds[] = {{"count", Indicator::Kind::count},
                                            {"sum", Indicator::Kind::sum},
                                            {"distinct", Indicator::Kind::distinct},
                                            {"present", Indicator::Kind::present},
                                            {"ratio", Indicator::Kind::ratio}};

bool is_linked(FieldType type) { return type == FieldType::person || type == FieldType::link; }

// The field that `key` names, when it is one of the ledger; a fault otherwise.
const Field* countable_field(TableReader& reader, std::string_view key, const std::string& name,
                             const Ledger& ledger) {
  const Field* field = ledger.find(name);
  if (field == nullptr) {
    reader.unknown(key, name, "field", keys_of(ledger.fields));
  } else if (field->is_encrypted()) {
    reader.fault(key, fmt::format("field '{}' is stored encrypted and cannot be counted.", name));
  }
  return field;
}

void check_fields(TableReader& reader, const Indicator& indicator, const Ledger& ledger) {
  if (indicator.kind == Indicator::Kind::present && !ledger.roll)
    reader.fault("kind", "'present' counts a ledger that has a [[roll]].");
  if (indicator.kind == Indicator::Kind::sum || indicator.kind == Indicator::Kind::distinct) {
    const Field* field = countable_field(reader, "field", indicator.field, ledger);
    const bool summed = indicator.kind == Indicator::Kind::sum;
    if (field && !(summed ? is_number(kept_type(*field)) : is_linked(field->type))) {
      reader.fault("field", summed ? "'sum' adds up an integer, decimal or money field."
                                   : "'distinct' counts a person or link field.");
    }
  }
  const Field* date = countable_field(reader, "date_field", indicator.date_field, ledger);
  if (date && kept_type(*date) != FieldType::date)
    reader.fault("date_field", "this field is no date.");
  if (indicator.dimension.empty()) return;
  const Field* dimension = countable_field(reader, "dimension", indicator.dimension, ledger);
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
  indicator.to_date = reader.flag("to_date");
  if (indicator.to_date && indicator.kind != Indicator::Kind::sum)
    reader.fault("to_date", "only a sum is counted to date.");
  if (indicator.kind == Indicator::Kind::ratio) {
    indicator.numerator = reader.text("numerator");
    indicator.denominator = reader.text("denominator");
  }
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

void join_indicator(TableReader& reader, const Indicator& indicator, const Catalogue& catalogue) {
  if (indicator.kind != Indicator::Kind::ratio) return;
  std::vector<std::string> known;
  for (const Indicator& other : catalogue.indicators()) {
    if (other.kind != Indicator::Kind::ratio) known.push_back(other.id);
  }
  for (const auto& [key, id] : {std::pair("numerator", indicator.numerator),
                                std::pair("denominator", indicator.denominator)}) {
    if (std::find(known.begin(), known.end(), id) == known.end())
      reader.unknown(key, id, "indicator", known);
  }
}

}  // namespace niangjia::catalog
