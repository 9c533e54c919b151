#include "ledger/listing.hpp"

#include <fmt/format.h>

#include "ledger/cursor.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Value;

constexpr int kMostEntries = 200;
constexpr std::size_t kLongestFilter = 2000;

struct Sort {
  std::string column;
  bool descending = true;
  bool nullable = false;
};

Result<Sort> sort_of(const LedgerTable& table, std::string_view wanted) {
  Sort sort{"on_day", true, false};
  if (wanted.empty()) return sort;
  sort.descending = wanted.front() == '-';
  if (sort.descending) wanted.remove_prefix(1);
  for (const char* system : {"on_day", "created_at", "updated_at"}) {
    if (wanted == system) return Sort{system, sort.descending, false};
  }
  if (wanted == "number") return Sort{"number", sort.descending, true};
  if (wanted == table.definition().date_field) return sort.column = "on_day", sort;
  const std::string column = table.column_of(wanted);
  // Encrypted, unknown and forbidden fields answer alike.
  if (column.empty())
    return fail(ErrorCode::invalid_argument, "cannot sort by that field", "不能按这一栏排序。");
  return Sort{column, sort.descending, true};
}

class Conditions {
 public:
  explicit Conditions(std::vector<Value>& parameters) : parameters_(parameters) {}
  void add(std::string condition) { parts_.push_back("(" + std::move(condition) + ")"); }
  std::string bind(Value value) {
    parameters_.push_back(std::move(value));
    return fmt::format("${}", parameters_.size());
  }
  [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(parts_, " AND ")); }

 private:
  std::vector<Value>& parameters_;
  std::vector<std::string> parts_;
};

// Rows behind the cursor, in an order of (value, id) where empty values come first ascending and
// last descending.
std::string behind(const Sort& sort, const Cursor& cursor, Conditions& conditions) {
  const std::string id = conditions.bind(cursor.id);
  const char* later = sort.descending ? "<" : ">";
  if (catalog::is_empty(cursor.value)) {
    const std::string same = fmt::format("{} IS NULL AND id {} {}", sort.column, later, id);
    return sort.descending ? same : fmt::format("{} IS NOT NULL OR ({})", sort.column, same);
  }
  const std::string value = conditions.bind(cursor.value);
  std::string text = fmt::format("({}, id) {} ({}, {})", sort.column, later, value, id);
  if (sort.descending && sort.nullable) text += fmt::format(" OR {} IS NULL", sort.column);
  return text;
}

Value sort_value(const Sort& sort, const Entry& entry) {
  if (sort.column == "on_day") return entry.on_day;
  if (sort.column == "created_at") return entry.created_at.ms;
  if (sort.column == "updated_at") return entry.updated_at.ms;
  if (sort.column == "number") return entry.number.empty() ? Value{} : Value{entry.number};
  return catalog::value_of(entry.values, std::string_view(sort.column).substr(2));
}

Status add_filter(const LedgerTable& table, const ListQuery& query,
                  const catalog::FormulaContext& context, std::vector<Value>& parameters,
                  Conditions& conditions) {
  if (!query.filter.empty()) {
    if (query.filter.size() > kLongestFilter)
      return fail(ErrorCode::invalid_argument, "filter too long", "条件太长。");
    auto formula = catalog::Formula::compile(query.filter, table.schema());
    if (!formula)
      return fail(ErrorCode::invalid_argument, "filter: " + formula.error().message,
                  "条件写得不对：" + formula.error().message);
    auto sql = formula->to_sql(table.schema(), context, parameters);
    if (!sql)
      return fail(ErrorCode::invalid_argument, "filter: " + sql.error().message,
                  "条件写得不对：" + sql.error().message);
    conditions.add(std::move(*sql));
  }
  if (query.also) {
    NJ_TRY(auto sql, query.also->to_sql(table.schema(), context, parameters));
    conditions.add(std::move(sql));
  }
  return Done{};
}

// Words are looked for only in the classes that the rule behind each row lets the actor read.
Result<std::string> search_condition(db::Tx& tx, const Services& services, const Actor& actor,
                                     const LedgerTable& table, std::string_view words,
                                     std::vector<Value>& parameters) {
  const auto context = services.formula_context();
  NJ_TRY(const auto parts,
         actor.access->on(table.definition()).search_parts(table.schema(), context, parameters));
  std::vector<std::string> alternatives;
  for (const auto& part : parts) {
    NJ_TRY(const auto found,
           services.search().condition(tx, table, words, part.classes, parameters));
    alternatives.push_back(fmt::format("(({}) AND {})", part.condition, found));
  }
  return alternatives.empty() ? std::string("1 = 0")
                              : fmt::format("{}", fmt::join(alternatives, " OR "));
}

}  // namespace

