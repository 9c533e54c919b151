// Figures as an actor may see them: from counters where her rights cover the whole subtree, else
// counted from the entries that she may count.
#pragma once
#include <string>
#include <vector>

#include "indicator/counters.hpp"
#include "ledger/listing.hpp"
#include "ledger/services.hpp"

namespace niangjia::indicator {

struct FigureQuery {
  const catalog::Indicator* indicator = nullptr;
  const organisation::Organisation* organisation = nullptr;
  Range range;
  bool by_organisation = false, by_month = false, by_dimension = false;
  int depth = 1;  // by organisation: how many steps below
};

struct FigureCell {
  const organisation::Organisation* organisation = nullptr;  // by organisation
  std::string month;                                         // "2026-03", by month
  std::string dimension;                                     // by dimension
  std::int64_t amount = 0;
};

struct Figure {
  std::int64_t value = 0;  // a ratio in hundredths of a percent
  bool applies = true;     // false: a ratio of nothing
  std::vector<FigureCell> cells;
};

// Fails with `not_found` when the actor may count nothing of the indicator's ledger.
[[nodiscard]] Result<Figure> figure(db::Tx& tx, const ledger::Services& services,
                                    const ledger::Actor& actor, const FigureQuery& query);
// The one number, without rights: for the progress of measures, which is shown to all who may see
// the plan.
[[nodiscard]] Result<std::int64_t> whole_figure(db::Tx& tx, const catalog::Catalogue& catalogue,
                                                const catalog::Indicator& indicator,
                                                const organisation::Tree& tree,
                                                const organisation::Organisation& organisation,
                                                Range range);

// How many of a figure's numbers make one of its unit: 100 for money in yuan and for ratios in
// percent, 1 for what is counted.
[[nodiscard]] std::int64_t unit_of(const catalog::Catalogue& catalogue,
                                   const catalog::Indicator& indicator);

// This year's figures of all indicators of a ledger at the actor's own organisation; for
// ledger::Services::figures.
[[nodiscard]] Result<std::vector<ledger::FigureReading>> own_figures(
    db::Tx& tx, const ledger::Services& services, const ledger::Actor& actor,
    const catalog::Ledger& ledger);

// The list of the entries behind a figure of `ledger`: the indicator's filter and range as a list's
// conditions.
[[nodiscard]] ledger::ListQuery entries_behind(const catalog::Ledger& ledger,
                                               const FigureQuery& query,
                                               std::string_view dimension);

struct RecountFault {
  std::string indicator;
  std::int64_t place = 0;
  std::string dimension;
  Day day{};
  std::int64_t counted = 0, stored = 0;
};
// Counts every indicator anew from the entries and compares it with the counters, day by day and
// organisation by organisation, and months and years with their days. With `mend` the counters are
// replaced by what was counted. Answers the differences, at most 1,000.
[[nodiscard]] Result<std::vector<RecountFault>> recount(ledger::Services& services, bool mend);

}  // namespace niangjia::indicator
