#include "organisation/division_check.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "organisation/division_search.hpp"

namespace niangjia::organisation {
namespace {
constexpr std::size_t kMostNear = 3;
constexpr std::size_t kMostShown = 20;  // characters of a wrong code that the answer repeats
}  // namespace

std::string near_divisions(std::string_view text) {
  const Divisions divisions;
  std::vector<Division> near = divisions.nearest(text, kMostNear);
  // One letter fits half the country.
  if (near.empty() && text::length(text) > 1) {
    DivisionQuery query;
    query.text = text;
    query.limit = kMostNear;
    for (const DivisionHit& hit : find_divisions(divisions, query).hits)
      near.push_back(hit.division);
  }
  std::string told;
  for (const Division one : near)
    told += (told.empty() ? "" : "、") + divisions.code(one) + " " + divisions.full_name(one);
  return told;
}

Result<std::string> checked_division(std::string_view raw, http::Language language) {
  const std::string text = text::fold(raw);
  if (text.empty()) return text;
  const Divisions divisions;
  if (const auto division = divisions.by_code(text)) return divisions.code(*division);
  const std::string shown = text::to_utf8(text::to_code_points(text).substr(0, kMostShown));
  const std::string near = near_divisions(text);
  const std::string words =
      language == http::Language::en
          ? fmt::format("There is no division with the code '{}'. {}", shown,
                        near.empty() ? "A code has 12 digits." : "Near it: " + near + ".")
          : fmt::format("没有代码为“{}”的行政区划。{}", shown,
                        near.empty() ? "代码是12位数字。" : "相近的有：" + near + "。");
  return fail(Error{ErrorCode::invalid_fields, "unknown division", words, {{"division", words}}});
}

}  // namespace niangjia::organisation
