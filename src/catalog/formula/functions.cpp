#include "catalog/formula/functions.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.hpp"
#include "catalog/fields/rows.hpp"
#include "catalog/id_number.hpp"
#include "catalog/many.hpp"
#include "catalog/period.hpp"

namespace niangjia::catalog {
namespace {
__extension__ using Wide = __int128;
using Values2 = std::span<const Value>;

constexpr Day kFirstDay = make_day(1900, 1, 1), kLastDay = make_day(2199, 12, 31);

std::int64_t number(const Value& value) { return std::get<std::int64_t>(value); }
const std::string& text(const Value& value) { return std::get<std::string>(value); }
Day day(const Value& value) { return std::get<Day>(value); }

Wide power_of_ten(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// Overflow is empty.
Value fit(Wide value) {
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max())
    return {};
  return static_cast<std::int64_t>(value);
}
Value fit(Day value) { return value < kFirstDay || value > kLastDay ? Value{} : Value{value}; }

// Half away from zero.
Wide divide_rounded(Wide dividend, Wide divisor) {
  const Wide quotient = dividend / divisor, rest = dividend % divisor;
  const Wide twice = 2 * (rest < 0 ? -rest : rest);
  if (twice < (divisor < 0 ? -divisor : divisor)) return quotient;
  return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
}

Value rescale(Values2 values, const FormulaNode& node, const FormulaContext&) {
  const int steps = node.scale - node.children[0].scale;
  const Wide value = number(values[0]);
  return fit(steps >= 0 ? value * power_of_ten(steps)
                        : divide_rounded(value, power_of_ten(-steps)));
}
Value negate(Values2 values, const FormulaNode&, const FormulaContext&) {
  return fit(-Wide{number(values[0])});
}
Value invert(Values2 values, const FormulaNode&, const FormulaContext&) {
  return !std::get<bool>(values[0]);
}
Value add(Values2 values, const FormulaNode&, const FormulaContext&) {
  return fit(Wide{number(values[0])} + number(values[1]));
}
Value subtract(Values2 values, const FormulaNode&, const FormulaContext&) {
  return fit(Wide{number(values[0])} - number(values[1]));
}
Value multiply(Values2 values, const FormulaNode&, const FormulaContext&) {
  return fit(Wide{number(values[0])} * number(values[1]));
}

// Whole numbers are cut towards zero; decimals are rounded half away from zero at the scale of the
// result.
Value divide(Values2 values, const FormulaNode& node, const FormulaContext&) {
  const Wide dividend = number(values[0]), divisor = number(values[1]);
  if (divisor == 0) return {};
  if (node.type == FormulaType::integer) return fit(dividend / divisor);
  const int steps = node.scale - node.children[0].scale + node.children[1].scale;
  return fit(divide_rounded(dividend * power_of_ten(steps), divisor));
}

// The rest has the sign of the dividend.
Value modulo(Values2 values, const FormulaNode&, const FormulaContext&) {
  const Wide divisor = number(values[1]);
  return divisor == 0 ? Value{} : fit(number(values[0]) % divisor);
}

Value concat(Values2 values, const FormulaNode&, const FormulaContext&) {
  if (text(values[0]).size() + text(values[1]).size() > kMaxFormulaText) return {};
  return text(values[0]) + text(values[1]);
}

Value relate(Values2 values, const FormulaNode& node, const FormulaContext&) {
  const int order = compare(values[0], node.children[0].scale, values[1], node.children[1].scale);
  switch (node.op) {
    case Op::equal:
      return order == 0;
    case Op::not_equal:
      return order != 0;
    case Op::less:
      return order < 0;
    case Op::less_equal:
      return order <= 0;
    case Op::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

Value size(Values2 values, const FormulaNode&, const FormulaContext&) {
  return static_cast<std::int64_t>(text::length(text(values[0])));
}
Value contains(Values2 values, const FormulaNode&, const FormulaContext&) {
  return text(values[0]).find(text(values[1])) != std::string::npos;
}
Value starts_with(Values2 values, const FormulaNode&, const FormulaContext&) {
  return text(values[0]).starts_with(text(values[1]));
}

// Only A to Z: every reading must agree on it.
Value lower(Values2 values, const FormulaNode&, const FormulaContext&) {
  std::string out = text(values[0]);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Value extreme(Values2 values, const FormulaNode& node, const FormulaContext&) {
  const bool first_is_less = values[0] < values[1];
  return first_is_less == (node.op == Op::min) ? values[0] : values[1];
}
Value absolute(Values2 values, const FormulaNode&, const FormulaContext&) {
  const Wide value = number(values[0]);
  return fit(value < 0 ? -value : value);
}

Value part_of_day(Values2 values, const FormulaNode& node, const FormulaContext&) {
  const std::chrono::year_month_day date{day(values[0])};
  if (node.op == Op::year) return std::int64_t{static_cast<int>(date.year())};
  return std::int64_t{node.op == Op::month ? static_cast<unsigned>(date.month())
                                           : static_cast<unsigned>(date.day())};
}
Value days_between(Values2 values, const FormulaNode&, const FormulaContext&) {
  return day_number(day(values[1])) - day_number(day(values[0]));
}

constexpr std::int64_t kMostDays = 200'000;  // more than lie between the first day and the last
bool is_far(std::int64_t steps) { return steps < -kMostDays || steps > kMostDays; }

Value add_days(Values2 values, const FormulaNode&, const FormulaContext&) {
  const std::int64_t steps = number(values[1]);
  return is_far(steps) ? Value{} : fit(day(values[0]) + std::chrono::days{steps});
}

// 31 January and one month is the last day of February.
Value add_months(Values2 values, const FormulaNode&, const FormulaContext&) {
  const std::int64_t steps = number(values[1]);
  if (is_far(steps)) return {};
  const std::chrono::year_month_day from{day(values[0])};
  const auto month =
      std::chrono::year_month{from.year(), from.month()} + std::chrono::months{steps};
  const auto last =
      std::chrono::year_month_day_last{month.year(), std::chrono::month_day_last{month.month()}};
  return fit(Day{month / std::min(from.day(), last.day())});
}

Value add_working_days(Values2 values, const FormulaNode&, const FormulaContext& context) {
  const std::int64_t steps = number(values[1]);
  if (!context.add_working_days || steps < 0 || steps > 10'000) return {};
  return fit(context.add_working_days(day(values[0]), static_cast<int>(steps)));
}

Value today(Values2, const FormulaNode&, const FormulaContext& context) { return context.today; }

// Full years; empty before birth. Who is born on 29 February grows older on 1 March of common
// years.
Value age_at(Values2 values, const FormulaNode&, const FormulaContext&) {
  if (day(values[1]) < day(values[0])) return {};
  const std::chrono::year_month_day birth{day(values[0])}, then{day(values[1])};
  const bool before_birthday = std::chrono::month_day{then.month(), then.day()} <
                               std::chrono::month_day{birth.month(), birth.day()};
  return std::int64_t{static_cast<int>(then.year()) - static_cast<int>(birth.year()) -
                      before_birthday};
}

Value birth_date(Values2 values, const FormulaNode&, const FormulaContext&) {
  const auto born = id_number::birth_date(text(values[0]));
  return born ? Value{*born} : Value{};
}
Value sex(Values2 values, const FormulaNode&, const FormulaContext&) {
  const auto found = id_number::sex(text(values[0]));
  return found ? Value{std::string(*found)} : Value{};
}

Value count(Values2 values, const FormulaNode&, const FormulaContext&) {
  return count_many(text(values[0]));
}
Value includes(Values2 values, const FormulaNode&, const FormulaContext&) {
  return includes_part(text(values[0]), text(values[1]));
}
Value total(Values2 values, const FormulaNode& node, const FormulaContext&) {
  return sum_of_column(text(values[0]), node.field, node.scale);
}
Value period_day(Values2 values, const FormulaNode& node, const FormulaContext&) {
  const auto span = span_of_period(text(values[0]));
  if (!span) return {};
  return fit(node.op == Op::period_start ? span->from : span->to);
}

constexpr std::array<StrictFunction, kOpCount> make_table() {
  std::array<StrictFunction, kOpCount> table{};
  const auto set = [&](Op op, StrictFunction function) {
    table[static_cast<std::size_t>(op)] = function;
  };
  set(Op::rescale, rescale), set(Op::negate, negate), set(Op::not_, invert);
  set(Op::add, add), set(Op::subtract, subtract), set(Op::multiply, multiply);
  set(Op::divide, divide), set(Op::modulo, modulo), set(Op::concat, concat);
  for (const Op op :
       {Op::equal, Op::not_equal, Op::less, Op::less_equal, Op::greater, Op::greater_equal}) {
    set(op, relate);
  }
  set(Op::size, size), set(Op::contains, contains), set(Op::starts_with, starts_with),
      set(Op::lower, lower);
  set(Op::min, extreme), set(Op::max, extreme), set(Op::abs, absolute);
  set(Op::year, part_of_day), set(Op::month, part_of_day), set(Op::day, part_of_day);
  set(Op::days_between, days_between), set(Op::add_days, add_days), set(Op::add_months, add_months);
  set(Op::today, today), set(Op::add_working_days, add_working_days), set(Op::age_at, age_at);
  set(Op::birth_date, birth_date), set(Op::sex, sex);
  set(Op::count, count), set(Op::includes, includes), set(Op::total, total);
  set(Op::period_start, period_day), set(Op::period_end, period_day);
  return table;
}
constexpr auto kStrict = make_table();
}  // namespace

StrictFunction strict_function(Op op) { return kStrict[static_cast<std::size_t>(op)]; }

int compare(const Value& left, int left_scale, const Value& right, int right_scale) {
  if (const auto* whole = std::get_if<std::int64_t>(&left)) {
    const int scale = std::max(left_scale, right_scale);
    const Wide a = *whole * power_of_ten(scale - left_scale),
               b = number(right) * power_of_ten(scale - right_scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  // std::string compares bytes as unsigned, which is the order of code points.
  return left < right ? -1 : right < left ? 1 : 0;
}

}  // namespace niangjia::catalog
