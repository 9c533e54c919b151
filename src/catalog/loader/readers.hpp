// From one table of a file to one definition. Faults go to the reader's list; what is returned is
// then not to be used.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "catalog/loader/table_reader.hpp"

namespace niangjia::catalog {

using CodeLists = std::vector<std::unique_ptr<CodeList>>;

// What a ledger file may name from outside itself.
struct Surroundings {
  CodeLists& lists;  // choices that a field spells out itself join them as "LEDGER.FIELD"
  std::vector<std::string> ledgers;  // ids
};

[[nodiscard]] std::unique_ptr<CodeList> read_code_list(TableReader& reader);
// Without its formulas, which need the other fields.
[[nodiscard]] Field read_field(TableReader& reader, const std::string& ledger,
                               Surroundings& surroundings);
// Without its samples.
[[nodiscard]] Ledger read_ledger(TableReader& reader, Surroundings& surroundings);
// Its roll, balance, duties, tables and numbering, once its fields are read.
void read_records(TableReader& reader, Ledger& ledger);
// What a ledger says of other ledgers, once all of them are read.
void join_ledger(TableReader& reader, Ledger& ledger, const Catalogue& catalogue);
// Reads the samples and runs them: each must get the verdict that it names.
void read_samples(TableReader& reader, Ledger& ledger);
[[nodiscard]] Indicator read_indicator(TableReader& reader, const Catalogue& catalogue);
// The other indicators that a ratio is made of, once all are read.
void join_indicator(TableReader& reader, const Indicator& indicator, const Catalogue& catalogue);
[[nodiscard]] Role read_role(TableReader& reader, const Catalogue& catalogue);

// "C01" to "C48".
[[nodiscard]] std::string read_capability(TableReader& reader);

}  // namespace niangjia::catalog
