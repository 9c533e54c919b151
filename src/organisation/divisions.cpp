#include "organisation/divisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace niangjia::organisation {
namespace {

constexpr std::array<std::size_t, DivisionTable::kLevels> kPartDigits{2, 2, 2, 3, 3};
constexpr std::size_t kCodeDigits = 12;

constexpr std::size_t index_of(Level level) {
  return static_cast<std::size_t>(level) - static_cast<std::size_t>(Level::province);
}
constexpr Level level_at(std::size_t index) {
  return static_cast<Level>(index + static_cast<std::size_t>(Level::province));
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_code_length(std::size_t digits) {
  std::size_t whole = 0;
  for (const std::size_t part : kPartDigits) {
    if (digits == (whole += part)) return true;
  }
  return false;
}

}  // namespace

bool Divisions::Found::all_of(std::string_view code) const {
  return division && code.find_first_not_of('0', digits) == std::string_view::npos;
}

Divisions::Found Divisions::follow(std::string_view code) const {
  Found found;
  for (const std::size_t part : kPartDigits) {
    if (found.digits + part > code.size() || found.all_of(code)) break;
    const DivisionRange run = run_below(found.division);
    const auto parts = table_.code_parts.subspan(run.first, run.size());
    const int wanted = number_of(code.substr(found.digits, part));
    const auto at = std::lower_bound(parts.begin(), parts.end(), wanted);
    if (at == parts.end() || *at != wanted) break;
    found.division = Division{run.first + static_cast<std::uint32_t>(at - parts.begin())};
    found.digits += part;
  }
  return found;
}

std::optional<Division> Divisions::by_code(std::string_view code) const {
  if (!is_digits(code) || !is_code_length(code.size())) return std::nullopt;
  const Found found = follow(code);
  return found.all_of(code) ? found.division : std::nullopt;
}

std::string Divisions::code(Division division) const {
  std::string code;
  std::size_t level = index_of(this->level(division));
  for (std::optional<Division> at = division; at; at = coded_parent(*at), --level)
    code.insert(0, fmt::format("{:0{}}", table_.code_parts[at->number], kPartDigits[level]));
  code.resize(kCodeDigits, '0');
  return code;
}

Level Divisions::level(Division division) const {
  const auto starts = table_.level_starts;
  const auto after = std::upper_bound(starts.begin(), starts.end(), division.number);
  return level_at(static_cast<std::size_t>(after - starts.begin()) - 1);
}

bool Divisions::is_placeholder(Division division) const {
  return std::binary_search(table_.placeholders.begin(), table_.placeholders.end(),
                            division.number);
}

std::string Divisions::name(Division division) const {
  return stem(division).append(table_.ending_of(division.number).text);
}

std::string Divisions::short_name(Division division) const {
  const std::string stem = this->stem(division);
  const std::string_view ending = table_.ending_of(division.number).short_text;
  // 肖村 + 村民委员会 is 肖村, not 肖村村.
  return stem.ends_with(ending) ? stem : stem + std::string(ending);
}

std::string Divisions::full_name(Division division) const {
  std::string all;
  for (const Division one : path(division)) all += name(one);
  return all;
}

DivisionRange Divisions::run_below(std::optional<Division> division) const {
  if (!division) return {table_.level_starts[0], table_.level_starts[1]};
  if (division->number + 1 >= table_.first_child.size()) return {};
  return {table_.first_child[division->number], table_.first_child[division->number + 1]};
}

void Divisions::add_children(DivisionRange run, std::vector<Division>& out) const {
  for (std::uint32_t number = run.first; number < run.end; ++number) {
    if (is_placeholder({number})) {
      add_children(run_below(Division{number}), out);
    } else {
      out.push_back({number});
    }
  }
}

std::vector<Division> Divisions::provinces() const {
  std::vector<Division> found;
  add_children(run_below(std::nullopt), found);
  return found;
}

std::vector<Division> Divisions::children(Division division) const {
  std::vector<Division> found;
  add_children(run_below(division), found);
  return found;
}

std::optional<Division> Divisions::coded_parent(Division division) const {
  const std::size_t level = index_of(this->level(division));
  if (level == 0) return std::nullopt;
  const auto begin = table_.first_child.begin();
  const auto after =
      std::upper_bound(begin + table_.level_starts[level - 1], begin + table_.level_starts[level],
                       division.number);
  return Division{static_cast<std::uint32_t>(after - begin) - 1};
}

std::optional<Division> Divisions::parent(Division division) const {
  auto above = coded_parent(division);
  while (above && is_placeholder(*above)) above = coded_parent(*above);
  return above;
}

std::vector<Division> Divisions::path(Division division) const {
  std::vector<Division> found;
  for (std::optional<Division> at = division; at; at = parent(*at)) found.push_back(*at);
  std::reverse(found.begin(), found.end());
  return found;
}

DivisionRange Divisions::below(Division division, Level level) const {
  if (level < this->level(division)) return {};
  DivisionRange run{division.number, division.number + 1};
  // What begins the next level ends this one, so that the end needs no case of its own.
  for (Level at = this->level(division); at < level; at = level_at(index_of(at) + 1))
    run = {table_.first_child[run.first], table_.first_child[run.end]};
  return run;
}

DivisionRange Divisions::all(Level level) const {
  const std::size_t index = index_of(level);
  return {table_.level_starts[index], table_.level_starts[index + 1]};
}

bool Divisions::contains(Division outer, Division inner) const {
  const DivisionRange run = below(outer, level(inner));
  return run.first <= inner.number && inner.number < run.end;
}

std::vector<Division> Divisions::nearest(std::string_view wrong_code, std::size_t limit) const {
  if (!is_digits(wrong_code)) return {};
  const Found found = follow(wrong_code);
  std::vector<Division> near = found.division ? children(*found.division) : provinces();
  std::string padded(wrong_code.substr(0, kCodeDigits));
  padded.resize(kCodeDigits, '0');
  const auto distance = [&, wanted = std::atoll(padded.c_str())](Division one) {
    return std::llabs(std::atoll(code(one).c_str()) - wanted);
  };
  std::stable_sort(near.begin(), near.end(),
                   [&](Division a, Division b) { return distance(a) < distance(b); });
  if (near.empty() && found.division) near.push_back(*found.division);
  near.resize(std::min(near.size(), limit));
  return near;
}

std::vector<Division> Divisions::beginning_with(std::string_view digits, std::size_t limit) const {
  if (!is_digits(digits) || digits.size() > kCodeDigits) return {};
  const Found found = follow(digits);
  if (is_code_length(digits.size()) && found.all_of(digits)) return {*found.division};
  std::vector<Division> all;
  const DivisionRange run = run_below(found.division);
  for (std::uint32_t number = run.first; number < run.end && all.size() < limit; ++number) {
    if (!is_placeholder({number}) && code({number}).starts_with(digits)) all.push_back({number});
  }
  return all;
}

}  // namespace niangjia::organisation
