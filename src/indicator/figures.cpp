#include "indicator/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/schema.hpp"
#include "indicator/periods.hpp"

namespace niangjia::indicator {
namespace {

using catalog::Action;
using catalog::Indicator;
using ledger::Actor;
using ledger::Services;

std::string amount_sql(const Indicator& indicator, const std::string& column) {
  if (indicator.kind == Indicator::Kind::count || indicator.kind == Indicator::Kind::present)
    return "count(*)";
  return indicator.kind == Indicator::Kind::sum ? fmt::format("CAST(sum({}) AS BIGINT)", column)
                                                : fmt::format("count(DISTINCT {})", column);
}

// Cells counted from the rows that the actor may count: the same shapes as the counters give.
Result<std::vector<Cell>> counted_cells(db::Tx& tx, const Services& services, const Actor& actor,
                                        const FigureQuery& query, Range range) {
  const Indicator& indicator = *query.indicator;
  NJ_TRY(const auto* table, services.table(indicator.ledger));
  FigureQuery narrowed = query;
  narrowed.range = range;
  ledger::ListQuery rows = entries_behind(table->definition(), narrowed, {});
  rows.action = Action::count;
  std::vector<catalog::Value> parameters;
  NJ_TRY(const auto condition,
         ledger::list_condition(tx, services, actor, *table, rows, parameters));
  const std::string column = table->column_of(indicator.field);
  const std::string dimension =
      indicator.dimension.empty()
          ? "''"
          : fmt::format("coalesce({}, '')", table->column_of(indicator.dimension));
  const std::string from =
      fmt::format("FROM {} WHERE {}{}", table->name(), condition,
                  column.empty() ? "" : fmt::format(" AND {} IS NOT NULL", column));
  if (indicator.kind == Indicator::Kind::distinct && query.by_organisation) {
    People people(actor.access->tree().below(query.organisation->id, query.depth),
                  query.organisation->places.low);
    const std::string sql =
        fmt::format("SELECT DISTINCT place, {}, {} {}", dimension, column, from);
    NJ_CHECK(tx.run(
        {"figure.people", sql}, ledger::parameters_of(parameters),
        [&](const db::Row& row) { people.add(row.integer(0), row.text(1), row.integer(2)); }));
    return people.cells();
  }
  const std::string place = indicator.kind == Indicator::Kind::distinct ? "0" : "place";
  const std::string sql = fmt::format("SELECT {}, {}, {} {} GROUP BY 1, 2", place, dimension,
                                      amount_sql(indicator, column), from);
  return tx.all({"figure.counted", sql}, ledger::parameters_of(parameters), [](const db::Row& row) {
    return Cell{row.integer(0), std::string(row.text(1)), row.integer(2)};
  });
}

Result<std::vector<Cell>> cells_in(db::Tx& tx, const Services& services, const Actor& actor,
                                   const FigureQuery& query, Range range) {
  NJ_TRY(const auto* table, services.table(query.indicator->ledger));
  if (!actor.access->on(table->definition()).may_count_all(query.organisation->places)) {
    return counted_cells(tx, services, actor, query, range);
  }
  const auto& tree = actor.access->tree();
  return query.by_organisation
             ? cells_below(tx, *query.indicator, tree, *query.organisation, query.depth, range)
             : subtree_cells(tx, *query.indicator, tree, *query.organisation, range);
}

Indicator undivided(Indicator indicator) {
  indicator.dimension.clear();
  return indicator;
}

Result<std::int64_t> distinct_value(db::Tx& tx, const Services& services, const Actor& actor,
                                    FigureQuery query) {
  query.by_organisation = query.by_dimension = query.by_month = false;
  const Indicator plain = undivided(*query.indicator);
  query.indicator = &plain;
  NJ_TRY(const auto cells, cells_in(tx, services, actor, query, query.range));
  return cells.empty() ? 0 : cells.front().amount;
}

constexpr Day kBeginning = make_day(1900, 1, 1);

// The days whose entries a figure over `range` is made of.
Range counted_range(const Indicator& indicator, Range range) {
  return is_stock(indicator) ? Range{kBeginning, range.to} : range;
}

// In hundredths of a percent, rounded half up.
std::int64_t share(std::int64_t part, std::int64_t whole) {
  return whole <= 0 ? 0 : (part * 20'000 + whole) / (2 * whole);
}

// Both parts over the same range, organisation by organisation and month by month; what has no
// whole is left out.
Result<Figure> ratio_figure(db::Tx& tx, const Services& services, const Actor& actor,
                            const FigureQuery& query) {
  FigureQuery part = query;
  part.by_dimension = false;
  part.indicator = services.catalogue.indicator(query.indicator->numerator);
  NJ_TRY(const Figure above, figure(tx, services, actor, part));
  part.indicator = services.catalogue.indicator(query.indicator->denominator);
  NJ_TRY(const Figure below, figure(tx, services, actor, part));
  Figure answer{share(above.value, below.value), below.value > 0, {}};
  for (const FigureCell& whole : below.cells) {
    if (whole.amount <= 0) continue;
    FigureCell cell = whole;
    const auto found =
        std::find_if(above.cells.begin(), above.cells.end(), [&](const FigureCell& one) {
          return one.organisation == whole.organisation && one.month == whole.month;
        });
    cell.amount = share(found == above.cells.end() ? 0 : found->amount, whole.amount);
    answer.cells.push_back(cell);
  }
  return answer;
}

// Only those still on the roll at the end of the range.
std::optional<catalog::Formula> on_the_roll(const catalog::Ledger& ledger,
                                            const Indicator& indicator, Day last) {
  const std::string still =
      fmt::format("(empty({0}) || {0} > date('{1}'))", ledger.roll->left, format_day(last));
  auto formula = catalog::Formula::compile(
      indicator.filter ? fmt::format("({}) && {}", indicator.filter->text(), still) : still,
      catalog::row_schema(ledger));
  return formula ? std::optional(std::move(*formula)) : std::nullopt;
}

}  // namespace

ledger::ListQuery entries_behind(const catalog::Ledger& ledger, const FigureQuery& query,
                                 std::string_view dimension) {
  ledger::ListQuery rows;
  rows.organisation = query.organisation->id;
  const Range range = counted_range(*query.indicator, query.range);
  rows.from = range.from;
  rows.to = range.to;
  const bool present = query.indicator->kind == Indicator::Kind::present;
  rows.day_field = present ? ledger.roll->entered : query.indicator->date_field;
  rows.also =
      present ? on_the_roll(ledger, *query.indicator, query.range.to) : query.indicator->filter;
  if (!dimension.empty())
    rows.equals.emplace_back(query.indicator->dimension, std::string(dimension));
  if (!query.indicator->field.empty()) rows.present = query.indicator->field;
  return rows;
}

Result<Figure> figure(db::Tx& tx, const Services& services, const Actor& actor,
                      const FigureQuery& query) {
  NJ_TRY(const auto* table, services.table(query.indicator->ledger));
  if (!actor.access->on(table->definition()).may(Action::count))
    return fail(ErrorCode::not_found, "may count nothing of the ledger");
  if (query.indicator->kind == Indicator::Kind::ratio)
    return ratio_figure(tx, services, actor, query);
  std::vector<std::pair<std::string, Range>> parts;
  if (query.by_month) {
    for (Day day = query.range.from; day <= query.range.to;) {
      const Day end =
          std::min(end_of_period(Grain::month, start_of_period(Grain::month, day)), query.range.to);
      parts.emplace_back(format_day(day).substr(0, 7), Range{day, end});
      day = end + std::chrono::days{1};
    }
  } else {
    parts.emplace_back(std::string(), query.range);
  }
  // Everybody counts once in a cell, so that cells of several choices cannot be added up.
  FigureQuery asked = query;
  std::optional<Indicator> plain;
  const bool distinct = query.indicator->kind == Indicator::Kind::distinct;
  if (distinct && !query.by_dimension)
    asked.indicator = &plain.emplace(undivided(*query.indicator));
  Figure answer;
  std::map<std::tuple<const organisation::Organisation*, std::string, std::string>, std::int64_t>
      sums;
  const auto& tree = actor.access->tree();
  const auto organisations = query.by_organisation
                                 ? tree.below(query.organisation->id, query.depth)
                                 : std::vector<const organisation::Organisation*>{};
  const auto holder = [&](std::int64_t place) {
    const auto* found = organisation::holder_of(organisations, place);
    return found ? found : query.organisation;
  };
  const bool stock = is_stock(*query.indicator);
  for (const auto& [month, range] : parts) {
    NJ_TRY(const auto cells,
           cells_in(tx, services, actor, asked, counted_range(*query.indicator, range)));
    // What there is at the end of each month is not added up over the months.
    if (stock) answer.value = 0;
    for (const Cell& cell : cells) {
      const auto* below = query.by_organisation ? holder(cell.place) : nullptr;
      answer.value += cell.amount;
      sums[{below, month, query.by_dimension ? cell.dimension : std::string()}] += cell.amount;
    }
  }
  if (query.by_organisation || query.by_month || query.by_dimension) {
    for (const auto& [key, amount] : sums) {
      answer.cells.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), amount});
    }
    std::sort(answer.cells.begin(), answer.cells.end(),
              [](const FigureCell& a, const FigureCell& b) {
                const auto place = [](const FigureCell& cell) {
                  return cell.organisation ? cell.organisation->places.low : -1;
                };
                return std::tuple(place(a), a.month, a.dimension) <
                       std::tuple(place(b), b.month, b.dimension);
              });
  }
  if (distinct) {
    NJ_TRY(answer.value, distinct_value(tx, services, actor, query));
  }
  return answer;
}

