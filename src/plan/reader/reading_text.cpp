#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "plan/reader/reading_json.hpp"

namespace niangjia::plan {
namespace {

const char* name_of(Level level) {
  constexpr std::array<const char*, 7> kNames = {"单位",     "村（社区）", "乡镇", "街道",
                                                 "县（区）", "市",         "省"};
  return kNames[static_cast<std::size_t>(level)];
}

const char* name_of_notice(const std::string& kind) {
  constexpr std::array<std::pair<std::string_view, const char*>, 8> kNames = {
      {{"renamed_law", "法律已更名"},
       {"misspelt_law", "法律名称有误"},
       {"placeholder_year", "年份没有写"},
       {"truncated", "文字没有写完"},
       {"placeholder", "有待填的地方"},
       {"typo", "可能是错字"},
       {"outdated_term", "旧的提法"},
       {"year_conflict", "年份前后不一"}}};
  for (const auto& [known, name] : kNames) {
    if (known == kind) return name;
  }
  return "请看一看";
}

// A measure in one line, whatever line breaks its text holds.
std::string in_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c != '\n' && c != '\r') line += c;
  }
  return line;
}

void append_measure(const Measure& measure, std::size_t number, std::string& out) {
  out += fmt::format("{:>3}. {}{}\n     {}", number, measure.done ? "（已做）" : "",
                     in_one_line(measure.text), fmt::join(measure.capabilities, " "));
  for (const Target& target : measure.targets) out += fmt::format("  目标 {}", target.text);
  if (const auto& window = measure.window)
    out += fmt::format("  时段 {} 至 {}", window->from, window->to);
  if (!measure.owners.empty()) out += fmt::format("  由 {}", fmt::join(measure.owners, "、"));
  if (!measure.partners.empty()) out += fmt::format("  会同 {}", fmt::join(measure.partners, "、"));
  out += '\n';
}

void append_plan(const Plan& plan, std::string& out) {
  out += plan.title.empty() ? "（没有标题）" : in_one_line(plan.title);
  if (plan.level) out += fmt::format("  {}", name_of(*plan.level));
  if (plan.year) out += fmt::format("  {}年", *plan.year);
  out += fmt::format("  措施{}条\n", plan.measures.size());
  const std::vector<std::string>* under = nullptr;
  for (std::size_t i = 0; i < plan.measures.size(); ++i) {
    const Measure& measure = plan.measures[i];
    if (under == nullptr || *under != measure.headings) {
      if (!measure.headings.empty())
        out += fmt::format("\n {}\n",
                           in_one_line(fmt::format("{}", fmt::join(measure.headings, " › "))));
      under = &measure.headings;
    }
    append_measure(measure, i + 1, out);
  }
  if (!plan.notices.empty()) out += "\n 请留意\n";
  for (const Notice& notice : plan.notices) {
    out += fmt::format("   {}：{}\n", name_of_notice(notice.kind), in_one_line(notice.text));
  }
  out += '\n';
}

}  // namespace

std::string to_text(const Reading& reading) {
  std::string out;
  for (const Plan& plan : reading.plans) append_plan(plan, out);
  if (reading.plans.empty()) out = "没有读到计划。\n";
  return out;
}

}  // namespace niangjia::plan
