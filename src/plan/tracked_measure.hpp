// A measure of an adopted plan as the program works with it; stored as an entry of the ledger
// `measure`.
#pragma once
#include <optional>
#include <string>

#include "ledger/entry.hpp"

namespace niangjia::plan {

// The words are the ones on the wire and in catalog/ledgers/measure.toml.
enum class Tracking { indicator, evidence };
enum class Comparison { at_least, range, at_most };
enum class ManualState { not_started, doing, done };

struct TrackedMeasure {
  EntryId id, plan, parent;     // parent: the measure that this is a share of
  OrganisationId organisation;  // whose plan or share it is; figures count its subtree
  std::int64_t revision = 0;
  std::int64_t ordinal = 0;
  std::string chapter, short_title, text, capability;
  Tracking tracking = Tracking::evidence;
  std::string indicator;
  std::optional<std::int64_t> target_min, target_max;
  std::string unit;
  Comparison comparison = Comparison::at_least;
  Day window_from{}, window_to{};
  OrganisationId owner_organisation;
  std::string owner_position, owner_account, partners;
  ManualState manual_state = ManualState::not_started;
  std::string evidence;
  std::optional<Day> completed_on, extended_to;
  std::string extension_reason;
  std::optional<std::int64_t> source_from, source_to;

  [[nodiscard]] Day deadline() const { return extended_to.value_or(window_to); }
};

[[nodiscard]] TrackedMeasure measure_of(const ledger::Entry& entry);
// Values for creating or changing the entry; what is unset is empty.
[[nodiscard]] catalog::Values values_of(const TrackedMeasure& measure);

[[nodiscard]] const char* to_string(Tracking tracking);
[[nodiscard]] const char* to_string(Comparison comparison);
[[nodiscard]] const char* to_string(ManualState state);
[[nodiscard]] std::optional<Tracking> parse_tracking(std::string_view word);
[[nodiscard]] std::optional<Comparison> parse_comparison(std::string_view word);
[[nodiscard]] std::optional<ManualState> parse_manual_state(std::string_view word);

}  // namespace niangjia::plan
