#include "catalog/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace niangjia::catalog {
namespace {
constexpr std::size_t kShown = 20;

// Letters to insert, delete, change or swap with a neighbour (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[b.size()];
}
}  // namespace

std::string name_hint(std::string_view wrong, std::vector<std::string> known) {
  if (known.empty()) return "None is known.";
  const std::string_view measured = wrong.substr(0, 64);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& name : known) ranked.emplace_back(distance(measured, name), name);
  std::sort(ranked.begin(), ranked.end());

  std::string hint;
  if (ranked[0].first <= std::max<std::size_t>(1, measured.size() / 3)) {
    hint = fmt::format("Did you mean '{}'? ", ranked[0].second);
  }
  if (known.size() <= kShown) return hint + fmt::format("Known: {}.", fmt::join(known, ", "));
  std::vector<std::string> near;
  for (std::size_t i = 0; i < kShown; ++i) near.push_back(ranked[i].second);
  return hint + fmt::format("Known, among others: {}.", fmt::join(near, ", "));
}

}  // namespace niangjia::catalog
