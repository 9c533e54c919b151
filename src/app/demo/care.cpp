#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

constexpr const char* kBureau = "青禾县教育局妇委会";
constexpr std::int64_t kFen = 100;

bool speaks_of_children(const Row& idea) {
  return idea.text("kind").find("child") != std::string::npos;
}

std::vector<Row> ideas_about(const Scene& scene, bool children) {
  std::vector<Row> chosen;
  for (const Row& idea : scene.work.rows("care")) {
    if (speaks_of_children(idea) == children) chosen.push_back(idea);
  }
  return chosen;
}

Values visit_values(const Scene& scene, const Person& person, const Row& idea, Day day,
                    Chance& chance) {
  const bool by_phone = chance.happens(20);
  Values values{{"person_kind", idea.text("kind")},
                {"visited_on", day},
                {"manner", std::string(by_phone ? "phone" : "home")},
                {"visitor", scene.place(person.home).chair},
                {"needs", idea.text("needs")},
                {"helped", idea.text("helped")}};
  if (!person.guardian.empty()) {
    values["carer"] = person.guardian;
    values["phone"] = person.phone;
  }
  const unsigned month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
  const bool festive = month <= 2 || month == 9;
  if (chance.happens(festive ? 60 : 15) && !by_phone)
    values["gift_value"] = chance.between(10, 40) * 10 * kFen;
  return values;
}

// Somebody who is looked after for a year: each visit says when the next one will be, and the next
// one answers it.
void note_visits(const Scene& scene, Person& person, const std::vector<Row>& ideas, Day first,
                 std::int64_t every, Chance& chance) {
  const Day end = make_day(year_of(first), 12, 31);
  const Row& idea = chance.one_of(ideas);
  std::optional<Diary::Index> before;
  for (Day day = first; day <= end;) {
    const Day planned = day + days{every + chance.between(0, 12)};
    const Day next = planned + days{chance.between(-3, 0)};
    Values values = visit_values(scene, person, idea, day, chance);
    if (next <= end) values["next_on"] = planned;
    const AccountId by = scene.city.writer(person.home, "visit");
    if (before) scene.diary.change(*before, day, by, {{"followed_on", day}});
    before =
        scene.people.note_about(person, "person", day, "visit", person.home, std::move(values));
    day = next;
  }
}

// Recorded once, looked at again every half year.
void note_hardship(const Scene& scene, Person& person, Day day, Chance& chance) {
  const Row& idea = chance.one_of(scene.work.rows("hardship"));
  const auto members = chance.between(1, 5);
  const bool recovers = chance.happens(12);
  Values values{{"registered_on", day},
                {"kind", idea.text("kind")},
                {"cause", idea.text("cause")},
                {"household_size", members},
                {"minors", members > 2 ? chance.between(0, 2) : 0},
                {"monthly_income", chance.between(9, 26) * 100 * kFen},
                {"situation", idea.text("situation")},
                {"needs", idea.text("needs")},
                {"helper", scene.place(person.home).chair},
                {"measures", idea.text("measures")},
                {"aid_amount", chance.between(3, 20) * 100 * kFen}};
  const Day review = day + days{chance.between(165, 178)};
  const auto entry = scene.people.note_about(person, "person", day, "hardship_woman", person.home,
                                             std::move(values));
  if (!entry) return;
  const AccountId by = scene.city.writer(person.home, "hardship_woman");
  scene.diary.change(*entry, review, by, {{"reviewed_on", review}});
  if (recovers)
    scene.diary.change(*entry, review + days{20}, by,
                       {{"status", std::string("recovered")}, {"closed_on", review + days{20}}});
}

void note_children(const Scene& scene, std::size_t county, int first_year, int last_year) {
  // The first county takes them in one after the other and is somewhat behind its plan, as counties
  // are.
  constexpr double kOneEvery = 8.7;
  const int children = scene.place(county).full_name == kFirstCounty ? 42 : 14;
  const auto homes = scene.city.below(county, {"community"});
  const auto ideas = ideas_about(scene, true);
  Chance chance(scene.place(county).full_name + "children", 1);
  for (int i = 0; i < children; ++i) {
    Person child = scene.people.child(chance, homes[static_cast<std::size_t>(i) % homes.size()]);
    for (int year = first_year; year <= last_year; ++year) {
      const Day first = make_day(year, 1, 6) + days{static_cast<int>(i * kOneEvery)};
      Chance of_year(child.name + child.phone, year);
      note_visits(scene, child, ideas, first, 44, of_year);
    }
  }
}

void note_women(const Scene& scene, std::size_t county, int first_year, int last_year) {
  const int women = scene.place(county).full_name == kFirstCounty ? 62 : 22;
  const auto homes = scene.city.below(county, {"community"});
  const auto ideas = ideas_about(scene, false);
  Chance chance(scene.place(county).full_name + "women", 1);
  for (int i = 0; i < women; ++i) {
    Person woman =
        scene.people.woman(chance, homes[static_cast<std::size_t>(i) % homes.size()], 24, 82);
    const Day registered = scene.diary.from() + days{i * 340 / women};
    for (int year = first_year; year <= last_year; ++year) {
      Chance of_year(woman.name + woman.phone, year);
      note_visits(scene, woman, ideas, make_day(year, 1, 8) + days{of_year.between(0, 50)}, 64,
                  of_year);
    }
    if (chance.happens(85)) note_hardship(scene, woman, registered, chance);
  }
}

// Colleagues in difficulty, before the Spring Festival.
void note_colleagues(const Scene& scene, int year) {
  constexpr int kColleagues = 12;
  const std::size_t bureau = scene.city.place(kBureau);
  const auto schools = scene.city.below(bureau, {"school"});
  Chance chance("colleagues", year);
  for (int i = 0; i < kColleagues; ++i) {
    Person colleague =
        scene.people.woman(chance, schools[static_cast<std::size_t>(i) % schools.size()], 28, 58);
    const Day day = make_day(year, 1, 9) + days{i * 3};
    scene.people.note_about(colleague, "person", day, "visit", bureau,
                            {{"person_kind", std::string("other")},
                             {"visited_on", day},
                             {"manner", std::string("home")},
                             {"visitor", scene.place(bureau).chair},
                             {"helped", std::string("送慰问金和米油，问清教学和看病怎样兼顾。")},
                             {"gift_value", 500 * kFen}});
  }
}

// People who moved in and whom nobody has had to help yet.
void note_newcomers(const Scene& scene) {
  Chance chance("newcomers", 1);
  const auto homes = scene.city.below(0, {"community"});
  for (const std::size_t home : homes) {
    Person woman = scene.people.woman(chance, home, 20, 60);
    woman.migrant = chance.happens(60);
    scene.people.entry_of(woman, scene.diary.from() + days{chance.between(0, 360)});
  }
}

}  // namespace

void note_care(const Scene& scene, int first_year, int last_year) {
  for (const std::size_t county : scene.city.below(0, {"county"})) {
    note_children(scene, county, first_year, last_year);
    note_women(scene, county, first_year, last_year);
  }
  for (int year = first_year; year <= last_year; ++year) note_colleagues(scene, year);
  note_newcomers(scene);
}

}  // namespace niangjia::app::demo
