#include "ledger/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "catalog/fields/field_kind.hpp"
#include "catalog/schema.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::Value;

constexpr std::array kSystemColumns{"id",         "organisation", "region",     "place",
                                    "number",     "revision",     "definition", "retired",
                                    "on_day",     "created_at",   "updated_at", "created_by",
                                    "updated_by", "wrapped_key",  "personal",   "confidential"};

constexpr int kConfidentialColumn = 15;
static_assert(std::string_view(kSystemColumns[kConfidentialColumn]) == "confidential");

constexpr db::Statement kKnownFields{
    "ledger.known_fields", "SELECT field, kind, sealed FROM ledger_field WHERE ledger = $1"};
constexpr db::Statement kKeepField{"ledger.keep_field",
                                   "INSERT INTO ledger_field (ledger, field, kind, sealed) VALUES "
                                   "($1, $2, $3, $4) ON CONFLICT DO NOTHING"};
constexpr db::Statement kColumnsSqlite{"ledger.columns", "SELECT name FROM pragma_table_info($1)"};
constexpr db::Statement kColumnsPostgres{
    "ledger.columns",
    "SELECT column_name::text FROM information_schema.columns WHERE table_schema = "
    "current_schema() AND table_name = $1"};

const char* column_type(const Field& field) { return catalog::kind_of(field).sql_type(); }

Value read_value(const db::Row& row, int column, FieldType type) {
  if (row.is_null(column)) return {};
  switch (catalog::kind_of(type).formula_type()) {
    case catalog::FormulaType::text:
      return std::string(row.text(column));
    case catalog::FormulaType::boolean:
      return row.integer(column) != 0;
    case catalog::FormulaType::date:
      return day_from_number(row.integer(column));
    default:
      return row.integer(column);
  }
}

db::Parameter blob_or_null(const std::string& bytes) {
  return bytes.empty() ? db::Parameter(nullptr) : db::Parameter(db::Blob{bytes});
}

}  // namespace

FieldType stored_type(const Field& field) {
  return field.type == FieldType::computed ? field.result_type : field.type;
}

db::Parameter parameter_of(const Value& value) {
  struct Visitor {
    db::Parameter operator()(std::monostate) const { return nullptr; }
    db::Parameter operator()(bool yes) const { return yes ? 1 : 0; }
    db::Parameter operator()(std::int64_t number) const { return number; }
    db::Parameter operator()(const std::string& text) const { return text; }
    db::Parameter operator()(Day day) const { return day; }
  };
  return std::visit(Visitor{}, value);
}

std::vector<db::Parameter> parameters_of(const std::vector<Value>& values) {
  std::vector<db::Parameter> parameters;
  parameters.reserve(values.size());
  for (const Value& value : values) parameters.push_back(parameter_of(value));
  return parameters;
}

LedgerTable::LedgerTable(const catalog::Ledger& definition)
    : definition_(definition),
      name_("ledger_" + definition.id),
      schema_(catalog::schema_of(definition)) {
  for (const Field& field : definition.fields) {
    if (!field.is_encrypted()) open_fields_.push_back(&field);
  }
  std::vector<std::string> columns(kSystemColumns.begin(), kSystemColumns.end());
  for (const Field* field : open_fields_) columns.push_back("f_" + field->key);
  columns_ = fmt::format("{}", fmt::join(columns, ", "));
  std::vector<std::string> shown = columns;
  shown[kConfidentialColumn] = "NULL";
  list_columns_ = fmt::format("{}", fmt::join(shown, ", "));

  std::vector<std::string> marks, assignments;
  for (std::size_t i = 1; i <= columns.size(); ++i) {
    marks.push_back(fmt::format("${}", i));
    if (i > 1) assignments.push_back(fmt::format("{} = ${}", columns[i - 1], i));
  }
  insert_sql_ =
      fmt::format("INSERT INTO {} ({}) VALUES ({})", name_, columns_, fmt::join(marks, ", "));
  update_sql_ = fmt::format("UPDATE {} SET {} WHERE id = $1 AND revision = ${}", name_,
                            fmt::join(assignments, ", "), columns.size() + 1);
  get_sql_ = fmt::format("SELECT {} FROM {} WHERE id = $1", columns_, name_);
}

