// What comes again and again: monthly contact with those who are paired, check-ups, insurance.
#include "app/demo/year.hpp"
#include "catalog/period.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

constexpr const char* kBureau = "青禾县教育局妇委会";
constexpr std::int64_t kFen = 100;

// One month in ten nobody calls: the duty shows it.
void note_contacts(const Scene& scene, const Person& child, Diary::Index pair, Day paired,
                   Chance& chance) {
  for (Day day = paired + days{chance.between(8, 24)}; day <= scene.diary.to();
       day += days{chance.between(27, 33)}) {
    if (chance.happens(10)) continue;
    const bool call = chance.happens(50);
    Values values{{"contacted_on", day}, {"manner", std::string(call ? "call" : "visit")}};
    values["found"] = std::string("作业和吃饭都有人管，想多和爸妈视频。");
    if (!call && chance.happens(30)) values["gift_value"] = chance.between(3, 12) * 10 * kFen;
    const auto contact = scene.note(day, "pair_contact", child.home, std::move(values));
    if (contact) scene.diary.link(*contact, "pair", pair);
  }
}

void note_child(const Scene& scene, Person& child, Day registered, Chance& chance) {
  const bool grandparents = chance.happens(80);
  Values values{{"guardian_consent", true},
                {"registered_on", registered},
                {"counting_rule", std::string("both_away")},
                {"schooling", std::string(chance.happens(60) ? "primary" : "junior")},
                {"father_away", true},
                {"mother_away", true},
                {"entrusted", grandparents},
                {"care_kind", std::string(grandparents ? "good" : "fair")}};
  if (grandparents) values["carer_relation"] = std::string("grandparents");
  if (grandparents) values["carer"] = child.guardian;
  scene.people.note_about(child, "person", registered, "left_behind_child", child.home,
                          std::move(values));
}

void note_rounds(const Scene& scene, Person& colleague, int year, Chance& chance) {
  for (const int half : {1, 2}) {
    const std::string round = std::to_string(year) + "-H" + std::to_string(half);
    const Day opened = catalog::span_of_period(round)->from + days{20};
    const auto entry =
        scene.people.note_about(colleague, "person", opened, "checkup", colleague.home,
                                {{"round", round}, {"kind", std::string("general")}});
    const Day done = opened + days{chance.between(30, 100)};
    if (entry && chance.happens(88))
      scene.diary.change(*entry, done, scene.city.writer(colleague.home, "checkup"),
                         {{"state", std::string("done")}, {"done_on", done}});
  }
}

void note_policy(const Scene& scene, Person& colleague, int year, int number) {
  const Day starts = make_day(year, 1, 1) + days{number * 25};
  scene.people.note_about(
      colleague, "person", starts, "insurance", colleague.home,
      {{"kind", std::string("hospital")},
       {"insurer", std::string("云岫市职工互助保障会")},
       {"policy_number", "HZ-" + std::to_string(year) + "-" + std::to_string(1000 + number)},
       {"premium", 120 * kFen},
       {"starts_on", starts},
       {"ends_on", starts + days{364}}});
}

}  // namespace

void note_pairs(const Scene& scene) {
  constexpr int kPairs = 24;
  const auto homes = scene.city.below(scene.city.place(kFirstCounty), {"community"});
  Chance chance("pairs", 1);
  for (int i = 0; i < kPairs; ++i) {
    Person child = scene.people.child(chance, homes[static_cast<std::size_t>(i) % homes.size()]);
    const Day paired = scene.diary.from() + days{10 + i * 9};
    const auto pair = scene.people.note_about(child, "person", paired, "pair", child.home,
                                              {{"kind", std::string("left_behind_child")},
                                               {"guardian_consent", true},
                                               {"carer", scene.place(child.home).chair},
                                               {"carer_kind", std::string("loving_mother")},
                                               {"paired_on", paired},
                                               {"measures", std::string("visit,call,tutoring")}});
    note_child(scene, child, paired, chance);
    if (pair) note_contacts(scene, child, *pair, paired, chance);
    if (i % 6 == 0)
      scene.people.note_about(child, "person", paired, "troubled_child", child.home,
                              {{"guardian_consent", true},
                               {"registered_on", paired},
                               {"kinds", std::string("orphan")},
                               {"level", std::string("serious")}});
  }
}

void note_school_care(const Scene& scene, int first_year, int last_year) {
  constexpr int kColleagues = 14;
  const auto schools = scene.city.below(scene.city.place(kBureau), {"school"});
  Chance chance("school care", 1);
  for (int i = 0; i < kColleagues; ++i) {
    Person colleague =
        scene.people.woman(chance, schools[static_cast<std::size_t>(i) % schools.size()], 24, 54);
    for (int year = first_year; year <= last_year; ++year) {
      note_rounds(scene, colleague, year, chance);
      note_policy(scene, colleague, year, i);
    }
  }
}

}  // namespace niangjia::app::demo
