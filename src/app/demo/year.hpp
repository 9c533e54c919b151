// A year of work in the invented city, ledger by ledger. Each year is made whole and the diary
// keeps the days that it holds, so that on another day the same city is only further along.
#pragma once
#include "app/demo/people.hpp"

namespace niangjia::app::demo {

// The county that the demo shows closest; the others have less of everything.
inline constexpr const char* kFirstCounty = "青禾县妇联";

struct Scene {
  const City& city;
  const Row& work;  // catalog/demo/work.toml
  Diary& diary;
  People& people;
  const WorkCalendar& calendar;

  [[nodiscard]] const Place& place(std::size_t index) const { return city.places()[index]; }
  // Notes an entry that speaks of no person on record.
  std::optional<Diary::Index> note(Day day, const char* ledger, std::size_t place,
                                   catalog::Values values) const {
    return diary.note(day, ledger, city.places()[place].id, city.writer(place, ledger),
                      std::move(values));
  }
};

void note_positions(const Scene& scene);
// home.cpp: what a women's home does with everybody.
void note_activities(const Scene& scene, int year);
void note_fitness(const Scene& scene, int year);
void note_training(const Scene& scene, int year);
void note_safe_families(const Scene& scene, int year);
// rights.cpp
void note_help_requests(const Scene& scene, int year);
void note_law_talks(const Scene& scene, int year);
// care.cpp: people who are known by name, the same in both years.
void note_care(const Scene& scene, int first_year, int last_year);
// grants.cpp
void note_spring_bud(const Scene& scene, int first_year, int last_year);
// volunteers.cpp
void note_volunteers(const Scene& scene, int year);
// duties.cpp
void note_pairs(const Scene& scene);
void note_school_care(const Scene& scene, int first_year, int last_year);
// houses.cpp
void note_houses(const Scene& scene);
void note_publicities(const Scene& scene, int year);
// desk.cpp: what waits on the desks today.
void note_desks(const Scene& scene);

}  // namespace niangjia::app::demo
