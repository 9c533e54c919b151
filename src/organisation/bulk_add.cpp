// Adding very many organisations: slices of places are taken once for all new children of a parent, and
// rows go to the store many to a statement.
#include <algorithm>
#include <unordered_map>

#include "organisation/directory.hpp"
#include "organisation/slices.hpp"

namespace niangjia::organisation {
namespace {

constexpr std::size_t kUnit = 1000;  // organisations in a transaction
constexpr std::size_t kRowsAtOnce = 50, kColumns = 11;

constexpr std::string_view kInsertInto =
    "INSERT INTO organisation (id, parent, name, kind, level, division, region, place_low, "
    "place_high, child_count, created_at) VALUES ";

// "INSERT INTO … VALUES ($1, … $11), ($12, …": the same text for both stores.
std::string insert_of(std::size_t rows) {
  std::string sql(kInsertInto);
  for (std::size_t parameter = 0; parameter < rows * kColumns; ++parameter) {
    sql += parameter % kColumns != 0 ? ", " : parameter == 0 ? "(" : "), (";
    sql += "$" + std::to_string(parameter + 1);
  }
  return sql + ")";
}

struct Row {
  const PlannedOrganisation* planned;
  OrganisationId id, parent;
  Slice slice;
  std::int64_t children = 0;  // of it that come with the same unit
};

class Unit {
 public:
  // `ids` are those of the whole list, of which `begin` to `end` are added.
  Unit(std::span<const PlannedOrganisation> all, std::span<const std::int64_t> ids,
       std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto& above = all[i].above;
      const OrganisationId parent = above ? OrganisationId{ids[*above]} : all[i].wanted.parent;
      rows_.push_back({&all[i], OrganisationId{ids[i]}, parent, {}, 0});
      ++children_[parent];
    }
  }

  Status write(db::Tx& tx, Moment at) {
    slices_.clear();
    for (Row& row : rows_) NJ_CHECK(place(tx, row));
    static const std::string many = insert_of(kRowsAtOnce), one = insert_of(1);
    std::size_t at_row = 0;
    for (; at_row + kRowsAtOnce <= rows_.size(); at_row += kRowsAtOnce)
      NJ_CHECK(insert(tx, {"organisation.insert_many", many}, at_row, kRowsAtOnce, at));
    for (; at_row < rows_.size(); ++at_row)
      NJ_CHECK(insert(tx, {"organisation.insert", one}, at_row, 1, at));
    return Done{};
  }

 private:
  // Its own slice, and the ones that its children of this unit will take from it.
  Status place(db::Tx& tx, Row& row) {
    auto from = slices_.find(row.parent);
    if (from == slices_.end()) {
      NJ_TRY(const Slices taken, take_slices(tx, row.parent, children_[row.parent]));
      from = slices_.emplace(row.parent, taken).first;
    }
    row.slice = from->second.next();
    const auto below = children_.find(row.id);
    row.children = below == children_.end() ? 0 : below->second;
    if (row.children == 0) return Done{};
    NJ_TRY(const Slices own, Slices::of(row.slice, 0, row.children));
    slices_.emplace(row.id, own);
    return Done{};
  }

  Status insert(db::Tx& tx, const db::Statement& statement, std::size_t first, std::size_t count,
                Moment at) {
    std::vector<db::Parameter> values;
    values.reserve(count * kColumns);
    for (const Row& row : std::span(rows_).subspan(first, count)) {
      const NewOrganisation& wanted = row.planned->wanted;
      const auto parent = row.parent.is_set() ? db::Parameter(row.parent) : db::Parameter(nullptr);
      const std::int64_t region = wanted.region > 0 ? wanted.region : row.slice.region;
      values.insert(values.end(),
                    {row.id, parent, wanted.name, wanted.kind, static_cast<int>(wanted.level),
                     wanted.division, region, row.slice.places.low, row.slice.places.high,
                     row.children, at});
    }
    NJ_CHECK(tx.run(statement, db::Parameters(values)));
    return Done{};
  }

  std::vector<Row> rows_;
  std::unordered_map<OrganisationId, std::int64_t> children_;
  std::unordered_map<OrganisationId, Slices> slices_;
};

}  // namespace

Status Directory::add_tree(std::span<const PlannedOrganisation> wanted, Moment at,
                           const std::function<void(std::size_t)>& told) {
  std::vector<std::int64_t> ids(wanted.size());
  std::generate(ids.begin(), ids.end(), [this] { return ids_.next(); });
  Status added = Done{};
  for (std::size_t begin = 0; begin < wanted.size() && added; begin += kUnit) {
    Unit unit(wanted, ids, begin, std::min(begin + kUnit, wanted.size()));
    added = database_.write([&](db::Tx& tx) { return unit.write(tx, at); });
    if (added && told) told(std::min(begin + kUnit, wanted.size()));
  }
  NJ_CHECK(reload());
  return added;
}

}  // namespace niangjia::organisation
