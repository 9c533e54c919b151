// A reading as JSON, for programs, and as text, for a person at a terminal.
#pragma once
#include <boost/json/value.hpp>
#include <string>

#include "plan/reader/reading.hpp"

namespace niangjia::plan {

// {"plans": [{"title", "level", "year", "span", "measures": […], "notices": […]}]}, keys named as
// in reading.hpp; spans are [from, to]; `done` is written only where it is true.
[[nodiscard]] boost::json::value to_json(const Reading& reading);

// A listing in Chinese: each plan, its measures by number with what was understood, then what to
// look at.
[[nodiscard]] std::string to_text(const Reading& reading);

}  // namespace niangjia::plan
