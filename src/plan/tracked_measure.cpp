#include "plan/tracked_measure.hpp"

#include <algorithm>
#include <array>

namespace niangjia::plan {
namespace {

using catalog::Value;
using catalog::Values;

constexpr std::array kTrackings{"indicator", "evidence"};
constexpr std::array kComparisons{"at_least", "range", "at_most"};
constexpr std::array kStates{"not_started", "doing", "done"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<const char*, N>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

std::string text(const Values& values, std::string_view key) {
  const auto* found = std::get_if<std::string>(&catalog::value_of(values, key));
  return found ? *found : std::string();
}

template <class T>
std::optional<T> maybe(const Values& values, std::string_view key) {
  const auto* found = std::get_if<T>(&catalog::value_of(values, key));
  return found ? std::optional(*found) : std::nullopt;
}

std::int64_t number(const Values& values, std::string_view key) {
  return maybe<std::int64_t>(values, key).value_or(0);
}

Value value(const std::string& text) { return text.empty() ? Value{} : Value{text}; }
Value value(const std::optional<std::int64_t>& number) { return number ? Value{*number} : Value{}; }
Value value(const std::optional<Day>& day) { return day ? Value{*day} : Value{}; }
template <class Tag>
Value value(Id<Tag> id) {
  return id.is_set() ? Value{id.value} : Value{};
}

}  // namespace

const char* to_string(Tracking tracking) { return kTrackings[static_cast<std::size_t>(tracking)]; }
const char* to_string(Comparison comparison) {
  return kComparisons[static_cast<std::size_t>(comparison)];
}
const char* to_string(ManualState state) { return kStates[static_cast<std::size_t>(state)]; }
std::optional<Tracking> parse_tracking(std::string_view word) {
  return parse<Tracking>(kTrackings, word);
}
std::optional<Comparison> parse_comparison(std::string_view word) {
  return parse<Comparison>(kComparisons, word);
}
std::optional<ManualState> parse_manual_state(std::string_view word) {
  return parse<ManualState>(kStates, word);
}

TrackedMeasure measure_of(const ledger::Entry& entry) {
  const Values& values = entry.values;
  TrackedMeasure measure;
  measure.id = entry.id;
  measure.plan = EntryId{number(values, "plan")};
  measure.parent = EntryId{number(values, "parent")};
  measure.organisation = entry.organisation;
  measure.revision = entry.revision;
  measure.ordinal = number(values, "ordinal");
  measure.chapter = text(values, "chapter");
  measure.short_title = text(values, "short");
  measure.text = text(values, "text");
  measure.capability = text(values, "capability");
  measure.tracking = parse_tracking(text(values, "tracking")).value_or(Tracking::evidence);
  measure.indicator = text(values, "indicator");
  measure.target_min = maybe<std::int64_t>(values, "target_min");
  measure.target_max = maybe<std::int64_t>(values, "target_max");
  measure.unit = text(values, "unit");
  measure.comparison = parse_comparison(text(values, "comparison")).value_or(Comparison::at_least);
  measure.window_from = maybe<Day>(values, "window_from").value_or(Day{});
  measure.window_to = maybe<Day>(values, "window_to").value_or(Day{});
  measure.owner_organisation = OrganisationId{number(values, "owner_organisation")};
  measure.owner_position = text(values, "owner_position");
  measure.owner_account = text(values, "owner_account");
  measure.partners = text(values, "partners");
  measure.manual_state =
      parse_manual_state(text(values, "manual_state")).value_or(ManualState::not_started);
  measure.evidence = text(values, "evidence");
  measure.completed_on = maybe<Day>(values, "completed_on");
  measure.extended_to = maybe<Day>(values, "extended_to");
  measure.extension_reason = text(values, "extension_reason");
  measure.source_from = maybe<std::int64_t>(values, "source_from");
  measure.source_to = maybe<std::int64_t>(values, "source_to");
  return measure;
}

Values values_of(const TrackedMeasure& measure) {
  return Values{{"plan", value(measure.plan)},
                {"parent", value(measure.parent)},
                {"ordinal", measure.ordinal},
                {"chapter", value(measure.chapter)},
                {"short", value(measure.short_title)},
                {"text", value(measure.text)},
                {"capability", value(measure.capability)},
                {"tracking", std::string(to_string(measure.tracking))},
                {"indicator", value(measure.indicator)},
                {"target_min", value(measure.target_min)},
                {"target_max", value(measure.target_max)},
                {"unit", value(measure.unit)},
                {"comparison", std::string(to_string(measure.comparison))},
                {"window_from", measure.window_from},
                {"window_to", measure.window_to},
                {"owner_organisation", value(measure.owner_organisation)},
                {"owner_position", value(measure.owner_position)},
                {"owner_account", value(measure.owner_account)},
                {"partners", value(measure.partners)},
                {"manual_state", std::string(to_string(measure.manual_state))},
                {"evidence", value(measure.evidence)},
                {"completed_on", value(measure.completed_on)},
                {"extended_to", value(measure.extended_to)},
                {"extension_reason", value(measure.extension_reason)},
                {"source_from", value(measure.source_from)},
                {"source_to", value(measure.source_to)}};
}

}  // namespace niangjia::plan
