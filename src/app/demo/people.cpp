#include "app/demo/people.hpp"

#include <fmt/format.h>

namespace niangjia::app::demo {
namespace {
constexpr int kNeedsGuardian =
    16;  // years; somewhat above the 14 below which the law asks for consent
constexpr std::chrono::days kConsentBefore{20};
}  // namespace

People::People(const City& city, Diary& diary, const Row& work)
    : city_(city),
      diary_(diary),
      surnames_(work.words("surnames")),
      women_(work.words("women")),
      girls_(work.words("girls")),
      boys_(work.words("boys")),
      men_(work.words("men")) {}

std::string People::phone(Chance& chance) const {
  return fmt::format("1380000{:04}", chance.between(0, 9999));
}

Day People::birthday(Chance& chance, int youngest, int oldest) const {
  // From the year, not from the day, so that the same people live in the city on every day of a
  // year.
  const int year = year_of(diary_.to()) - static_cast<int>(chance.between(youngest, oldest));
  return make_day(year, static_cast<unsigned>(chance.between(1, 12)),
                  static_cast<unsigned>(chance.between(1, 28)));
}

Person People::woman(Chance& chance, std::size_t home, int youngest, int oldest) const {
  Person person{chance.one_of(surnames_) + chance.one_of(women_),
                "female",
                phone(chance),
                {},
                {},
                home,
                false,
                {}};
  person.born = birthday(chance, youngest, oldest);
  person.migrant = chance.happens(12);
  return person;
}

Person People::girl(Chance& chance, std::size_t home) const {
  const std::string family = chance.one_of(surnames_);
  Person person{family + chance.one_of(girls_),
                "female",
                phone(chance),
                family + chance.one_of(men_),
                {},
                home,
                false,
                {}};
  person.born = birthday(chance, 8, 14);
  return person;
}

Person People::child(Chance& chance, std::size_t home) const {
  Person person = girl(chance, home);
  if (chance.happens(55)) return person;
  person.sex = "male";
  person.name = person.guardian.substr(0, person.guardian.size() - 6) + chance.one_of(boys_);
  return person;
}

Diary::Index People::entry_of(Person& person, Day day) {
  if (person.entry) return *person.entry;
  const Place& home = city_.places()[person.home];
  catalog::Values values{{"name", person.name},
                         {"sex", person.sex},
                         {"birth_date", person.born},
                         {"phone", person.phone}};
  if (home.level == "community") values["residence"] = home.id.value;
  if (person.migrant) values["migrant"] = true;
  if (!person.guardian.empty() && year_of(diary_.to()) - year_of(person.born) < kNeedsGuardian) {
    values["guardian"] = person.guardian;
    values["consent_on"] = diary_.from() - kConsentBefore;
  }
  person.entry =
      diary_.note(day, "person", home.id, city_.writer(person.home, "person"), std::move(values));
  NJ_ASSERT(person.entry);
  return *person.entry;
}

std::optional<Diary::Index> People::note_about(Person& person, const char* field, Day day,
                                               const char* ledger, std::size_t place,
                                               catalog::Values values) {
  const auto entry = diary_.note(day, ledger, city_.places()[place].id, city_.writer(place, ledger),
                                 std::move(values));
  if (entry) diary_.link(*entry, field, entry_of(person, day));
  return entry;
}

}  // namespace niangjia::app::demo
