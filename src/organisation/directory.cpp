#include "organisation/directory.hpp"

#include "base/text.hpp"
#include "organisation/division_check.hpp"
#include "organisation/slices.hpp"

namespace niangjia::organisation {
namespace {

constexpr db::Statement kAll{
    "organisation.all",
    "SELECT id, parent, name, kind, level, division, region, place_low, place_high, created_at "
    "FROM organisation ORDER BY place_low"};
constexpr db::Statement kLines{"organisation.lines",
                               "SELECT organisation, superior, from_day, until_day FROM "
                               "organisation_line ORDER BY organisation, from_day"};
constexpr db::Statement kInsert{"organisation.insert",
                                "INSERT INTO organisation (id, parent, name, kind, level, "
                                "division, region, place_low, place_high, child_count, "
                                "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)"};
constexpr db::Statement kRename{"organisation.rename",
                                "UPDATE organisation SET name = $2, division = $3 WHERE id = $1"};
constexpr db::Statement kAddLine{"organisation.add_line",
                                 "INSERT INTO organisation_line (organisation, superior, from_day, "
                                 "until_day) VALUES ($1, $2, $3, $4)"};
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

}  // namespace

Result<Organisation> add_in(db::Tx& tx, std::int64_t id, const NewOrganisation& wanted, Moment at) {
  const std::string name(text::trim(wanted.name));
  if (name.empty() || text::length(name) > kLongestOrganisationName)
    return wrong_field("name", "请写组织名称，最多60个字。");
  if (wanted.kind.empty()) return wrong_field("kind", "请选组织类型。");
  NJ_TRY(const std::string division, checked_division(wanted.division, http::Language::zh));
  NJ_TRY(Slices slices, take_slices(tx, wanted.parent, 1));
  const Slice slice = slices.next();
  const std::int64_t region = wanted.region > 0 ? wanted.region : slice.region;
  Organisation made{OrganisationId{id}, wanted.parent, name,         wanted.kind, wanted.level,
                    division,           region,        slice.places, at};
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
  if (trimmed.empty() || text::length(trimmed) > kLongestOrganisationName)
    return wrong_field("name", "请写组织名称，最多60个字。");
  const auto picture = tree();
  const Organisation* present = picture->find(id);
  std::string code(division);
  if (!present || present->division != division) {
    NJ_TRY(code, checked_division(division, http::Language::zh));
  }
  NJ_CHECK(database_.write([&](db::Tx& tx) -> Status {
    const auto changed = tx.run(kRename, {id, trimmed, code});
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
