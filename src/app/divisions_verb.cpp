#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json.hpp>

#include "app/verbs.hpp"
#include "organisation/division_check.hpp"
#include "organisation/division_routes.hpp"

namespace niangjia::app {
namespace {

using organisation::Division;
using organisation::DivisionHits;
using organisation::DivisionQuery;
using organisation::Divisions;

struct Wish {
  std::vector<std::string> words;  // what to find; its parts may be given apart
  std::string code, inside, level;
  std::size_t limit = 20;
  bool json = false;
};

int print(const boost::json::object& answer, Console console) {
  console.out << boost::json::serialize(answer) << '\n';
  return kDone;
}

void print_line(const Divisions& divisions, Division one, Console console) {
  console.out << divisions.code(one) << "  " << divisions.full_name(one) << '\n';
}

int unknown_code(const std::string& code, Console console) {
  const std::string near = organisation::near_divisions(code);
  return refuse(console, Error{ErrorCode::not_found,
                               fmt::format("there is no division '{}'. {}", code,
                                           near.empty() ? "Look for it with: niangjia divisions "
                                                          "find NAME"
                                                        : "Near it: " + near)});
}

void print_hits(const Divisions& divisions, const DivisionHits& found, Console console) {
  for (const auto& hit : found.hits)
    console.out << fmt::format("{}  {}  ({})\n", divisions.code(hit.division),
                               divisions.full_name(hit.division), to_string(hit.match));
  if (found.equally_good > 1)
    console.out << fmt::format(
        "{} divisions answer equally well. Put what is above it before the name to say which.\n",
        found.equally_good);
  if (found.total > found.hits.size())
    console.out << fmt::format("{} more; --limit shows them.\n", found.total - found.hits.size());
}

int find(const Wish& wish, Console console) {
  const Divisions divisions;
  DivisionQuery query;
  query.text = fmt::format("{}", fmt::join(wish.words, " "));
  query.limit = wish.limit;
  if (!wish.level.empty()) query.level = organisation::parse_division_level(wish.level);
  if (!wish.inside.empty()) {
    query.inside = divisions.by_code(wish.inside);
    if (!query.inside) return unknown_code(wish.inside, console);
  }
  const DivisionHits found = organisation::find_divisions(divisions, query);
  if (found.total == 0)
    return refuse(console, Error{ErrorCode::not_found,
                                 fmt::format("no division is called '{}'. Write less of the name, "
                                             "or what is above it before it.",
                                             query.text)});
  if (wish.json) return print(organisation::hits_json(divisions, found), console);
  print_hits(divisions, found, console);
  return kDone;
}

int show(const Wish& wish, Console console) {
  const Divisions divisions;
  const auto division = divisions.by_code(wish.code);
  if (!division) return unknown_code(wish.code, console);
  if (wish.json) return print(organisation::division_json(divisions, *division), console);
  for (const Division one : divisions.path(*division)) print_line(divisions, one, console);
  console.out << fmt::format("{}, {} directly below\n",
                             organisation::to_string(divisions.level(*division)),
                             divisions.children(*division).size());
  return kDone;
}

int children(const Wish& wish, Console console) {
  const Divisions divisions;
  const auto division = divisions.by_code(wish.code);
  if (!division && !wish.code.empty()) return unknown_code(wish.code, console);
  if (wish.json) return print(organisation::children_json(divisions, division), console);
  for (const Division one : division ? divisions.children(*division) : divisions.provinces())
    print_line(divisions, one, console);
  return kDone;
}

}  // namespace

int divisions_verb(Arguments arguments, Console console) {
  Wish wish;
  CLI::App app{"the administrative divisions of the country", "niangjia divisions"};
  app.require_subcommand(1);
  CLI::App* finding = app.add_subcommand(
      "find", "by name, by a path with parts left out, by code, or by pinyin initials");
  finding->add_option("text", wish.words, "西湖区文新街道, 杭州 西湖 文新, 朝阳, 330106, hzs")
      ->required();
  finding->add_option("--level", wish.level, "only province, city, county, street or community")
      ->check(CLI::IsMember({"province", "city", "county", "street", "community"}));
  finding->add_option("--in", wish.inside, "only in the division with this code");
  finding->add_option("--limit", wish.limit, "how many to show")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  CLI::App* showing = app.add_subcommand("show", "one, and what it lies in");
  showing->add_option("code", wish.code, "2, 4, 6, 9 or 12 digits")->required();
  CLI::App* listing = app.add_subcommand("children", "those directly below one");
  listing->add_option("code", wish.code, "2, 4, 6, 9 or 12 digits; the provinces without it");
  for (CLI::App* verb : {finding, showing, listing}) verb->add_flag("--json", wish.json);
  if (const int status = parse(app, arguments, console); status >= 0) return status;
  if (finding->parsed()) return find(wish, console);
  return showing->parsed() ? show(wish, console) : children(wish, console);
}

}  // namespace niangjia::app
