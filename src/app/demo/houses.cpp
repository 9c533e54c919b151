// What a home keeps and who belongs to it: supplies, funds, committees, clubs, rules, units.
#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

constexpr std::int64_t kFen = 100;
constexpr const char* kStrokes =
    R"({"name":"某老师","strokes":[[120,200,300,90,420,260,610,150]]})";

std::optional<Diary::Index> linked(const Scene& scene, Day day, const char* ledger,
                                   std::size_t place, const char* link, Diary::Index target,
                                   Values values) {
  const auto entry = scene.note(day, ledger, place, std::move(values));
  if (entry) scene.diary.link(*entry, link, target);
  return entry;
}

void note_supplies(const Scene& scene, std::size_t school, Day since, Chance& chance) {
  const auto item = scene.note(since, "supply_item", school,
                               {{"name", std::string("卫生用品包")},
                                {"kind", std::string("hygiene")},
                                {"measure", std::string("包")},
                                {"least", std::int64_t{10}},
                                {"listed_on", since}});
  if (!item) return;
  linked(scene, since + days{1}, "supply_movement", school, "item", *item,
         {{"direction", std::string("in")},
          {"quantity", std::int64_t{60}},
          {"moved_on", since + days{1}},
          {"source", std::string("bought")},
          {"cost", 468 * kFen}});
  for (Day day = since + days{30}; day <= scene.diary.to(); day += days{40}) {
    linked(
        scene, day, "supply_movement", school, "item", *item,
        {{"direction", std::string("out")}, {"quantity", chance.between(2, 5)}, {"moved_on", day}});
  }
}

void note_fund(const Scene& scene, std::size_t place, Day since, Chance& chance) {
  const auto fund = scene.note(since, "donation_fund", place,
                               {{"title", std::string("六一助学专项")},
                                {"purpose", std::string("schooling")},
                                {"opened_on", since},
                                {"internal_only", true}});
  if (!fund) return;
  int number = 1;
  const auto move = [&](Day day, const char* direction, std::int64_t yuan, const char* party) {
    linked(scene, day, "donation_movement", place, "fund", *fund,
           {{"direction", std::string(direction)},
            {"amount", yuan * kFen},
            {"moved_on", day},
            {"party", std::string(party)},
            {"receipt", "PZ-" + std::to_string(10000 + number++)}});
  };
  move(since + days{5}, "in", 3000 + chance.between(0, 20) * 100, "全体女教职工");
  move(since + days{60}, "in", 1200, "姐妹互助会");
  move(since + days{150}, "out", 1500, "受助学生家庭");
  move(since + days{260}, "out", 900, "受助学生家庭");
}

void note_committee(const Scene& scene, std::size_t place, Day since, Chance& chance) {
  const auto body = scene.note(since, "committee", place,
                               {{"title", scene.place(place).full_name + "第三届执委会"},
                                {"kind", std::string("federation")},
                                {"began_on", since - days{400}},
                                {"least_members", std::int64_t{5}}});
  if (!body) return;
  for (int i = 0; i < 6; ++i) {
    Person member = scene.people.woman(chance, place, 28, 58);
    const auto entry =
        scene.people.note_about(member, "person", since + days{1}, "committee_member", place,
                                {{"sex", std::string("female")},
                                 {"post", std::string(i == 0   ? "chair"
                                                      : i == 1 ? "vice_chair"
                                                               : "executive")},
                                 {"joined_on", since - days{400}}});
    if (entry) scene.diary.link(*entry, "committee", *body);
  }
}

void note_club(const Scene& scene, std::size_t school, Day since, Chance& chance) {
  const auto club = scene.note(since, "club", school,
                               {{"name", std::string("教师合唱团")},
                                {"kind", std::string("arts")},
                                {"founded_on", since},
                                {"meets", std::string("周三下午")},
                                {"voluntary", true}});
  for (int i = 0; club && i < 7; ++i) {
    Person member = scene.people.woman(chance, school, 23, 54);
    const Day joined = since + days{i * 3};
    const auto entry = scene.people.note_about(member, "person", joined, "club_member", school,
                                               {{"joined_on", joined}});
    if (entry) scene.diary.link(*entry, "club", *club);
  }
}

