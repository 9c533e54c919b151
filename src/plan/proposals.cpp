#include "plan/proposals.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kShortTitle = 40;
constexpr int kUnitPoints = 4, kCapabilityPoints = 3, kKeywordPoints = 2, kEnoughPoints = 5;

bool same_unit(const catalog::Indicator& indicator, const std::string& unit) {
  return indicator.unit == unit ||
         std::find(indicator.units.begin(), indicator.units.end(), unit) != indicator.units.end();
}

int points(const catalog::Indicator& indicator, const Measure& measure, const Target& target) {
  if (!same_unit(indicator, target.unit)) return 0;
  int sum = kUnitPoints;
  const auto rank =
      std::find(measure.capabilities.begin(), measure.capabilities.end(), indicator.capability);
  if (rank != measure.capabilities.end())
    sum += std::max(1, kCapabilityPoints - static_cast<int>(rank - measure.capabilities.begin()));
  for (const std::string& word : indicator.keywords) {
    if (measure.text.find(word) != std::string::npos || target.what.find(word) != std::string::npos)
      sum += kKeywordPoints;
  }
  return sum;
}

std::u32string without_blanks(const std::string& text) {
  std::u32string points;
  for (char32_t c : text::to_code_points(text)) {
    if (c != U'\n' && c != U'\r' && c != U'\t' && c != U' ' && c != 0x3000 && c != U'`')
      points.push_back(c);
  }
  return points;
}

// Of a long sentence the clause that holds the target: it says what is to be done.
std::u32string_view clause_of(std::u32string_view sentence, std::u32string_view target) {
  constexpr std::u32string_view kMarks = U"，,；;。";
  const auto at = target.empty() ? std::u32string_view::npos : sentence.find(target);
  if (at == std::u32string_view::npos) return sentence;
  const auto before = sentence.find_last_of(kMarks, at);
  const auto from = before == std::u32string_view::npos ? 0 : before + 1;
  return sentence.substr(from, sentence.find_first_of(kMarks, at) - from);
}

std::string short_title(const Measure& measure) {
  const std::u32string points = without_blanks(measure.text);
  std::u32string_view shown = points;
  if (shown.size() > kShortTitle && !measure.targets.empty()) {
    shown = clause_of(shown, without_blanks(measure.targets.front().text));
  }
  if (shown.size() <= kShortTitle) return text::to_utf8(shown);
  const auto head = shown.substr(0, kShortTitle);
  const auto mark = head.find_last_of(U"，,；;：:。");
  return text::to_utf8(head.substr(
             0, mark != std::u32string_view::npos && mark > 8 ? mark : kShortTitle - 1)) +
         "…";
}

// "09-01", with the plan's year, or "2026-09-01"; the 29th of February is the 28th in other years.
std::optional<Day> day_of(const std::string& text, int year) {
  if (text.size() == 10) return parse_day(text);
  auto day = parse_day(std::to_string(year) + "-" + text);
  if (!day && text == "02-29") day = make_day(year, 2, 28);
  return day;
}

}  // namespace

const Target* main_target(const Measure& measure) {
  return measure.targets.empty() ? nullptr : &measure.targets.front();
}

std::vector<std::string> propose_indicators(const catalog::Catalogue& catalogue,
                                            const Measure& measure, const Target* target) {
  std::vector<std::pair<int, std::string>> found;
  for (const catalog::Indicator& indicator : catalogue.indicators()) {
    const int sum = target ? points(indicator, measure, *target) : 0;
    if (sum >= kEnoughPoints) found.emplace_back(-sum, indicator.id);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> ids;
  for (auto& [sum, id] : found) ids.push_back(std::move(id));
  return ids;
}

Proposal propose(const catalog::Catalogue& catalogue, const Measure& measure, int year) {
  Proposal proposal;
  proposal.short_title = short_title(measure);
  if (!measure.headings.empty()) proposal.chapter = measure.headings.front();
  const Target* target = main_target(measure);
  proposal.indicators = propose_indicators(catalogue, measure, target);
  proposal.window_from = make_day(year, 1, 1);
  proposal.window_to = make_day(year, 12, 31);
  const auto from = measure.window ? day_of(measure.window->from, year) : std::nullopt;
  auto to = measure.window ? day_of(measure.window->to, year) : std::nullopt;
  // A winter runs into the next year.
  if (from && to && *to < *from) to = day_of(measure.window->to, year + 1);
  if (from && to && *from <= *to) {
    proposal.has_window = true;
    proposal.window_from = *from;
    proposal.window_to = *to;
  }
  if (target && proposal.indicators.empty()) proposal.question = "no_indicator";
  if (target && proposal.indicators.size() > 1) proposal.question = "which_indicator";
  if (measure.targets.size() > 1) proposal.question = "parts_of_target";
  return proposal;
}

}  // namespace niangjia::plan
