// Rows of a table: Markdown's "| a | b |" and the tab-separated rows of a document's table.
#pragma once
#include <optional>
#include <vector>

#include "plan/reader/scan.hpp"

namespace niangjia::plan {

enum class Column { other, when, work, owner, partner, target };

// What the columns of the table being read hold; told by its head row, else guessed from each row.
class TableColumns {
 public:
  // Takes the row as the head when most of its cells name a column.
  [[nodiscard]] bool take_head(const Scan& scan, const std::vector<Range>& cells);
  [[nodiscard]] Column of(const Scan& scan, const std::vector<Range>& cells,
                          std::size_t index) const;
  void forget() { columns_.clear(); }

 private:
  std::vector<Column> columns_;
};

// The cells of a paragraph that is a table's row, empty cells included; nothing when it is none.
[[nodiscard]] std::optional<std::vector<Range>> cells_of(const Scan& scan, Range paragraph);
// "|---|---|"
[[nodiscard]] bool is_rule(const Scan& scan, Range paragraph);

}  // namespace niangjia::plan
