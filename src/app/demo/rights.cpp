#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

constexpr const char* kHotlineOfficer = "he.jia";
constexpr int kDaysOfYear = 365;
const std::vector<std::string> kCountyChannels{"call",  "call",    "call",
                                               "visit", "network", "transferred"};
const std::vector<std::string> kVillageChannels{"visit", "visit", "call", "call", "letter"};
const std::vector<std::string> kSatisfactions{"satisfied",        "satisfied",        "satisfied",
                                              "fairly_satisfied", "fairly_satisfied", "unreached",
                                              "dissatisfied"};
const std::vector<std::string> kReferredTo{"县公安局", "县人社局", "县法律援助中心", "县农业农村局",
                                           "县卫生健康局"};

const Row& idea_by_weight(const std::vector<Row>& ideas, Chance& chance) {
  std::int64_t sum = 0;
  for (const Row& idea : ideas) sum += idea.number("weight");
  std::int64_t drawn = chance.between(1, sum);
  for (const Row& idea : ideas) {
    drawn -= idea.number("weight");
    if (drawn <= 0) return idea;
  }
  return ideas.back();
}

// How a request goes on after it has been written down.
struct Course {
  Day accepted, replied, followed;
  std::string outcome;  // closed, answered or referred
};

Course course_of(const Scene& scene, Day received, Chance& chance) {
  const auto next = scene.calendar.due_on(received, 1);
  Course course;
  course.accepted = next ? *next : received + days{1};
  course.replied = course.accepted + days{chance.between(0, 9)};
  course.followed = course.replied + days{chance.between(8, 29)};
  const auto drawn = chance.between(1, 100);
  course.outcome = drawn <= 85 ? "closed" : drawn <= 95 ? "answered" : "referred";
  return course;
}

Values request_values(const Scene& scene, const Row& idea, Day received, const std::string& channel,
                      Chance& chance) {
  const Person woman = scene.people.woman(chance, 0, 22, 66);
  const bool violence = idea.number("violence") != 0;
  Values values{{"received_on", received},
                {"channel", channel},
                {"category", idea.text("category")},
                {"request", idea.text("request")},
                {"narrative", idea.text("narrative")},
                {"domestic_violence", violence},
                {"involves_minor", idea.number("minor") != 0},
                {"urgency", std::string(!violence            ? "normal"
                                        : chance.happens(30) ? "danger"
                                                             : "urgent")}};
  if (!idea.text("subcategory").empty()) values["subcategory"] = idea.text("subcategory");
  if (chance.happens(9)) {
    values["anonymous"] = true;
    return values;
  }
  values["name"] = woman.name;
  values["phone"] = woman.phone;
  if (violence) values["contact_rule"] = std::string("只在白天打，不发短信。");
  return values;
}

void note_request(const Scene& scene, std::size_t at, Day received, const std::string& channel,
                  Chance& chance) {
  const Row& idea = idea_by_weight(scene.work.rows("help"), chance);
  Values values = request_values(scene, idea, received, channel, chance);
  const Course course = course_of(scene, received, chance);
  const std::string satisfaction = chance.one_of(kSatisfactions),
                    referred_to = chance.one_of(kReferredTo);
  const bool anonymous = values.contains("anonymous"),
             waits = channel == "transferred" || channel == "network";
  const DemoAccount& hotline = scene.city.account(kHotlineOfficer);
  const bool by_hotline = channel == "call" && at == hotline.place;
  const std::string& handler = by_hotline ? hotline.name : scene.place(at).chair;
  const AccountId by = by_hotline ? hotline.id : scene.city.writer(at, "help_request");
  values["status"] = std::string(waits ? "pending" : "in_progress");
  if (!waits) values["handler"] = handler;

  const auto entry =
      scene.diary.note(received, "help_request", scene.place(at).id, by, std::move(values));
  if (!entry) return;
  if (waits)
    scene.diary.change(*entry, course.accepted, by,
                       {{"status", std::string("in_progress")}, {"handler", handler}});
  if (course.outcome == "referred") {
    return scene.diary.change(*entry, course.replied, by,
                              {{"status", course.outcome}, {"referred_to", referred_to}});
  }
  Values reply{
      {"status", course.outcome}, {"replied_on", course.replied}, {"result", idea.text("result")}};
  if (idea.number("aid") > 0) reply["aid_amount"] = idea.number("aid") * 100;
  scene.diary.change(*entry, course.replied, by, std::move(reply));
  if (!anonymous) scene.diary.change(*entry, course.followed, by, {{"satisfaction", satisfaction}});
}

