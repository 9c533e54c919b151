#include "organisation/division_search.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "organisation/division_names.hpp"

namespace niangjia::organisation {
namespace {

constexpr std::array kMatches{"code",         "name",      "short_name", "alias",
                              "other_ending", "beginning", "initials"};
// Of the divisions that the beginning of a path may mean, those looked into.
constexpr std::size_t kMostMeanings = 256;
constexpr std::size_t kShortestPart = 6;  // bytes: two characters
constexpr std::array<std::string_view, 6> kSeparators{"/", ">", "›", "»", ",", "，"};

// The parts that the writer set apart, joined, and where each ends.
struct Path {
  std::string text;
  std::vector<std::size_t> ends;  // rising; the last is the end of the text
};

Path read_path(std::string_view raw) {
  Path path;
  const auto end_part = [&] {
    if (!path.text.empty() && (path.ends.empty() || path.ends.back() < path.text.size()))
      path.ends.push_back(path.text.size());
  };
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t size = std::min(character_size(raw[at]), raw.size() - at);
    const std::string_view character = raw.substr(at, size);
    at += size;
    const bool separates = std::find(kSeparators.begin(), kSeparators.end(), character) !=
                           kSeparators.end();
    if (separates || text::trim(character).empty()) {
      end_part();
    } else {
      path.text += character;
    }
  }
  end_part();
  return path;
}

// Each division once, for its best reason.
class Hits {
 public:
  void add(Division division, DivisionMatch match) { all_.push_back({division, match}); }

  // The best `limit`; the rest is counted.
  [[nodiscard]] DivisionHits take(std::size_t limit) {
    const auto same = [](const DivisionHit& a, const DivisionHit& b) {
      return a.division == b.division;
    };
    std::sort(all_.begin(), all_.end(), [](const DivisionHit& a, const DivisionHit& b) {
      return std::tie(a.division, a.match) < std::tie(b.division, b.match);
    });
    all_.erase(std::unique(all_.begin(), all_.end(), same), all_.end());
    std::stable_sort(all_.begin(), all_.end(), [](const DivisionHit& a, const DivisionHit& b) {
      return a.match < b.match;
    });
    DivisionHits found;
    found.total = all_.size();
    found.equally_good = static_cast<std::size_t>(
        std::count_if(all_.begin(), all_.end(),
                      [&](const DivisionHit& hit) { return hit.match == all_.front().match; }));
    all_.resize(std::min(all_.size(), limit));
    found.hits = std::move(all_);
    return found;
  }

 private:
  std::vector<DivisionHit> all_;
};

// Reads the text from the left: wherever the beginning of it names divisions, the rest is looked for
// inside these.
class PathSearch {
 public:
  PathSearch(const Divisions& divisions, const DivisionQuery& query, Path path)
      : divisions_(divisions), query_(query), path_(std::move(path)) {}

  [[nodiscard]] DivisionHits run() {
    find_rest(0);
    find_parts(0);
    // A part found makes a place further right from which the rest can be read.
    for (auto at = meanings_.begin(); at != meanings_.end(); ++at) {
      std::sort(at->second.begin(), at->second.end());
      find_rest(at->first);
      find_parts(at->first);
    }
    return hits_.take(query_.limit);
  }

 private:
  // Whether a division lies where the text before `from` says that it does.
  [[nodiscard]] bool is_open(Division division, std::size_t from) const {
    if (query_.inside && !divisions_.contains(*query_.inside, division)) return false;
    if (from == 0) return true;
    const std::vector<Division>& outer = meanings_.at(from);
    for (auto at = divisions_.parent(division); at; at = divisions_.parent(*at)) {
      if (std::binary_search(outer.begin(), outer.end(), *at)) return true;
    }
    return false;
  }

