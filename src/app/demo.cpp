#include "app/demo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/demo/plans.hpp"
#include "base/text.hpp"

namespace niangjia::app {
namespace {

using namespace demo;

constexpr std::chrono::days kYearBack{364};

Status note_the_year(const Scene& scene, const catalog::Catalogue& catalogue) {
  const int first = year_of(scene.diary.from()), last = year_of(scene.diary.to());
  note_positions(scene);
  for (int year = first; year <= last; ++year) {
    note_activities(scene, year);
    note_fitness(scene, year);
    note_training(scene, year);
    note_safe_families(scene, year);
    note_help_requests(scene, year);
    note_law_talks(scene, year);
    note_volunteers(scene, year);
    note_publicities(scene, year);
  }
  note_care(scene, first, last);
  note_spring_bud(scene, first, last);
  note_pairs(scene);
  note_school_care(scene, first, last);
  note_houses(scene);
  note_desks(scene);
  return note_plans(scene, catalogue, last);
}

// Chinese characters take two columns of a terminal.
std::string padded(const std::string& text, std::size_t columns) {
  std::size_t width = 0;
  for (const char32_t c : text::to_code_points(text)) width += c < 0x80 ? 1 : 2;
  return text + std::string(columns > width ? columns - width : 1, ' ');
}

}  // namespace

Status make_demo(Installation& installation, std::ostream& progress) {
  ledger::Services& services = installation.services();
  const Day today = services.clock.today();
  NJ_TRY(const Row data, read_data("city.toml"));
  NJ_TRY(const Row work, read_data("work.toml"));
  progress << "Making an invented city: organisations and accounts ..." << std::endl;
  NJ_TRY(const City city, City::found(installation, data, work, today - kYearBack));
  Diary diary(today - kYearBack, today, services.clock.now());
  People people(city, diary, work);
  NJ_CHECK(note_the_year({city, work, diary, people, services.calendar}, services.catalogue));
  progress << fmt::format("{} organisations, {} accounts; writing {} entries ...",
                          city.places().size(), city.accounts().size(), diary.entries())
           << std::endl;
  NJ_CHECK(diary.write(installation));
  progress << "The city is there." << std::endl;
  return installation.set_setting("demo", "1");
}

void tell_demo_accounts(std::ostream& out) {
  constexpr std::size_t kLogin = 18, kName = 10, kOrganisation = 26;
  const auto data = read_data("city.toml");
  if (!data) return;
  out << "演示城市“云岫市”，人和事都是编的。各账号密码相同：" << kPassword << "\n\n";
  out << padded("账号", kLogin) << padded("姓名", kName) << padded("组织", kOrganisation)
      << "职务\n";
  for (const Row& account : data->rows("account")) {
    out << padded(account.text("login"), kLogin) << padded(account.text("name"), kName)
        << padded(account.text("at"), kOrganisation) << account.text("title") << '\n';
  }
  out << std::endl;
}

}  // namespace niangjia::app
