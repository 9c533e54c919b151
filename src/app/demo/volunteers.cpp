#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

constexpr int kDaysOfYear = 365;
const std::vector<std::string> kFreeTimes{"周末全天", "周三、周五下午", "晚上七点以后", "农闲时",
                                          "寒暑假"};
const std::vector<std::string> kOccupations{"务农", "退休教师", "个体经营",  "社区工作者",
                                            "医生", "家政从业", "在校大学生"};

void note_services(const Scene& scene, Diary::Index volunteer, const Person& woman, const Row& team,
                   Day joined, Chance& chance) {
  for (Day day = joined + days{chance.between(6, 25)}; day <= scene.diary.to();
       day += days{chance.between(26, 54)}) {
    const auto entry = scene.note(day, "volunteer_service", woman.home,
                                  {{"served_on", day},
                                   {"kind", team.text("kind")},
                                   {"hours", chance.between(2, 9) * 5},
                                   {"place", scene.place(woman.home).name},
                                   {"beneficiaries", chance.between(3, 40)},
                                   {"content", team.text("content")}});
    if (entry) scene.diary.link(*entry, "volunteer", volunteer);
  }
}

}  // namespace

void note_volunteers(const Scene& scene, int year) {
  for (const std::size_t county : scene.city.below(0, {"county"})) {
    const int joining = scene.place(county).full_name == kFirstCounty ? 52 : 18;
    const auto homes = scene.city.below(county, {"street", "community"});
    Chance chance(scene.place(county).full_name + "volunteers", year);
    for (int i = 0; i < joining; ++i) {
      Person woman =
          scene.people.woman(chance, homes[static_cast<std::size_t>(i) % homes.size()], 22, 66);
      const Row& team = chance.one_of(scene.work.rows("volunteering"));
      const Day joined = make_day(year, 1, 3) + days{i * kDaysOfYear / joining};
      Chance of_her(woman.name + woman.phone, year);
      Values values{{"joined_on", joined},
                    {"team", scene.place(woman.home).name + team.text("team")},
                    {"skill", team.text("skill")},
                    {"occupation", of_her.one_of(kOccupations)},
                    {"available", of_her.one_of(kFreeTimes)},
                    {"training_hours", of_her.between(4, 40) * 5}};
      if (team.number("children") != 0) {
        values["works_with_children"] = true;
        values["checked_on"] = joined;
      }
      const auto entry = scene.people.note_about(woman, "person", joined, "volunteer", woman.home,
                                                 std::move(values));
      if (entry) note_services(scene, *entry, woman, team, joined, of_her);
    }
  }
}

}  // namespace niangjia::app::demo
