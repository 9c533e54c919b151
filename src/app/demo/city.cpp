#include "app/demo/city.hpp"

#include <algorithm>

#include "app/demo/chance.hpp"

namespace niangjia::app::demo {
namespace {

constexpr std::string_view kFederation = "妇联", kCommittee = "妇委会";

organisation::Level level_of(const Place& place) {
  return organisation::parse_level(place.level).value_or(organisation::Level::unit);
}

std::string called(const std::string& full_name) {
  for (const std::string_view suffix : {kFederation, kCommittee}) {
    if (full_name.ends_with(suffix)) return full_name.substr(0, full_name.size() - suffix.size());
  }
  return full_name;
}

Place make_place(const std::string& full_name, const char* kind, const char* level,
                 std::size_t parent) {
  return {{}, called(full_name), full_name, kind, level, parent, {}};
}

}  // namespace

void City::plan_places(const Row& data) {
  places_.push_back(make_place(data.text("city"), "federation", "city", 0));
  for (const Row& county : data.rows("county")) {
    const std::size_t at_county = places_.size();
    places_.push_back(make_place(county.text("name"), "federation", "county", 0));
    for (const Row& street : county.rows("streets")) {
      const std::size_t at_street = places_.size();
      places_.push_back(make_place(std::string(street.text("name")).append(kFederation),
                                   "federation", "street", at_county));
      for (const std::string& community : street.list("communities")) {
        places_.push_back(make_place(std::string(community).append(kFederation), "federation",
                                     "community", at_street));
      }
    }
  }
  const Row& bureau = data.rows("bureau").front();
  const std::size_t at_bureau = places_.size();
  places_.push_back(
      make_place(bureau.text("name"), "bureau", "bureau", place(bureau.text("county"))));
  for (const Row& school : bureau.rows("schools")) {
    Place made = make_place(std::string(school.text("name")).append(kCommittee), "school", "school",
                            at_bureau);
    made.kind = school.text("kind");
    places_.push_back(std::move(made));
  }
}

Status City::add_organisations(Installation& installation, Moment at) {
  ledger::Services& services = installation.services();
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < places_.size(); ++i) ids.push_back(services.ids.next());
  NJ_CHECK(services.database.write([&](db::Tx& tx) -> Status {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const Place& place = places_[i];
      organisation::NewOrganisation wanted;
      if (i > 0) wanted.parent = OrganisationId{ids[place.parent]};
      wanted.name = place.full_name;
      wanted.kind = place.kind;
      wanted.level = level_of(place);
      NJ_CHECK(organisation::add_in(tx, ids[i], wanted, at));
    }
    return Done{};
  }));
  for (std::size_t i = 0; i < places_.size(); ++i) places_[i].id = OrganisationId{ids[i]};
  return services.directory.reload();
}

Status City::add_second_lines(Installation& installation, const Row& bureau, Day since) {
  for (const Row& school : bureau.rows("schools")) {
    organisation::SecondLine line;
    line.organisation = places_[place(std::string(school.text("name")).append(kCommittee))].id;
    line.superior = places_[place(std::string(school.text("street")).append(kFederation))].id;
    line.from = since;
    NJ_CHECK(installation.services().directory.add_second_line(line));
  }
  return Done{};
}

Status City::add_accounts(Installation& installation, const Row& data) {
  for (const Row& row : data.rows("account")) {
    NJ_TRY(const auto account, installation.accounts().add(
                                   {row.text("login"), row.text("name"), kPassword}, AccountId{}));
    accounts_.push_back({account.id, row.text("login"), row.text("name"), row.text("role"),
                         row.text("title"), place(row.text("at")), row.list("writes")});
  }
  return Done{};
}

void City::name_chairs(const Row& work) {
  const auto surnames = work.words("surnames"), names = work.words("women");
  Chance chance("chairs", 1);
  for (Place& place : places_) place.chair = chance.one_of(surnames) + chance.one_of(names);
  // Of several at one place the first signs.
  for (auto account = accounts_.rbegin(); account != accounts_.rend(); ++account) {
    if (!account->writes.empty()) places_[account->place].chair = account->name;
  }
}

Result<City> City::found(Installation& installation, const Row& data, const Row& work, Day since) {
  City city;
  city.plan_places(data);
  NJ_CHECK(city.add_organisations(installation, start_of(since)));
  NJ_CHECK(city.add_second_lines(installation, data.rows("bureau").front(), since));
  NJ_CHECK(city.add_accounts(installation, data));
  city.name_chairs(work);
  return city;
}

std::size_t City::place(std::string_view full_name) const {
  const auto found = std::find_if(places_.begin(), places_.end(),
                                  [&](const Place& place) { return place.full_name == full_name; });
  NJ_ASSERT(found != places_.end());
  return static_cast<std::size_t>(found - places_.begin());
}

const DemoAccount& City::account(std::string_view login) const {
  const auto found = std::find_if(accounts_.begin(), accounts_.end(),
                                  [&](const auto& account) { return account.login == login; });
  NJ_ASSERT(found != accounts_.end());
  return *found;
}

std::vector<std::size_t> City::below(std::size_t top,
                                     std::initializer_list<std::string_view> levels) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (std::find(levels.begin(), levels.end(), places_[i].level) == levels.end()) continue;
    std::size_t at = i;
    while (at != top && at != 0) at = places_[at].parent;
    if (at == top) found.push_back(i);
  }
  return found;
}

AccountId City::writer(std::size_t place, std::string_view ledger) const {
  for (std::size_t at = place;; at = places_[at].parent) {
    for (const DemoAccount& account : accounts_) {
      const auto writes = [&](std::string_view word) {
        return std::find(account.writes.begin(), account.writes.end(), word) !=
               account.writes.end();
      };
      if (account.place == at && (writes("*") || writes(ledger))) return account.id;
    }
    if (at == 0) return AccountId{};
  }
}

}  // namespace niangjia::app::demo
