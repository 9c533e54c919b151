// The generated table of one ledger: a real, typed column for every open field, sealed bytes for
// the others.
#pragma once
#include <string>
#include <vector>

#include "catalog/definition.hpp"
#include "db/database.hpp"
#include "ledger/entry.hpp"

namespace niangjia::ledger {

// The field type that a value is stored as: a computed field's result type, else its own.
[[nodiscard]] catalog::FieldType stored_type(const catalog::Field& field);
// A parameter that binds `value`, which must outlive it.
[[nodiscard]] db::Parameter parameter_of(const catalog::Value& value);
// All of them, for a statement whose values come from a formula.
[[nodiscard]] std::vector<db::Parameter> parameters_of(const std::vector<catalog::Value>& values);

// Statements of one ledger, made once. Immutable; refers to the definition, which outlives it.
class LedgerTable {
 public:
  explicit LedgerTable(const catalog::Ledger& definition);
  LedgerTable(const LedgerTable&) = delete;
  LedgerTable& operator=(const LedgerTable&) = delete;

  [[nodiscard]] const catalog::Ledger& definition() const { return definition_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  // Formula schema of the ledger with its column names.
  [[nodiscard]] const catalog::FormulaSchema& schema() const { return schema_; }
  // The columns that `read` expects, in its order: "id, organisation, …".
  [[nodiscard]] const std::string& columns() const { return columns_; }
  // The same with NULL in the place of the confidential values, for lists.
  [[nodiscard]] const std::string& list_columns() const { return list_columns_; }
  // The column of an open field; empty for encrypted and unknown ones.
  [[nodiscard]] std::string column_of(std::string_view field) const;

  // Creates the table, its search table and its indexes; adds the columns of new fields. Nothing is
  // ever dropped. Fails with `invalid_argument`, naming the field, when a field has become
  // encrypted, open or another type.
  [[nodiscard]] Status prepare(db::Tx& tx) const;

  [[nodiscard]] Status insert(db::Tx& tx, const Entry& entry) const;
  // Writes `entry` over the row of its id when that row still has `expected` as its revision; false
  // when it has not.
  [[nodiscard]] Result<bool> update(db::Tx& tx, const Entry& entry, std::int64_t expected) const;
  // nullopt when there is none.
  [[nodiscard]] Result<std::optional<Entry>> get(db::Tx& tx, EntryId id) const;
  // From a row of `SELECT columns()`.
  [[nodiscard]] Entry read(const db::Row& row) const;

 private:
  [[nodiscard]] std::vector<db::Parameter> row_parameters(const Entry& entry) const;
  [[nodiscard]] std::string create_sql(db::Dialect dialect) const;
  [[nodiscard]] std::string index_sql(db::Dialect dialect) const;
  // Remembers what each field is stored as and refuses another kind.
  [[nodiscard]] Status keep_kinds(db::Tx& tx) const;
  [[nodiscard]] Status add_missing_columns(db::Tx& tx) const;

  const catalog::Ledger& definition_;
  std::string name_, columns_, list_columns_, insert_sql_, update_sql_, get_sql_;
  std::vector<const catalog::Field*> open_fields_;
  catalog::FormulaSchema schema_;
};

}  // namespace niangjia::ledger
