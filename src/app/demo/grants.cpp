#include <fmt/format.h>

#include "app/demo/year.hpp"

namespace niangjia::app::demo {
namespace {

using catalog::Values;
using std::chrono::days;

const std::vector<std::string> kDonors{"县女企业家协会", "爱心企业联合会", "市妇女儿童发展基金",
                                       "退休教师爱心组"};

// On which day of its year the n-th girl is granted: two a day at the start of the school year, the
// last four when the second gift of money has come.
Day day_of_grant(int year, int number, bool first) {
  constexpr int kOfFirstGift = 16;
  if (!first) return make_day(year, 3, 10) + days{number};
  return number < kOfFirstGift ? make_day(year, 9, 8) + days{number / 2} : make_day(year, 12, 2);
}

void note_grant(const Scene& scene, std::size_t county, Person& girl, int year, int number,
                bool continued) {
  const bool first = scene.place(county).full_name == kFirstCounty;
  Chance chance(girl.name + girl.phone, year);
  const Day day = day_of_grant(year, number, first);
  const int begins = first ? year : year - 1;  // the school year in which the day lies
  const bool older = year - year_of(girl.born) >= 12;
  const std::size_t street = scene.place(girl.home).parent;
  const bool late = chance.happens(8);
  const Day receipt = day + days{late ? chance.between(17, 24) : chance.between(2, 9)};
  const auto entry = scene.people.note_about(
      girl, "girl", day, "spring_bud", county,
      {{"school_year", fmt::format("{}-{}", begins, begins + 1)},
       {"school", scene.place(street).name + (older ? "初级中学" : "中心小学")},
       {"stage", std::string(older ? "junior" : "primary")},
       {"guardian", girl.guardian},
       {"guardian_phone", girl.phone},
       {"guardian_consent", true},
       {"circumstances", std::string("父亲长期患病，家庭收入主要靠种地，学习认真。")},
       {"amount", std::int64_t{2000} * 100},
       {"granted_on", day},
       {"donor", chance.one_of(kDonors)},
       {"continued", continued},
       {"voucher_number", fmt::format("CL-{}-{:03}", year, number + 1)}});
  if (entry)
    scene.diary.change(*entry, receipt, scene.city.writer(county, "spring_bud"),
                       {{"receipt_on", receipt}, {"publicised", true}});
}

}  // namespace

void note_spring_bud(const Scene& scene, int first_year, int last_year) {
  for (const std::size_t county : scene.city.below(0, {"county"})) {
    const int girls = scene.place(county).full_name == kFirstCounty ? 20 : 12;
    const auto homes = scene.city.below(county, {"community"});
    Chance chance(scene.place(county).full_name + "girls", 1);
    for (int i = 0; i < girls; ++i) {
      Person girl = scene.people.girl(chance, homes[static_cast<std::size_t>(i) % homes.size()]);
      for (int year = first_year; year <= last_year; ++year)
        note_grant(scene, county, girl, year, i, year > first_year);
    }
  }
}

}  // namespace niangjia::app::demo
