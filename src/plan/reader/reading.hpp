// What a reader finds in the text of one or many work plans. Plain values; the JSON has the same
// names.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace niangjia::plan {

// Half open, in Unicode code points of the text that was read.
struct Span {
  std::size_t from = 0;
  std::size_t to = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// Whose plan it is; the enumerators are the words on the wire. A county includes districts and
// county-level cities.
enum class Level { unit, community, township, street, county, city, province };

// How much of something will be (or was) done: "不少于50场" is min 50, no max, unit 场.
struct Target {
  std::string text;
  double min = 0;
  std::optional<double> max;  // absent: no upper bound
  std::string unit;           // the measure word as written
  std::string what;           // the thing counted; may be empty
  Span span;
};

// When it will be done. MM-DD, or YYYY-MM-DD where the year stands with the date.
struct Window {
  std::string text;
  std::string from;
  std::string to;
};

// One commitment that can be tracked.
struct Measure {
  std::string text;  // exactly the text at `span`, line breaks included
  Span span;
  std::vector<std::string> headings;      // outermost first, as written, without the closing mark
  std::vector<std::string> capabilities;  // "C01".."C48", best first, one to three
  std::vector<Target> targets;
  std::optional<Window> window;
  std::vector<std::string> owners;    // who will do it, as written
  std::vector<std::string> partners;  // with whom, or to whom it is delivered upward
  bool done = false;                  // the text reports it as already done
};

// Something the person who pastes the plan should look at: a law that was renamed, a year left
// open.
struct Notice {
  std::string kind;  // renamed_law, misspelt_law, placeholder_year, truncated, placeholder, typo, …
  std::string text;
  Span span;
};

struct Plan {
  std::string title;  // empty when there is none
  std::optional<Level> level;
  std::optional<int> year;
  Span span;  // from the title to the last character before the next plan
  std::vector<Measure> measures;
  std::vector<Notice> notices;
};

struct Reading {
  std::vector<Plan> plans;
};

[[nodiscard]] const char* to_string(Level level);

}  // namespace niangjia::plan