  // What the text from here to its end names, when nobody set a part of it apart.
  void find_rest(std::size_t from) {
    if (end_of_part(from) != path_.text.size()) return;
    const DivisionSink sink = [&](Division division, DivisionMatch match) {
      const bool wanted = !query_.level || divisions_.level(division) == *query_.level;
      if (wanted && is_open(division, from)) hits_.add(division, match);
    };
    const std::string_view rest = std::string_view(path_.text).substr(from);
    show_named(divisions_.table(), rest, sink);
    show_beginning(divisions_.table(), rest, sink);
  }

  // What the next characters may name, so that the rest is looked for there.
  void find_parts(std::size_t from) {
    const std::size_t end = end_of_part(from);
    for (std::size_t to = from; to < end;) {
      to = std::min(to + character_size(path_.text[to]), end);
      const bool whole = to == end && is_begin_of_part(from);
      if (to == path_.text.size() || (to - from < kShortestPart && !whole)) continue;
      show_named(divisions_.table(), std::string_view(path_.text).substr(from, to - from),
                 [&](Division division, DivisionMatch) {
                   if (is_open(division, from)) add_meaning(to, division);
                 });
    }
  }

  void add_meaning(std::size_t at, Division division) {
    std::vector<Division>& meant = meanings_[at];
    if (meant.size() < kMostMeanings &&
        std::find(meant.begin(), meant.end(), division) == meant.end())
      meant.push_back(division);
  }

  [[nodiscard]] std::size_t end_of_part(std::size_t from) const {
    return *std::upper_bound(path_.ends.begin(), path_.ends.end(), from);
  }
  [[nodiscard]] bool is_begin_of_part(std::size_t at) const {
    return at == 0 || std::binary_search(path_.ends.begin(), path_.ends.end(), at);
  }

  const Divisions& divisions_;
  const DivisionQuery& query_;
  Path path_;
  std::map<std::size_t, std::vector<Division>> meanings_;  // of the text before that byte
  Hits hits_;
};

DivisionHits find_by_code(const Divisions& divisions, const DivisionQuery& query,
                          const std::string& digits) {
  Hits hits;
  for (const Division one : divisions.beginning_with(digits, query.limit)) {
    if ((!query.inside || divisions.contains(*query.inside, one)) &&
        (!query.level || divisions.level(one) == *query.level))
      hits.add(one, DivisionMatch::code);
  }
  return hits.take(query.limit);
}

// Of the country down to the streets, and of a county or less down to the villages.
DivisionHits find_by_initials(const Divisions& divisions, const DivisionQuery& query,
                              const std::string& letters) {
  const bool near = query.inside && divisions.level(*query.inside) >= Level::county;
  const Level deepest = near ? Level::community : Level::street;
  Hits hits;
  show_initials(divisions.table(), letters, [&](Division one, DivisionMatch match) {
    const Level level = divisions.level(one);
    if (level <= deepest && level == query.level.value_or(level) &&
        (!query.inside || divisions.contains(*query.inside, one)))
      hits.add(one, match);
  });
  return hits.take(query.limit);
}

bool consists_of(const std::string& text, char first, char last) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return first <= c && c <= last; });
}

}  // namespace

const char* to_string(DivisionMatch match) { return kMatches[static_cast<std::size_t>(match)]; }

DivisionHits find_divisions(const Divisions& divisions, const DivisionQuery& query) {
  if (!text::is_utf8(query.text) || text::length(query.text) > kLongestDivisionText) return {};
  const std::string folded = text::fold(query.text);
  if (folded.empty()) return {};
  if (consists_of(folded, '0', '9')) return find_by_code(divisions, query, folded);
  if (consists_of(folded, 'a', 'z')) return find_by_initials(divisions, query, folded);
  Path path = read_path(query.text);
  return path.text.empty() ? DivisionHits{}
                           : PathSearch(divisions, query, std::move(path)).run();
}

std::vector<DivisionHit> divisions_named(const Divisions& divisions, std::string_view name) {
  Hits hits;
  show_named(divisions.table(), name,
             [&](Division division, DivisionMatch match) { hits.add(division, match); });
  return hits.take(std::numeric_limits<std::size_t>::max()).hits;
}

}  // namespace niangjia::organisation
