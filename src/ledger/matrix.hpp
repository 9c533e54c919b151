// A table of counts over a ledger: one choice down, one across. What no entry has is a gap to see.
#pragma once
#include <string>
#include <vector>

#include "ledger/listing.hpp"

namespace niangjia::ledger {

struct MatrixSide {
  std::string key;  // of the choice; empty: not filled in
  const catalog::Title* title = nullptr;
};
struct Matrix {
  std::vector<MatrixSide> rows, columns;         // choices in use and those with entries
  std::vector<std::vector<std::int64_t>> cells;  // by row and column
  std::int64_t entries = 0;                      // each counted once, however many cells it fills
};

// Over the entries of `query` that the actor may count. An entry with several choices counts in
// each of their cells.
[[nodiscard]] Result<Matrix> matrix_of(db::Tx& tx, const Services& services, const Actor& actor,
                                       const LedgerTable& table, const catalog::MatrixView& view,
                                       ListQuery query);

}  // namespace niangjia::ledger