void note_rule(const Scene& scene, std::size_t place, Day since) {
  const auto rule = scene.note(
      since, "rule", place,
      {{"title", std::string("学习培训制度")},
       {"kind", std::string("study")},
       {"in_force_on", since},
       {"text", std::string("每季度集中学习一次，全年不少于五次；外出培训的回来要讲一课。")},
       {"on_wall", true}});
  if (rule)
    linked(scene, since + days{2}, "rule_reading", place, "rule", *rule,
           {{"reader", std::string("某老师")},
            {"read_on", since + days{2}},
            {"signed", std::string(kStrokes)}});
}

void note_units(const Scene& scene, std::size_t street, Day since, Chance& chance) {
  static const std::vector<std::string> kNames{"云裳服饰有限公司", "青禾蔬菜专业合作社",
                                               "便民家政服务中心", "春晖托育园", "桃源果品合作社"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const Day listed = since + days{static_cast<int>(i) * 12};
    const bool founded = chance.happens(65);
    Values values{{"name", scene.place(street).name + kNames[i]},
                  {"sector", std::string(i == 1 || i == 4 ? "cooperative" : "private_firm")},
                  {"women", chance.between(10, 60)},
                  {"should", true},
                  {"founded", founded},
                  {"listed_on", listed}};
    if (founded) values["founded_on"] = listed;
    if (founded) values["form"] = std::string("joint");
    scene.note(listed, "new_sector_unit", street, std::move(values));
  }
}

void note_publicity(const Scene& scene, std::size_t place, int year, Chance& chance) {
  static const std::vector<std::string> kTopics{"eugenics", "reproductive,two_cancers", "aids",
                                                "mental"};
  static const std::vector<std::string> kChannels{"meeting", "board", "banner", "leaflet"};
  for (int i = 0; i < 3; ++i) {
    const Day day = make_day(year, 3, 1) + days{chance.between(0, 250)};
    scene.note(day, "health_promotion", place,
               {{"held_on", day},
                {"topics", chance.one_of(kTopics)},
                {"channel", chance.one_of(kChannels)},
                {"place", scene.place(place).name},
                {"audience", chance.between(20, 90)}});
  }
  const Day published = make_day(year, 4, 2) + days{chance.between(0, 200)};
  scene.note(published, "media_article", place,
             {{"title", scene.place(place).name + "：妇女之家暖人心"},
              {"kind", std::string("news")},
              {"medium", std::string("云岫市融媒体中心")},
              {"level", std::string(chance.happens(50) ? "city" : "county")},
              {"form", std::string("wechat")},
              {"published_on", published}});
}

}  // namespace

void note_houses(const Scene& scene) {
  const Day since = scene.diary.from() + days{14};
  Chance chance("houses", 1);
  const auto schools = scene.city.below(scene.city.place("青禾县教育局妇委会"), {"school"});
  for (std::size_t i = 0; i < 4 && i < schools.size(); ++i) {
    note_supplies(scene, schools[i], since, chance);
    note_club(scene, schools[i], since, chance);
    note_rule(scene, schools[i], since);
    note_fund(scene, schools[i], since, chance);
  }
  const auto streets = scene.city.below(scene.city.place(kFirstCounty), {"street"});
  for (std::size_t i = 0; i < 3 && i < streets.size(); ++i) {
    note_committee(scene, streets[i], since, chance);
    note_units(scene, streets[i], since, chance);
  }
}

void note_publicities(const Scene& scene, int year) {
  Chance chance("publicity", year);
  for (const std::size_t place :
       scene.city.below(scene.city.place(kFirstCounty), {"street", "school"}))
    note_publicity(scene, place, year, chance);
}

}  // namespace niangjia::app::demo
