#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

// On these desks something is overdue, something is due today and something this week.
constexpr const char* kDesks[] = {"青禾县妇联",
                                  "石桥镇妇联",
                                  "柳湾镇妇联",
                                  "枫林街道妇联",
                                  "榆树湾村妇联",
                                  "青禾县教育局妇委会",
                                  "青禾县机关幼儿园妇委会",
                                  "澄湖区妇联",
                                  "丹枫县妇联"};

// A visit some time ago whose next one is owed on `due`.
void owe_visit(const Scene& scene, std::size_t at, Day due, Chance& chance) {
  const Day day = due - days{28};
  const auto homes = scene.city.below(at, {"community"});
  Person woman = scene.people.woman(chance, homes.empty() ? at : chance.one_of(homes), 60, 84);
  scene.people.note_about(woman, "person", day, "visit", at,
                          {{"person_kind", std::string("old_woman")},
                           {"visited_on", day},
                           {"manner", std::string("home")},
                           {"visitor", scene.place(at).chair},
                           {"needs", std::string("独居，腿脚不便，想有人常来说说话。")},
                           {"helped", std::string("量了血压，留了值班电话。")},
                           {"next_on", due}});
}

Values request(const Scene& scene, Day received, const char* channel, Chance& chance) {
  const Person woman = scene.people.woman(chance, 0, 26, 58);
  return {{"received_on", received},
          {"channel", std::string(channel)},
          {"name", woman.name},
          {"phone", woman.phone},
          {"category", std::string("marriage_family")},
          {"subcategory", std::string("family_dispute")},
          {"request", std::string("想请人到家里说合")},
          {"narrative", std::string("为老人看病的钱怎么分担，同丈夫和小姑争了几回。")}};
}

// A month after the reply somebody else asks how it went.
void owe_follow_up(const Scene& scene, std::size_t at, Day due, Chance& chance) {
  const Day replied = due - days{30};
  Values values = request(scene, replied - days{4}, "visit", chance);
  values["status"] = std::string("in_progress");
  values["handler"] = scene.place(at).chair;
  const auto entry = scene.note(replied - days{4}, "help_request", at, std::move(values));
  if (!entry) return;
  scene.diary.change(*entry, replied, scene.city.writer(at, "help_request"),
                     {{"status", std::string("closed")},
                      {"replied_on", replied},
                      {"result", std::string("上门说合两次，一家人写下分担办法。")}});
}

// Came from below and still waits for somebody to take it.
void leave_waiting(const Scene& scene, std::size_t at, Day received, Chance& chance) {
  Values values = request(scene, received, "transferred", chance);
  values["status"] = std::string("pending");
  scene.note(received, "help_request", at, std::move(values));
}

}  // namespace

void note_desks(const Scene& scene) {
  const Day today = scene.diary.to();
  Chance chance("desks", 1);
  for (const char* desk : kDesks) {
    const std::size_t at = scene.city.place(desk);
    owe_visit(scene, at, today, chance);
    owe_visit(scene, at, today + days{3}, chance);
    owe_follow_up(scene, at, today + days{2}, chance);
    if (scene.place(at).level == "county") {
      leave_waiting(scene, at, today - days{5}, chance);
      leave_waiting(scene, at, today - days{1}, chance);
      owe_follow_up(scene, at, today, chance);
    } else {
      owe_visit(scene, at, today - days{2}, chance);
    }
  }
}

}  // namespace niangjia::app::demo