const std::vector<std::string> kLaws{
    "women_rights",   "anti_domestic_violence", "women_rights",           "family_education",
    "civil_code",     "minors_protection",      "anti_domestic_violence", "rural_collective",
    "labour_contract"};
const std::vector<std::string> kSpeakers{"县司法局普法讲师", "巾帼律师志愿者", "法院家事庭法官",
                                         "派出所民警", "妇联权益部"};

struct Venue {
  std::size_t place;
  std::string kind, name;
};

// The six kinds of place in turn; in autumn the schools.
Venue venue_of(const Scene& scene, const std::vector<std::size_t>& streets,
               const std::vector<std::size_t>& schools, int number, Day day, Chance& chance) {
  const unsigned month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
  const std::size_t street = streets[static_cast<std::size_t>(number) % streets.size()];
  const std::size_t village = chance.one_of(scene.city.below(street, {"community"}));
  if (!schools.empty() && month >= 9 && month <= 10) {
    const std::size_t school = chance.one_of(schools);
    return {school, "school", scene.place(school).name};
  }
  switch (number % 5) {
    case 1:
      return {street, "agency", scene.place(street).name + "机关会议室"};
    case 3:
      return {street, "enterprise", scene.place(street).name + "服装厂"};
    case 4:
      return {street, "institution", scene.place(street).name + "卫生院"};
    default:
      return {village, scene.place(village).name.ends_with("社区") ? "community" : "village",
              scene.place(village).name + "文化礼堂"};
  }
}

}  // namespace

void note_help_requests(const Scene& scene, int year) {
  for (const std::size_t county : scene.city.below(0, {"county"})) {
    const bool first = scene.place(county).full_name == kFirstCounty;
    const int requests = first ? 290 : 85;
    Chance chance(scene.place(county).full_name + "help", year);
    const auto below = scene.city.below(county, {"street", "community"});
    for (int i = 0; i < requests; ++i) {
      const Day received = make_day(year, 1, 1) +
                           days{std::min<std::int64_t>(
                               i * kDaysOfYear / requests + chance.between(0, 2), kDaysOfYear - 1)};
      const std::size_t village = chance.one_of(below);
      const bool at_county = chance.happens(45);
      const std::string& by_county = chance.one_of(kCountyChannels);
      const std::string& by_village = chance.one_of(kVillageChannels);
      note_request(scene, at_county ? county : village, received,
                   at_county ? by_county : by_village, chance);
    }
  }
}

void note_law_talks(const Scene& scene, int year) {
  constexpr int kTalks = 26, kEvery = 14;
  for (const std::size_t county : scene.city.below(0, {"county"})) {
    Chance chance(scene.place(county).full_name + "law", year);
    const auto streets = scene.city.below(county, {"street"}),
               schools = scene.city.below(county, {"school"});
    for (int i = 0; i < kTalks; ++i) {
      const Day day = make_day(year, 1, 6) + days{i * kEvery + chance.between(0, 2)};
      const Venue venue = venue_of(scene, streets, schools, i, day, chance);
      const auto audience = chance.between(28, 140);
      scene.note(day, "law_talk", venue.place,
                 {{"held_on", day},
                  {"law", chance.one_of(kLaws)},
                  {"channel", std::string(chance.happens(70) ? "talk" : "consultation")},
                  {"speaker", chance.one_of(kSpeakers)},
                  {"venue_kind", venue.kind},
                  {"venue", venue.name},
                  {"audience", audience},
                  {"leaflets", audience + chance.between(10, 80)},
                  {"consulted", chance.between(2, 18)}});
    }
  }
}

}  // namespace niangjia::app::demo
