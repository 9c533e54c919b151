#include "plan/reader/plan_traits.hpp"

#include <algorithm>
#include <array>

#include "plan/reader/numbers.hpp"
#include "plan/reader/pieces.hpp"

namespace niangjia::plan {
namespace {

constexpr std::array<std::pair<Role, Level>, 7> kLevels = {
    {{Role::level_unit, Level::unit},
     {Role::level_community, Level::community},
     {Role::level_township, Level::township},
     {Role::level_street, Level::street},
     {Role::level_county, Level::county},
     {Role::level_city, Level::city},
     {Role::level_province, Level::province}}};
constexpr std::size_t kOpeningLength = 400;

const RoleSet& level_roles() {
  static const RoleSet set =
      roles({Role::level_unit, Role::level_community, Role::level_township, Role::level_street,
             Role::level_county, Role::level_city, Role::level_province});
  return set;
}

std::optional<Level> level_played(const Scan& scan, std::uint32_t word) {
  for (const auto& [role, level] : kLevels) {
    if (scan.lexicon().plays(word, role)) return level;
  }
  return std::nullopt;
}

// The last place in a name tells: 安河县柳溪镇妇联 is a township's.
std::optional<Level> level_in_title(const Scan& scan, Range title) {
  std::optional<Level> level;
  for (std::size_t at = title.begin; at < title.end; ++at) {
    if (const WordHit* hit = scan.longest_at(at, level_roles(), title.end))
      level = level_played(scan, hit->word);
  }
  return level;
}

std::optional<int> year_at(std::u32string_view text, std::size_t at, std::size_t end) {
  if (at + 4 >= end || text[at + 4] != U'年') return std::nullopt;
  int year = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
    const std::size_t chinese = kDigits.find(text[i]);
    if (text[i] == U'零') {
      year *= 10;
    } else if (is_digit(text[i])) {
      year = year * 10 + static_cast<int>(text[i] - U'0');
    } else if (chinese != kDigits.npos) {
      year = year * 10 + static_cast<int>(chinese);
    } else {
      return std::nullopt;
    }
  }
  return year >= 1990 && year <= 2099 ? std::optional(year) : std::nullopt;
}

// A year in a title may stand without 年.
std::optional<int> bare_year_in(std::u32string_view text, Range range) {
  for (std::size_t at = range.begin; at + 4 <= range.end; ++at) {
    if (!is_digit(text[at]) || (at > range.begin && is_digit(text[at - 1]))) continue;
    const auto number = number_at(text, at, at + 4);
    const bool whole =
        number && number->range.size() == 4 && (at + 4 == range.end || !is_digit(text[at + 4]));
    if (whole && number->least >= 1990 && number->least <= 2099)
      return static_cast<int>(number->least);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Level> level_of(const Scan& scan, const PlanText& plan) {
  if (auto level = level_in_title(scan, plan.title)) return level;
  // How often the text speaks of a place as its own (我园, 全镇, 县妇联将); superiors
  // (向县妇联报送) don't count.
  std::array<int, kLevels.size()> votes{};
  const Range body = plan.body;
  for (std::size_t at = body.begin; at < body.end; ++at) {
    const WordHit* hit = scan.longest_at(at, level_roles(), body.end);
    if (hit == nullptr) continue;
    const auto level = level_played(scan, hit->word);
    const std::size_t reach = std::min<std::size_t>(at - body.begin, 6);
    if (hit->end - hit->begin == 1) continue;  // 区 in 辖区 says nothing
    const bool superior = reach > 0 && scan.has(Role::superior_before, {at - reach, at});
    const bool own = scan.lexicon().plays(hit->word, Role::self);
    const bool early = at - body.begin < kOpeningLength;
    if (!superior) votes[static_cast<std::size_t>(*level)] += own ? (early ? 6 : 4) : 1;
    at = hit->end - 1;
  }
  const auto best = std::max_element(votes.begin(), votes.end());
  if (*best == 0) return std::nullopt;
  return static_cast<Level>(best - votes.begin());
}

std::optional<int> year_of(const Scan& scan, const PlanText& plan) {
  for (std::size_t at = plan.title.begin; at < plan.title.end; ++at) {
    if (auto year = year_at(scan.text(), at, plan.title.end)) return year;
  }
  if (auto year = bare_year_in(scan.text(), plan.title)) return year;
  const std::size_t end = std::min(plan.body.end, plan.body.begin + kOpeningLength);
  std::optional<int> first;
  for (std::size_t at = plan.body.begin; at < end; ++at) {
    const auto year = year_at(scan.text(), at, end);
    if (!year) continue;
    if (!first) first = year;
    const Range behind{at, std::min(end, at + 24)};
    if (scan.has(Role::title_word, behind) || scan.has(Role::modal, behind)) return year;
  }
  return first;
}

Mood mood_of(const Scan& scan, const PlanText& plan) {
  return scan.has(Role::past_heading, plan.title) ? Mood::past : Mood::normal;
}

}  // namespace niangjia::plan
