// Finds divisions by what people write: a name with or without its ending, an old or a short name, a
// path with parts left out ("西湖区文新街道", "杭州 西湖 文新"), a code, the first letters of the pinyin.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "organisation/divisions.hpp"

namespace niangjia::organisation {

// Why a division was found; the best come first.
enum class DivisionMatch {
  code,          // its code, or how that begins
  name,          // its name, in any spelling of its ending: 王家村 for 王家村民委员会
  short_name,    // without the ending: 西湖 for 西湖区
  alias,         // 浙, 恩施州, 萧山市
  other_ending,  // 仁和乡 for 仁和镇
  beginning,     // its name begins so
  initials       // the first letters of its pinyin
};
[[nodiscard]] const char* to_string(DivisionMatch match);  // "other_ending"

struct DivisionHit {
  Division division;
  DivisionMatch match = DivisionMatch::name;
};

struct DivisionQuery {
  std::string text;
  std::optional<Division> inside;  // looks only here
  std::optional<Level> level;      // province to community: finds only these
  std::size_t limit = 20;
};

// Best first: by the reason, then from the province down, then by code.
struct DivisionHits {
  std::vector<DivisionHit> hits;  // at most the limit
  std::size_t total = 0;          // of them in all
  // Those that answer as well as the first does. More than one: the text does not say which.
  std::size_t equally_good = 0;
};

// Longest text that is looked at, in characters; a longer one finds nothing.
inline constexpr std::size_t kLongestDivisionText = 64;

[[nodiscard]] DivisionHits find_divisions(const Divisions& divisions, const DivisionQuery& query);

// The divisions that are called exactly `name`, in any of the ways above up to other_ending; nothing
// is taken apart. Best first.
[[nodiscard]] std::vector<DivisionHit> divisions_named(const Divisions& divisions,
                                                       std::string_view name);

}  // namespace niangjia::organisation
