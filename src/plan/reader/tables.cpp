#include "plan/reader/tables.hpp"

#include <algorithm>

#include "plan/reader/windows.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestColumnName = 12;
constexpr std::size_t kMostColumns = 40;  // a line with more cells is no row of a table

Column named(const Scan& scan, Range cell) {
  if (cell.size() > kLongestColumnName) return Column::other;
  if (scan.has(Role::column_partner, cell)) return Column::partner;
  if (scan.has(Role::column_owner, cell)) return Column::owner;
  if (scan.has(Role::column_target, cell)) return Column::target;
  if (scan.has(Role::column_time, cell)) return Column::when;
  if (scan.has(Role::column_work, cell)) return Column::work;
  return Column::other;
}

}  // namespace

bool TableColumns::take_head(const Scan& scan, const std::vector<Range>& cells) {
  std::vector<Column> columns;
  std::size_t known = 0;
  for (const Range& cell : cells) {
    columns.push_back(named(scan, cell));
    const bool numbering = cell.size() <= 2 || scan.has(Role::column_other, cell);
    known += columns.back() != Column::other || numbering ? 1 : 0;
  }
  const bool has_work = std::find(columns.begin(), columns.end(), Column::work) != columns.end();
  if (!has_work || known * 3 < cells.size() * 2) return false;
  columns_ = std::move(columns);
  return true;
}

Column TableColumns::of(const Scan& scan, const std::vector<Range>& cells,
                        std::size_t index) const {
  if (columns_.size() == cells.size()) return columns_[index];
  if (calendar_heading(scan, cells[index])) return Column::when;
  const auto longest =
      std::max_element(cells.begin(), cells.end(),
                       [](const Range& a, const Range& b) { return a.size() < b.size(); });
  return longest == cells.begin() + static_cast<std::ptrdiff_t>(index) ? Column::work
                                                                       : Column::other;
}

std::optional<std::vector<Range>> cells_of(const Scan& scan, Range paragraph) {
  const std::u32string_view text = scan.folded().view(paragraph);
  const bool piped = text.front() == U'|';
  if (!piped && text.find(U'\t') == text.npos) return std::nullopt;
  const char32_t border = piped ? U'|' : U'\t';
  std::vector<Range> cells;
  std::size_t begin = paragraph.begin + (piped ? 1 : 0);
  for (std::size_t at = begin; at <= paragraph.end; ++at) {
    if (at < paragraph.end && scan.text()[at] != border) continue;
    if (at < paragraph.end || !piped || at > begin) cells.push_back({begin, at});
    begin = at + 1;
  }
  return cells.size() > 1 && cells.size() <= kMostColumns ? std::optional(std::move(cells))
                                                          : std::nullopt;
}

bool is_rule(const Scan& scan, Range paragraph) {
  return scan.folded().view(paragraph).find_first_not_of(U"|-:") == std::u32string_view::npos;
}

}  // namespace niangjia::plan
