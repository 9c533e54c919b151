#include "organisation/directory.hpp"

#include "base/text.hpp"

namespace niangjia::organisation {
namespace {

// Each child gets 1/1024 of its parent's places: 62 bits hold the root and six levels below it.
constexpr std::int64_t kAllPlaces = std::int64_t{1} << 62;
constexpr int kFanOutBits = 10;
constexpr std::int64_t kMostChildren = (1 << kFanOutBits) - 1;

constexpr db::Statement kAll{
    "organisation.all",
    "SELECT id, parent, name, kind, level, division, region, place_low, place_high, created_at "
    "FROM organisation ORDER BY place_low"};
constexpr db::Statement kLines{"organisation.lines",
                               "SELECT organisation, superior, from_day, until_day FROM "
                               "organisation_line ORDER BY organisation, from_day"};
constexpr db::Statement kTakeSlice{
    "organisation.take_slice",
    "UPDATE organisation SET child_count = child_count + 1 WHERE id = $1 "
    "RETURNING child_count, region, place_low, place_high"};
constexpr db::Statement kInsert{"organisation.insert",
                                "INSERT INTO organisation (id, parent, name, kind, level, "
                                "division, region, place_low, place_high, child_count, "
                                "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)"};
constexpr db::Statement kRename{"organisation.rename",
                                "UPDATE organisation SET name = $2, division = $3 WHERE id = $1"};
constexpr db::Statement kAddLine{"organisation.add_line",
                                 "INSERT INTO organisation_line (organisation, superior, from_day, "
                                 "until_day) VALUES ($1, $2, $3, $4)"};
constexpr db::Statement kRootExists{"organisation.root_exists",
                                    "SELECT id FROM organisation WHERE parent IS NULL"};

Organisation read_organisation(const db::Row& row) {
  return Organisation{OrganisationId{row.integer(0)},
                      OrganisationId{row.is_null(1) ? 0 : row.integer(1)},
                      std::string(row.text(2)),
                      std::string(row.text(3)),
                      static_cast<Level>(row.integer(4)),
                      std::string(row.text(5)),
                      row.integer(6),
                      {row.integer(7), row.integer(8)},
                      Moment{row.integer(9)}};
}

SecondLine read_line(const db::Row& row) {
  return SecondLine{OrganisationId{row.integer(0)}, OrganisationId{row.integer(1)},
                    day_from_number(row.integer(2)),
                    row.is_null(3) ? std::nullopt : std::optional(day_from_number(row.integer(3)))};
}

tl::unexpected<Error> wrong_field(const char* field, const char* message) {
  Error error{ErrorCode::invalid_fields,
              std::string("organisation: ") + field,
              message,
              {{field, message}}};
  return fail(std::move(error));
}

struct Slice {
  std::int64_t region;
  PlaceRange places;
};

Result<Slice> slice_for_root(db::Tx& tx) {
  NJ_TRY(const auto root,
         tx.first(kRootExists, {}, [](const db::Row& row) { return row.integer(0); }));
  if (root) return wrong_field("parent", "已经有最上级组织，请选一个上级。");
  return Slice{1, {0, kAllPlaces - 1}};
}

Result<Slice> slice_below(db::Tx& tx, OrganisationId parent) {
  struct Taken {
    std::int64_t count, region, low, high;
  };
  NJ_TRY(const auto taken, tx.first(kTakeSlice, {parent}, [](const db::Row& row) {
    return Taken{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
  }));
  if (!taken) return fail(ErrorCode::not_found, "no organisation " + parent.text());
  const std::int64_t size = (taken->high - taken->low + 1) >> kFanOutBits;
  if (size < 1) return wrong_field("parent", "这一级下面不能再设组织（最多七级）。");
  if (taken->count > kMostChildren) return wrong_field("parent", "一个组织的直接下级最多1023个。");
  const std::int64_t low = taken->low + taken->count * size;
  return Slice{taken->region, {low, low + size - 1}};
}

}  // namespace

Result<Organisation> add_in(db::Tx& tx, std::int64_t id, const NewOrganisation& wanted, Moment at) {
  const std::string name(text::trim(wanted.name));
  if (name.empty() || text::length(name) > 60)
    return wrong_field("name", "请写组织名称，最多60个字。");
  if (wanted.kind.empty()) return wrong_field("kind", "请选组织类型。");
  NJ_TRY(const Slice slice,
         wanted.parent.is_set() ? slice_below(tx, wanted.parent) : slice_for_root(tx));
  const std::int64_t region = wanted.region > 0 ? wanted.region : slice.region;
  Organisation made{OrganisationId{id}, wanted.parent, name,         wanted.kind, wanted.level,
                    wanted.division,    region,        slice.places, at};
  const auto parent = made.parent.is_set() ? std::optional(made.parent.value) : std::nullopt;
  const auto added =
      tx.run(kInsert, {made.id, parent, made.name, made.kind, static_cast<int>(made.level),
                       made.division, region, made.places.low, made.places.high, at});
  if (!added && added.error().code == ErrorCode::conflict)
    return wrong_field("name", "同一上级下已有这个名称。");
  NJ_CHECK(added);
  return made;
}

std::shared_ptr<const Tree> Directory::tree() const {
  const std::lock_guard lock(mutex_);
  return tree_;
}

Status Directory::reload() {
  struct Rows {
    std::vector<Organisation> organisations;
    std::vector<SecondLine> lines;
  };
  NJ_TRY(auto rows, database_.read([](db::Tx& tx) -> Result<Rows> {
    NJ_TRY(auto organisations, tx.all(kAll, {}, read_organisation));
    NJ_TRY(auto lines, tx.all(kLines, {}, read_line));
    return Rows{std::move(organisations), std::move(lines)};
  }));
  NJ_TRY(auto tree, Tree::build(std::move(rows.organisations), std::move(rows.lines)));
  const std::lock_guard lock(mutex_);
  tree_ = std::move(tree);
  return Done{};
}

Result<Organisation> Directory::add(const NewOrganisation& wanted, Moment at) {
  NJ_TRY(auto added, add_all({&wanted, 1}, at));
  return added.front();
}

Result<std::vector<Organisation>> Directory::add_all(std::span<const NewOrganisation> wanted,
                                                     Moment at) {
  NJ_TRY(auto made, database_.write([&](db::Tx& tx) -> Result<std::vector<Organisation>> {
    std::vector<Organisation> added;
    for (const NewOrganisation& one : wanted) {
      NJ_TRY(auto organisation, add_in(tx, ids_.next(), one, at));
      added.push_back(std::move(organisation));
    }
    return added;
  }));
  NJ_CHECK(reload());
  return made;
}

Status Directory::rename(OrganisationId id, std::string_view name, std::string_view division) {
  const std::string trimmed(text::trim(name));
  if (trimmed.empty() || text::length(trimmed) > 60)
    return wrong_field("name", "请写组织名称，最多60个字。");
  NJ_CHECK(database_.write([&](db::Tx& tx) -> Status {
    const auto changed = tx.run(kRename, {id, trimmed, division});
    if (!changed && changed.error().code == ErrorCode::conflict)
      return wrong_field("name", "同一上级下已有这个名称。");
    NJ_CHECK(changed);
    if (*changed == 0) return fail(ErrorCode::not_found, "no organisation " + id.text());
    return Done{};
  }));
  return reload();
}

Status Directory::add_second_line(const SecondLine& line) {
  const auto picture = tree();
  if (!picture->find(line.organisation) || !picture->find(line.superior)) {
    return fail(ErrorCode::not_found, "second line between unknown organisations");
  }
  if (line.organisation == line.superior) return wrong_field("superior", "不能把自己设为上级。");
  if (line.until && *line.until <= line.from)
    return wrong_field("until", "结束日期应晚于开始日期。");
  NJ_CHECK(database_.write([&](db::Tx& tx) -> Status {
    NJ_CHECK(tx.run(kAddLine, {line.organisation, line.superior, line.from, line.until}));
    return Done{};
  }));
  return reload();
}

}  // namespace niangjia::organisation
