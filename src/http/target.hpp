// The request target: percent-encoding, the path and the query.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace niangjia::http {

enum class Plus { is_plus, is_space };  // a space is "+" in queries alone

// nullopt for a malformed "%", NUL, other control characters and what is not UTF-8 afterwards.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, Plus plus);

struct Target {
  std::string path;        // decoded, starts with "/"
  std::string_view query;  // still encoded, a part of the text that was parsed
};
// Takes the origin form alone ("/path?query"). Refuses "." and ".." segments, encoded slashes,
// backslashes, fragments and everything that percent_decode refuses, so that what a route sees has
// one spelling only.
[[nodiscard]] std::optional<Target> parse_target(std::string_view text);

}  // namespace niangjia::http
