#include <fmt/format.h>

#include <array>

#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Value;
using catalog::Values;
using std::chrono::days;

constexpr std::int64_t kFen = 100;
const std::vector<std::string> kSports{"walking", "square_dance", "gymnastics", "tai_chi",
                                       "fun_games"};

Value text_or_none(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

Values activity(const Row& idea, const Place& place, Day day, Chance& chance) {
  const auto people = chance.between(idea.number("least"), idea.number("most"));
  Values values{{"held_on", day},
                {"title", place.name + idea.text("title")},
                {"kind", idea.text("kind")},
                {"festival", text_or_none(idea.text("festival"))},
                {"campaign", text_or_none(idea.text("campaign"))},
                {"place", place.name + (place.level == "school" ? "礼堂" : "妇女之家")},
                {"participants", people},
                {"host", place.chair},
                {"cost", (idea.number("cost") + chance.between(-5, 12) * 10) * kFen},
                {"summary", idea.text("summary")}};
  if (chance.happens(40)) values["migrant_women"] = people * chance.between(5, 30) / 100;
  return values;
}

}  // namespace

void note_positions(const Scene& scene) {
  const Day since = make_day(year_of(scene.diary.from()), 1, 1);
  for (const DemoAccount& account : scene.city.accounts()) {
    scene.diary.note(scene.diary.from(), "position", scene.place(account.place).id, AccountId{},
                     {{"account", account.login},
                      {"role", account.role},
                      {"title", account.title},
                      {"from_day", since}});
  }
}

void note_activities(const Scene& scene, int year) {
  Chance chance("activity", year);
  for (std::size_t at = 0; at < scene.city.places().size(); ++at) {
    for (const Row& idea : scene.work.rows("activity")) {
      if (!idea.lists("at", scene.place(at).level)) continue;
      const bool happens = chance.happens(idea.number("share"));
      const Day from = idea.day("from", year);
      const Day day = from + days{chance.between(0, (idea.day("to", year) - from).count())};
      const Values values = activity(idea, scene.place(at), day, chance);
      if (happens) scene.note(day, "activity", at, values);
    }
  }
}

void note_fitness(const Scene& scene, int year) {
  struct Size {
    const char* level;
    std::int64_t least, most;
  };
  constexpr std::array kSizes{Size{"street", 220, 320}, Size{"community", 150, 250},
                              Size{"school", 62, 88}};
  Chance chance("fitness", year);
  for (const Size& size : kSizes) {
    for (const std::size_t at : scene.city.below(0, {size.level})) {
      const Place& place = scene.place(at);
      const Day day = make_day(year, 3, static_cast<unsigned>(chance.between(5, 8)));
      scene.note(day, "fitness_report", at,
                 {{"held_on", day},
                  {"sub_venue", place.name + (place.level == "school" ? "操场" : "文化广场")},
                  {"event", chance.one_of(kSports)},
                  {"participants", chance.between(size.least, size.most)},
                  {"organiser", place.full_name},
                  {"reporter", place.chair}});
    }
  }
}

void note_training(const Scene& scene, int year) {
  for (const Row& course : scene.work.rows("training")) {
    const std::size_t at = scene.city.place(course.text("at"));
    const Day from = course.day("from", year), to = course.day("to", year);
    const auto entry = scene.note(from, "training_class", at,
                                  {{"title", course.text("title")},
                                   {"kind", course.text("kind")},
                                   {"started_on", from},
                                   {"place", scene.place(at).name + "妇女创业就业服务站"},
                                   {"organiser", scene.place(at).full_name},
                                   {"partners", course.text("partners")},
                                   {"trainees", course.number("trainees")},
                                   {"women_trainees", course.number("women")}});
    if (!entry) continue;
    scene.diary.change(*entry, to, scene.city.writer(at, "training_class"),
                       {{"ended_on", to},
                        {"hours", course.number("hours")},
                        {"certificates", course.number("women")},
                        {"cost", course.number("trainees") * 180 * kFen},
                        {"summary", "按计划结业，学员互留联系方式，三个月后回访用上了什么。"}});
  }
}

void note_safe_families(const Scene& scene, int year) {
  // Plaques hang in rounds, after their publicity has ended.
  struct Round {
    unsigned month, day;
    int families;
  };
  constexpr std::array kRounds{Round{4, 20, 18}, Round{5, 15, 22}, Round{6, 25, 12},
                               Round{7, 20, 8},  Round{9, 10, 12}, Round{10, 20, 14},
                               Round{11, 12, 9}, Round{11, 28, 7}};
  Chance chance("safe_family", year);
  for (const std::size_t county : scene.city.below(0, {"county"})) {
    const bool first = scene.place(county).full_name == kFirstCounty;
    const auto streets = scene.city.below(county, {"street"});
    int number = 0;
    for (const Round& round : kRounds) {
      const Day day = make_day(year, round.month, round.day);
      for (int i = 0; i < (first ? round.families : round.families / 4); ++i) {
        const std::size_t at = chance.one_of(scene.city.below(
            streets[static_cast<std::size_t>(number) % streets.size()], {"community"}));
        const std::string& county_name = scene.place(county).name;
        scene.note(day, "safe_family", at,
                   {{"household_head", scene.people.man(chance)},
                    {"phone", scene.people.phone(chance)},
                    {"address", fmt::format("{}{}{}号", county_name, scene.place(at).name,
                                            chance.between(1, 180))},
                    {"members", chance.between(2, 6)},
                    {"hung_on", day},
                    {"publicity_ended_on", day - days{4}},
                    {"plaque_number",
                     fmt::format("{}平〔{}〕{:03}号", county_name.substr(0, 6), year, ++number)}});
      }
    }
  }
}

}  // namespace niangjia::app::demo