Result<std::int64_t> whole_figure(db::Tx& tx, const catalog::Catalogue& catalogue,
                                  const Indicator& indicator, const organisation::Tree& tree,
                                  const organisation::Organisation& organisation, Range range) {
  if (indicator.kind == Indicator::Kind::ratio) {
    NJ_TRY(const auto part, whole_figure(tx, catalogue, *catalogue.indicator(indicator.numerator),
                                         tree, organisation, range));
    NJ_TRY(const auto whole,
           whole_figure(tx, catalogue, *catalogue.indicator(indicator.denominator), tree,
                        organisation, range));
    return share(part, whole);
  }
  range = counted_range(indicator, range);
  const bool distinct = indicator.kind == Indicator::Kind::distinct;
  NJ_TRY(const auto cells,
         subtree_cells(tx, distinct ? undivided(indicator) : indicator, tree, organisation, range));
  std::int64_t sum = 0;
  for (const Cell& cell : cells) sum += cell.amount;
  return sum;
}

std::int64_t unit_of(const catalog::Catalogue& catalogue, const Indicator& indicator) {
  if (indicator.kind == Indicator::Kind::ratio) return 100;
  const auto* ledger = catalogue.ledger(indicator.ledger);
  const auto* field = ledger ? ledger->find(indicator.field) : nullptr;
  std::int64_t unit = 1;
  for (int i = 0; field && i < field->scale; ++i) unit *= 10;
  return unit;
}

Result<std::vector<ledger::FigureReading>> own_figures(db::Tx& tx, const Services& services,
                                                       const Actor& actor,
                                                       const catalog::Ledger& ledger) {
  std::vector<ledger::FigureReading> readings;
  const auto* home = actor.access->home();
  if (!home || !actor.access->on(ledger).may_count_all(home->places)) return readings;
  const Day start = start_of_period(Grain::year, services.clock.today());
  for (const Indicator& indicator : services.catalogue.indicators()) {
    if (indicator.ledger != ledger.id) continue;
    NJ_TRY(const auto value, whole_figure(tx, services.catalogue, indicator, actor.access->tree(),
                                          *home, {start, end_of_period(Grain::year, start)}));
    readings.push_back({&indicator, value});
  }
  return readings;
}

}  // namespace niangjia::indicator
