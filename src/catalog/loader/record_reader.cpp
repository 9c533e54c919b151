// The parts of a ledger that say what kind of record it keeps: a roll, a stock, duties, tables,
// gatherings.
#include "catalog/loader/named_field.hpp"
#include "catalog/loader/readers.hpp"
#include "catalog/schema.hpp"

namespace niangjia::catalog {
namespace {
constexpr Word<PeriodKind> kEvery[] = {{"month", PeriodKind::month},
                                       {"quarter", PeriodKind::quarter},
                                       {"half_year", PeriodKind::half_year},
                                       {"year", PeriodKind::year},
                                       {"term", PeriodKind::term}};
constexpr int kMostEveryDays = 3660;

bool is_table_side(FieldType type) {
  return type == FieldType::choice || type == FieldType::multi_choice;
}

void read_roll(TableReader& reader, Ledger& ledger) {
  for (TableReader& item : reader.tables("roll", "roll")) {
    RegisterRule roll{item.text("entered"), item.text("left"), item.text_or("reason")};
    (void)open_field(item, "entered", roll.entered, ledger, is_date, "a date");
    (void)open_field(item, "left", roll.left, ledger, is_date, "a date");
    (void)named_field(item, "reason", roll.reason, ledger);
    item.finish();
    if (ledger.roll) item.fault("entered", "a ledger has one [[roll]].");
    ledger.roll = std::move(roll);
  }
}

void read_balance(TableReader& reader, Ledger& ledger) {
  for (TableReader& item : reader.tables("balance", "balance")) {
    BalanceRule balance{item.text("change"), item.texts("per"), item.title("what")};
    (void)open_field(item, "change", balance.change, ledger, is_number, "a number");
    for (const std::string& key : balance.per) {
      const Field* field = named_field(item, "per", key, ledger);
      if (field && field->is_encrypted()) item.fault("per", "an encrypted field has no balance.");
    }
    item.finish();
    if (ledger.balance) item.fault("change", "a ledger has one [[balance]].");
    ledger.balance = std::move(balance);
  }
}

void read_matrices(TableReader& reader, Ledger& ledger) {
  for (TableReader& item : reader.tables("matrix", "matrix")) {
    MatrixView matrix;
    matrix.key = item.identifier("key");
    item.rename(fmt::format("matrix '{}'", matrix.key));
    matrix.title = item.title("title");
    matrix.rows = item.text("rows");
    matrix.columns = item.text("columns");
    matrix.sum = item.text_or("sum");
    matrix.filter = item.filter("filter", schema_of(ledger));
    (void)open_field(item, "rows", matrix.rows, ledger, is_table_side, "a choice");
    (void)open_field(item, "columns", matrix.columns, ledger, is_table_side, "a choice");
    (void)open_field(item, "sum", matrix.sum, ledger, is_number, "a number");
    item.finish();
    ledger.matrices.push_back(std::move(matrix));
  }
}

void read_duties(TableReader& reader, Ledger& ledger) {
  const FormulaSchema schema = row_schema(ledger);
  for (TableReader& item : reader.tables("duty", "duty")) {
    DutyRule duty;
    duty.key = item.identifier("key");
    item.rename(fmt::format("duty '{}'", duty.key));
    duty.title = item.title("title");
    duty.verb = item.title("verb");
    duty.every = item.word<PeriodKind>("every", kEvery, PeriodKind::month);
    duty.every_days = item.number("every_days", 0, 1, kMostEveryDays);
    if (item.has("every") == item.has("every_days"))
      item.fault("every", "write 'every' (month, quarter, half_year, year, term) or 'every_days'.");
    duty.from_field = item.text_or("from_field", ledger.date_field);
    duty.to_field = item.text_or("to_field");
    (void)open_field(item, "from_field", duty.from_field, ledger, is_date, "a date");
    (void)open_field(item, "to_field", duty.to_field, ledger, is_date, "a date");
    duty.when = item.condition("when", schema);
    duty.done_ledger = item.text("done_ledger");
    duty.done_link = item.text("done_link");
    duty.done_field = item.text_or("done_field");
    (void)item.node("done_filter");  // speaks of the other ledger; read in `join_ledger`
    item.finish();
    ledger.duties.push_back(std::move(duty));
  }
}

void read_sign_up(TableReader& reader, Ledger& ledger) {
  const auto is_moment = [](FieldType type) {
    return type == FieldType::date || type == FieldType::date_time;
  };
  for (TableReader& item : reader.tables("sign_up", "sign_up")) {
    SignUpRule rule;
    rule.open = item.text("open");
    rule.starts_at = item.text("starts_at");
    rule.place = item.text_or("place");
    rule.capacity = item.text("capacity");
    rule.hours = item.text_or("hours");
    rule.ledger = item.text("ledger");
    for (const auto& [key, name] :
         {std::pair("link", &rule.link), std::pair("name", &rule.name),
          std::pair("phone", &rule.phone), std::pair("state", &rule.state)})
      *name = item.text(key);  // of the other ledger; looked up in `join_ledger`
    rule.credited = item.text_or("credited");
    (void)open_field(
        item, "open", rule.open, ledger, [](FieldType type) { return type == FieldType::yes_no; },
        "yes or no");
    (void)open_field(item, "starts_at", rule.starts_at, ledger, is_moment, "a date or date_time");
    (void)named_field(item, "place", rule.place, ledger);
    (void)open_field(item, "capacity", rule.capacity, ledger, is_number, "a number");
    (void)open_field(item, "hours", rule.hours, ledger, is_number, "a number");
    item.finish();
    ledger.sign_up = std::move(rule);
  }
}

void read_append_only(TableReader& reader, Ledger& ledger) {
  ledger.append_only = reader.flag("append_only");
  ledger.reversal = reader.text_or("reversal");
  const Field* link = named_field(reader, "reversal", ledger.reversal, ledger);
  if (link && (link->type != FieldType::link || link->link_ledger != ledger.id || !link->unique))
    reader.fault("reversal", "it must be a link to this ledger with unique = true.");
  if (!ledger.reversal.empty() && !ledger.append_only)
    reader.fault("reversal", "only a ledger with append_only = true has reversals.");
}

void read_numbering(TableReader& reader, Ledger& ledger) {
  ledger.number_pattern = reader.text_or("number_pattern");
  ledger.number_per_organisation = reader.flag("number_per_organisation");
  const std::string& pattern = ledger.number_pattern;
  if (!pattern.empty() && pattern.find("{number}") == std::string::npos)
    reader.fault("number_pattern",
                 "it must hold {number}; {year} and {organisation} may stand too.");
}

DutyRule* duty_of(Ledger& ledger, std::string_view key) {
  for (DutyRule& duty : ledger.duties) {
    if (duty.key == key) return &duty;
  }
  return nullptr;
}

void join_duty(TableReader& item, const Ledger& ledger, DutyRule& duty,
               const Catalogue& catalogue) {
  const Ledger* done = catalogue.ledger(duty.done_ledger);
  if (done == nullptr) {
    std::vector<std::string> known;
    for (const Ledger& other : catalogue.ledgers()) known.push_back(other.id);
    return item.unknown("done_ledger", duty.done_ledger, "ledger", std::move(known));
  }
  const Field* link = named_field(item, "done_link", duty.done_link, *done);
  if (link && (link->link_ledger != ledger.id || link->is_encrypted()))
    item.fault("done_link", fmt::format("it must be an open link to '{}'.", ledger.id));
  if (duty.done_field.empty()) duty.done_field = done->date_field;
  (void)open_field(item, "done_field", duty.done_field, *done, is_date, "a date");
  duty.done_filter = item.condition("done_filter", row_schema(*done));
}

void join_sign_up(TableReader& item, const Ledger& ledger, const Catalogue& catalogue) {
  const SignUpRule& rule = *ledger.sign_up;
  const Ledger* people = catalogue.ledger(rule.ledger);
  if (!people) return item.fault("ledger", fmt::format("ledger '{}' does not exist.", rule.ledger));
  const Field* link = named_field(item, "link", rule.link, *people);
  if (link && link->link_ledger != ledger.id)
    item.fault("link", fmt::format("it must be a link to '{}'.", ledger.id));
  (void)named_field(item, "name", rule.name, *people);
  (void)named_field(item, "phone", rule.phone, *people);
  (void)named_field(item, "credited", rule.credited, *people);
  const Field* state = open_field(item, "state", rule.state, *people, is_choice, "a choice");
  for (const char* key : {"signed_up", "waiting", "came", "cancelled"}) {
    if (state && state->choices && !state->choices->find(key))
      item.fault("state", fmt::format("it must have the choice '{}'.", key));
  }
}

void join_fetch(TableReader& item, const Ledger& ledger, const Field& field,
                const Catalogue& catalogue) {
  const Field* link = named_field(item, "fetch", field.fetch_link, ledger);
  if (!link) return;
  const Ledger* target = catalogue.ledger(link->link_ledger);
  if (!target) return item.fault("fetch", fmt::format("'{}' is no link.", field.fetch_link));
  const Field* source = named_field(item, "fetch", field.fetch_field, *target);
  if (!source) return;
  if (kept_type(*source) != kept_type(field) || source->scale != field.scale)
    item.fault("fetch", fmt::format("'{}' is of another type.", field.fetch_field));
  if (source->sensitivity > field.sensitivity)
    item.fault("sensitivity", fmt::format("'{}' is more sensitive.", field.fetch_field));
}
}  // namespace

void read_records(TableReader& reader, Ledger& ledger) {
  read_append_only(reader, ledger);
  read_numbering(reader, ledger);
  read_roll(reader, ledger);
  read_balance(reader, ledger);
  read_duties(reader, ledger);
  read_matrices(reader, ledger);
  read_sign_up(reader, ledger);
  ledger.board_field = reader.text_or("board_field");
  (void)open_field(reader, "board_field", ledger.board_field, ledger, is_choice, "a choice");
}

void join_ledger(TableReader& reader, Ledger& ledger, const Catalogue& catalogue) {
  for (TableReader& item : reader.tables("duty", "duty")) {
    DutyRule* duty = duty_of(ledger, item.text_or("key"));
    if (duty) join_duty(item, ledger, *duty, catalogue);
  }
  for (TableReader& item : reader.tables("sign_up", "sign_up"))
    join_sign_up(item, ledger, catalogue);
  for (TableReader& item : reader.tables("field", "field")) {
    const Field* field = ledger.find(item.text_or("key"));
    if (field && !field->fetch_link.empty()) join_fetch(item, ledger, *field, catalogue);
  }
}

}  // namespace niangjia::catalog
