// What one entry adds to one indicator.
#pragma once
#include <string>
#include <vector>

#include "catalog/definition.hpp"
#include "ledger/entry.hpp"

namespace niangjia::indicator {

struct Contribution {
  std::int64_t place = 0;
  Day day{};
  std::string dimension;    // choice key, or empty
  std::int64_t amount = 0;  // count: 1; sum: the value, in the field's scaled units; distinct: 1
  std::int64_t person = 0;  // distinct: who is counted once
  bool operator==(const Contribution&) const = default;
};

// None when the entry does not count: filtered out, no value to sum, nobody to count, a ratio. Two
// for one that has come onto a roll of `ledger` and left it.
[[nodiscard]] std::vector<Contribution> contributions(const catalog::Ledger& ledger,
                                                      const catalog::Indicator& indicator,
                                                      const ledger::Entry& entry,
                                                      const catalog::FormulaContext& context);
// Whether a figure tells what there is at the end of its range, whenever it came.
[[nodiscard]] bool is_stock(const catalog::Indicator& indicator);

}  // namespace niangjia::indicator