std::string LedgerTable::column_of(std::string_view field) const {
  const Field* found = definition_.find(field);
  return found && !found->is_encrypted() ? "f_" + found->key : std::string();
}

std::string LedgerTable::create_sql(db::Dialect dialect) const {
  // SQLite: the id is the row's own address. PostgreSQL: the region is in the key, so that the
  // table can be partitioned.
  const bool sqlite = dialect == db::Dialect::sqlite;
  std::string sql = fmt::format(
      "CREATE TABLE IF NOT EXISTS {} ({}, organisation BIGINT NOT NULL, region BIGINT NOT NULL, "
      "place BIGINT NOT NULL, "
      "number TEXT, revision BIGINT NOT NULL, definition BIGINT NOT NULL, retired BIGINT NOT NULL, "
      "on_day BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, created_by "
      "BIGINT NOT NULL, "
      "updated_by BIGINT NOT NULL, wrapped_key BYTEA, personal BYTEA, confidential BYTEA",
      name_, sqlite ? "id INTEGER PRIMARY KEY" : "id BIGINT NOT NULL");
  for (const Field* field : open_fields_)
    sql += fmt::format(", f_{} {}", field->key, column_type(*field));
  return sql + (sqlite ? ");" : ", PRIMARY KEY (id, region));");
}

std::string LedgerTable::index_sql(db::Dialect dialect) const {
  // Lists walk (day, id); an organisation's own list walks (place, day, id); each filter has its
  // own index that holds what the other filters and the rights look at, so that rows are fetched
  // only when they are shown.
  std::vector<std::string> filters;
  for (const Field* field : open_fields_) {
    const FieldType type = stored_type(*field);
    if (field->filterable && (type == FieldType::choice || type == FieldType::yes_no))
      filters.push_back("f_" + field->key);
  }
  // The number of columns in one index is kept small: what lies beyond is looked up in the row.
  if (filters.size() > 6) filters.resize(6);
  const auto add = [&](const std::string& suffix, const std::string& keys,
                       const std::string& rest) {
    const std::string tail =
        dialect == db::Dialect::sqlite ? (rest.empty() ? "" : ", " + rest) : "";
    return fmt::format("CREATE INDEX IF NOT EXISTS {0}_{1} ON {0} ({2}{3}) WHERE retired = 0;",
                       name_, suffix, keys, tail);
  };
  const auto covered_beside = [&](const std::string& own) {
    std::string covered = "place";
    for (const std::string& column : filters) covered += column == own ? "" : ", " + column;
    return covered;
  };
  std::string sql =
      add("by_day", "on_day, id", covered_beside("")) + add("by_place", "place, on_day, id", "");
  for (const std::string& column : filters)
    sql += add("by" + column.substr(1), column + ", on_day, id", covered_beside(column));
  for (const Field* field : open_fields_) {
    const FieldType type = stored_type(*field);
    if (type == FieldType::person || type == FieldType::link ||
        (field->filterable && type == FieldType::organisation)) {
      sql += add("by_f_" + field->key, "f_" + field->key + ", id", "");
    }
  }
  return sql;
}

Status LedgerTable::keep_kinds(db::Tx& tx) const {
  std::map<std::string, std::pair<std::string, bool>, std::less<>> known;
  NJ_CHECK(tx.run(kKnownFields, {definition_.id}, [&](const db::Row& row) {
    known.emplace(row.text(0), std::pair(std::string(row.text(1)), row.integer(2) != 0));
  }));
  for (const Field& field : definition_.fields) {
    const std::string kind = catalog::name_of(stored_type(field));
    const auto before = known.find(field.key);
    if (before == known.end()) {
      NJ_CHECK(tx.run(kKeepField, {definition_.id, field.key, kind, field.is_encrypted() ? 1 : 0}));
      continue;
    }
    const auto& [old_kind, was_sealed] = before->second;
    if (old_kind == kind && was_sealed == field.is_encrypted()) continue;
    const auto words = [](const std::string& name, bool sealed) {
      return fmt::format("{} {}", sealed ? "encrypted" : "open", name);
    };
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: field '{}' is stored as {} and cannot become {}. Keys and types "
                            "never change: retire the "
                            "field and add one with another key.",
                            definition_.source, field.key, words(old_kind, was_sealed),
                            words(kind, field.is_encrypted())));
  }
  return Done{};
}

