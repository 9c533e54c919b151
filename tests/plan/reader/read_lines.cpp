#include "read_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "plan/reader/reader.hpp"

namespace niangjia::plan {

const Lexicon& shipped_lexicon() {
  static const Lexicon lexicon = [] {
    auto loaded = Lexicon::load();
    if (!loaded) ADD_FAILURE() << loaded.error().message;
    return std::move(*loaded);
  }();
  return lexicon;
}

Reading reading_of(std::string_view text) {
  auto reading = read_plans(text, shipped_lexicon());
  if (!reading) ADD_FAILURE() << reading.error().message;
  return reading ? std::move(*reading) : Reading();
}

std::string line_of(const Target& target) {
  return target.max ? fmt::format("{}..{}{}", target.min, *target.max, target.unit)
                    : fmt::format("{}..{}", target.min, target.unit);
}

std::vector<std::string> lines_of(const Plan& plan) {
  std::vector<std::string> lines;
  for (const Measure& measure : plan.measures) {
    std::vector<std::string> targets;
    for (const Target& target : measure.targets) targets.push_back(line_of(target));
    const std::string window =
        measure.window ? measure.window->from + "~" + measure.window->to : "";
    std::string line =
        fmt::format("{} | {} | {} | {} | {} | {} | {}", measure.text, measure.capabilities[0],
                    fmt::join(targets, " "), window, fmt::join(measure.owners, "、"),
                    fmt::join(measure.partners, "、"), measure.done ? "done" : "");
    while (line.ends_with(' ') || line.ends_with('|')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace niangjia::plan
