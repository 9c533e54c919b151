// The administrative divisions of the country, 31 provinces and three without codes below them, down
// to 620,000 villages, as of 2023. Organisations sit in divisions; a division is no organisation.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "organisation/division_table.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::organisation {

// One division, by its number in the table. Numbers change with the table: codes are what is kept.
struct Division {
  std::uint32_t number = 0;
  auto operator<=>(const Division&) const = default;
};

// A run of divisions of one level.
struct DivisionRange {
  std::uint32_t first = 0, end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - first; }
};

// Immutable and cheap to make: only views into the program. All functions may be called from any
// thread. Levels are those of organisations: street stands for 乡镇街道, community for 村 and 社区.
//
// Between a municipality and its districts the codes have a level that is no place (市辖区), and a
// few cities without counties repeat themselves as one (东莞市). Such placeholders have codes and
// nothing else: they stand in no path, no list of children and no search.
class Divisions {
 public:
  // Of 2, 4, 6, 9 or 12 digits; zeros behind the last part that says something may be left out. Of a
  // placeholder and a city with one code the city.
  [[nodiscard]] std::optional<Division> by_code(std::string_view code) const;
  // Always 12 digits.
  [[nodiscard]] std::string code(Division division) const;

  [[nodiscard]] Level level(Division division) const;
  [[nodiscard]] bool is_placeholder(Division division) const;
  [[nodiscard]] std::string name(Division division) const;        // 王家村民委员会
  [[nodiscard]] std::string short_name(Division division) const;  // 王家村
  [[nodiscard]] std::string full_name(Division division) const;   // 浙江省杭州市西湖区
  [[nodiscard]] std::string stem(Division division) const {       // 王家
    return table_.stem(table_.stem_of(division.number));
  }

  [[nodiscard]] std::vector<Division> provinces() const;
  // Those directly below, by code.
  [[nodiscard]] std::vector<Division> children(Division division) const;
  // Nothing for a province.
  [[nodiscard]] std::optional<Division> parent(Division division) const;
  // From the province down to the division itself.
  [[nodiscard]] std::vector<Division> path(Division division) const;
  // All of one level in a division, itself when it is of that level; placeholders included.
  [[nodiscard]] DivisionRange below(Division division, Level level) const;
  [[nodiscard]] DivisionRange all(Level level) const;
  [[nodiscard]] bool contains(Division outer, Division inner) const;

  // What a wrong code may have been meant for, at most `limit`: what stands nearest to it among the
  // children of the last division that it names rightly.
  [[nodiscard]] std::vector<Division> nearest(std::string_view wrong_code, std::size_t limit) const;
  // Divisions whose code begins with these digits, at most `limit`.
  [[nodiscard]] std::vector<Division> beginning_with(std::string_view digits,
                                                     std::size_t limit) const;

  // Stems and endings, for those who look for names in texts.
  [[nodiscard]] const DivisionTable& table() const { return table_; }

 private:
  struct Found {
    std::optional<Division> division;  // the last that the code names rightly
    std::size_t digits = 0;            // how many digits that took
    [[nodiscard]] bool all_of(std::string_view code) const;
  };
  [[nodiscard]] Found follow(std::string_view code) const;
  [[nodiscard]] DivisionRange run_below(std::optional<Division> division) const;
  [[nodiscard]] std::optional<Division> coded_parent(Division division) const;
  void add_children(DivisionRange run, std::vector<Division>& out) const;

  DivisionTable table_;
};

}  // namespace niangjia::organisation