Status LedgerTable::add_missing_columns(db::Tx& tx) const {
  std::set<std::string, std::less<>> present;
  NJ_CHECK(tx.run(tx.dialect() == db::Dialect::sqlite ? kColumnsSqlite : kColumnsPostgres, {name_},
                  [&](const db::Row& row) { present.emplace(row.text(0)); }));
  for (const Field* field : open_fields_) {
    if (present.contains("f_" + field->key)) continue;
    NJ_CHECK(tx.exec_ddl(
        fmt::format("ALTER TABLE {} ADD COLUMN f_{} {};", name_, field->key, column_type(*field))));
  }
  return Done{};
}

Status LedgerTable::prepare(db::Tx& tx) const {
  NJ_CHECK(keep_kinds(tx));
  NJ_CHECK(tx.exec_ddl(create_sql(tx.dialect())));
  NJ_CHECK(add_missing_columns(tx));
  return tx.exec_ddl(index_sql(tx.dialect()));
}

std::vector<db::Parameter> LedgerTable::row_parameters(const Entry& entry) const {
  std::vector<db::Parameter> row{entry.id,
                                 entry.organisation,
                                 entry.region,
                                 entry.place,
                                 entry.number,
                                 entry.revision,
                                 entry.definition,
                                 entry.retired ? 1 : 0,
                                 entry.on_day,
                                 entry.created_at,
                                 entry.updated_at,
                                 entry.created_by,
                                 entry.updated_by,
                                 blob_or_null(entry.wrapped_key),
                                 blob_or_null(entry.personal),
                                 blob_or_null(entry.confidential)};
  if (entry.number.empty()) row[4] = nullptr;
  for (const Field* field : open_fields_)
    row.push_back(parameter_of(catalog::value_of(entry.values, field->key)));
  return row;
}

Status LedgerTable::insert(db::Tx& tx, const Entry& entry) const {
  NJ_CHECK(tx.run({"ledger.insert", insert_sql_}, row_parameters(entry)));
  return Done{};
}

Result<bool> LedgerTable::update(db::Tx& tx, const Entry& entry, std::int64_t expected) const {
  auto parameters = row_parameters(entry);
  parameters.emplace_back(expected);
  NJ_TRY(const auto changed, tx.run({"ledger.update", update_sql_}, parameters));
  return changed == 1;
}

Result<std::optional<Entry>> LedgerTable::get(db::Tx& tx, EntryId id) const {
  return tx.first({"ledger.get", get_sql_}, {id}, [this](const db::Row& row) { return read(row); });
}

Entry LedgerTable::read(const db::Row& row) const {
  Entry entry;
  entry.id = EntryId{row.integer(0)};
  entry.organisation = OrganisationId{row.integer(1)};
  entry.region = row.integer(2);
  entry.place = row.integer(3);
  if (!row.is_null(4)) entry.number = row.text(4);
  entry.revision = row.integer(5);
  entry.definition = row.integer(6);
  entry.retired = row.integer(7) != 0;
  entry.on_day = day_from_number(row.integer(8));
  entry.created_at = Moment{row.integer(9)};
  entry.updated_at = Moment{row.integer(10)};
  entry.created_by = AccountId{row.integer(11)};
  entry.updated_by = AccountId{row.integer(12)};
  if (!row.is_null(13)) entry.wrapped_key = row.blob(13);
  if (!row.is_null(14)) entry.personal = row.blob(14);
  if (!row.is_null(kConfidentialColumn)) entry.confidential = row.blob(kConfidentialColumn);
  int column = static_cast<int>(kSystemColumns.size());
  for (const Field* field : open_fields_) {
    Value value = read_value(row, column++, stored_type(*field));
    if (!catalog::is_empty(value)) entry.values.emplace(field->key, std::move(value));
  }
  return entry;
}

}  // namespace niangjia::ledger
