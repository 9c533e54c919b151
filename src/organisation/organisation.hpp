// The organisations of the installation as one tree, with dated second lines.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace niangjia::organisation {

// In the order of their height; the words are the ones on the wire.
enum class Level { nation, province, city, county, street, community, unit };
[[nodiscard]] const char* to_string(Level level);
[[nodiscard]] std::optional<Level> parse_level(std::string_view word);

// Places of a subtree: every organisation of it, and no other, has its place in [low, high].
struct PlaceRange {
  std::int64_t low = 0, high = -1;
  [[nodiscard]] bool contains(std::int64_t place) const { return low <= place && place <= high; }
  auto operator<=>(const PlaceRange&) const = default;
};

struct Organisation {
  OrganisationId id;
  OrganisationId parent;  // not set at the root
  std::string name;
  std::string kind;  // federation, committee, home, bureau, school, kindergarten, enterprise …:
                     // code list organisation_kind
  Level level = Level::unit;
  std::string division;     // code of the administrative division it sits in; may be empty
  std::int64_t region = 1;  // part of every large key, so that the store can be partitioned
  PlaceRange places;        // its own place is places.low
  Moment created_at;
};

// A second line: it reports to and receives from `superior` as well, from `from` until before
// `until`. The first line (the tree) carries rights; the second carries reports, hand-downs and
// honours.
struct SecondLine {
  OrganisationId organisation, superior;
  Day from{};
  std::optional<Day> until;
};

// One unchanging picture of the tree.
class Tree {
 public:
  // Fails with `invalid_argument` when a parent is missing.
  [[nodiscard]] static Result<std::shared_ptr<const Tree>> build(
      std::vector<Organisation> organisations, std::vector<SecondLine> lines);

  [[nodiscard]] const std::vector<Organisation>& all() const {
    return organisations_;
  }  // in the order of places
  [[nodiscard]] const Organisation* find(OrganisationId id) const;
  [[nodiscard]] const Organisation* at_place(std::int64_t place) const;
  [[nodiscard]] const Organisation* root() const {
    return organisations_.empty() ? nullptr : &organisations_.front();
  }
  [[nodiscard]] const Organisation* parent(const Organisation& organisation) const {
    return find(organisation.parent);
  }
  // Direct children by place.
  [[nodiscard]] std::vector<const Organisation*> children(OrganisationId id) const;
  // Those that stand `depth` steps below, in the order of places; depth 1 are the direct children.
  [[nodiscard]] std::vector<const Organisation*> below(OrganisationId id, int depth) const;
  // From the root down to the organisation itself.
  [[nodiscard]] std::vector<const Organisation*> path(OrganisationId id) const;
  // Itself, or the nearest one above that is of `level` or higher; the root when there is none.
  [[nodiscard]] const Organisation& above(const Organisation& organisation, Level level) const;
  // First children whose name holds `text`, at most `limit`, inside `range`.
  [[nodiscard]] std::vector<const Organisation*> search(std::string_view text, PlaceRange range,
                                                        std::size_t limit) const;
  [[nodiscard]] std::vector<SecondLine> second_lines(OrganisationId organisation) const;
  // Those whose second line leads to `superior` on that day.
  [[nodiscard]] std::vector<const Organisation*> second_children(OrganisationId superior,
                                                                 Day on) const;

 private:
  std::vector<Organisation> organisations_;
  std::unordered_map<OrganisationId, std::size_t> by_id_;
  std::unordered_map<OrganisationId, std::vector<std::size_t>> children_;
  std::vector<SecondLine> lines_;
};

// Of organisations in the order of places, none inside another, the one in whose subtree a place
// lies; null when none.
[[nodiscard]] const Organisation* holder_of(const std::vector<const Organisation*>& organisations,
                                            std::int64_t place);

}  // namespace niangjia::organisation