Result<std::string> list_condition(db::Tx& tx, const Services& services, const Actor& actor,
                                   const LedgerTable& table, const ListQuery& query,
                                   std::vector<Value>& parameters) {
  Conditions conditions(parameters);
  conditions.add("retired = 0");
  const auto context = services.formula_context();
  const auto& access = actor.access->on(table.definition());
  NJ_TRY(auto rights, access.filter(query.action, table.schema(), context, parameters));
  conditions.add(std::move(rights));
  if (query.action == catalog::Action::export_) {
    // What leaves is what may be opened: a right to export alone shows nothing.
    NJ_TRY(auto readable,
           access.filter(catalog::Action::read, table.schema(), context, parameters));
    conditions.add(std::move(readable));
  }
  if (query.organisation.is_set()) {
    const auto* organisation = actor.access->tree().find(query.organisation);
    if (!organisation) return fail(ErrorCode::not_found, "no such organisation");
    const bool leaf = actor.access->tree().children(organisation->id).empty();
    // One organisation is walked along its own index; a subtree is a range.
    conditions.add(leaf ? fmt::format("place = {}", conditions.bind(organisation->places.low))
                        : fmt::format("place + 0 BETWEEN {} AND {}",
                                      conditions.bind(organisation->places.low),
                                      conditions.bind(organisation->places.high)));
  }
  const std::string day = query.day_field.empty()
                              ? "on_day"
                              : "coalesce(" + table.column_of(query.day_field) + ", on_day)";
  if (query.from) conditions.add(day + " >= " + conditions.bind(*query.from));
  if (query.to) conditions.add(day + " <= " + conditions.bind(*query.to));
  for (const auto& [field, value] : query.equals)
    conditions.add(table.column_of(field) + " = " + conditions.bind(value));
  if (!query.present.empty()) conditions.add(table.column_of(query.present) + " IS NOT NULL");
  if (query.own) conditions.add("created_by = " + conditions.bind(actor.account.value));
  NJ_CHECK(add_filter(table, query, context, parameters, conditions));
  if (!query.words.empty()) {
    NJ_TRY(auto found, search_condition(tx, services, actor, table, query.words, parameters));
    conditions.add(std::move(found));
  }
  return conditions.text();
}

Result<Page> list_entries(db::Tx& tx, const Services& services, const Actor& actor,
                          const LedgerTable& table, const ListQuery& query) {
  NJ_TRY(const Sort sort, sort_of(table, query.sort));
  if (query.limit < 1 || query.limit > kMostEntries) {
    return fail(ErrorCode::invalid_argument, "limit must be 1 to 200", "每页1至200条。");
  }
  std::vector<Value> parameters;
  NJ_TRY(const std::string condition,
         list_condition(tx, services, actor, table, query, parameters));
  std::string place;
  const std::string list = table.name() + " " + (sort.descending ? "-" : "") + sort.column;
  if (!query.after.empty()) {
    NJ_TRY(const Cursor cursor, open_cursor(services.cursor_key, query.after, list));
    Conditions more(parameters);
    place = " AND (" + behind(sort, cursor, more) + ")";
  }
  const char* direction = sort.descending ? "DESC" : "ASC";
  const char* nulls = !sort.nullable ? "" : sort.descending ? " NULLS LAST" : " NULLS FIRST";
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE {}{} ORDER BY {} {}{}, id {} LIMIT {}",
                  query.with_confidential ? table.columns() : table.list_columns(), table.name(),
                  condition, place, sort.column, direction, nulls, direction, query.limit + 1);
  Page page;
  NJ_TRY(page.entries, tx.all({"entries.list", sql}, parameters_of(parameters),
                              [&](const db::Row& row) { return table.read(row); }));
  if (static_cast<int>(page.entries.size()) > query.limit) {
    page.entries.pop_back();
    const Entry& last = page.entries.back();
    page.next = seal_cursor(services.cursor_key, {sort_value(sort, last), last.id.value}, list);
  }
  if (query.count) {
    NJ_TRY(page.count, count_entries(tx, services, actor, table, query));
  }
  return page;
}

Result<std::int64_t> count_entries(db::Tx& tx, const Services& services, const Actor& actor,
                                   const LedgerTable& table, const ListQuery& query) {
  std::vector<Value> parameters;
  NJ_TRY(const std::string condition,
         list_condition(tx, services, actor, table, query, parameters));
  const std::string sql = fmt::format("SELECT count(*) FROM {} WHERE {}", table.name(), condition);
  NJ_TRY(const auto count, tx.first({"entries.count", sql}, parameters_of(parameters),
                                    [](const db::Row& row) { return row.integer(0); }));
  return count.value_or(0);
}

}  // namespace niangjia::ledger
