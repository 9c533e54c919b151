#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>

#include "app/layout_verb.hpp"
#include "organisation/division_check.hpp"
#include "organisation/layout_routes.hpp"

namespace niangjia::app {
namespace {

using organisation::LayoutCount;
using organisation::LayoutPlan;
using organisation::LayoutRule;
using organisation::LayoutWish;

tl::unexpected<Error> wrong(std::string message) {
  return fail(ErrorCode::invalid_argument, std::move(message));
}

Result<LayoutWish> read_wish(const LayoutOptions& options) {
  const organisation::Divisions divisions;
  LayoutWish wish;
  const auto division = divisions.by_code(options.code);
  if (!division) {
    const std::string near = organisation::near_divisions(options.code);
    return wrong(fmt::format("there is no division '{}'. {}", options.code,
                             near.empty() ? "Look for it with: niangjia divisions find NAME"
                                          : "Near it: " + near));
  }
  wish.division = *division;
  wish.depth = options.depth;
  if (!options.under.empty()) {
    const auto under = parse_id(options.under);
    if (!under) return wrong("--under takes the id of an organisation; niangjia org tree shows them");
    wish.under = OrganisationId{*under};
  }
  return wish;
}

Result<LayoutRule> find_rule(const LayoutOptions& options, const std::filesystem::path& data) {
  NJ_TRY(auto rules, organisation::layout_rules(data / "catalog"));
  const auto found = rules.find(options.rule);
  if (found != rules.end()) return std::move(found->second);
  std::string known;
  for (const auto& [id, rule] : rules) known += (known.empty() ? "" : ", ") + id;
  return wrong(fmt::format("--rule: there is no rule '{}'. Known: {}", options.rule, known));
}

void print_plan(const LayoutPlan& plan, bool done, Console console) {
  for (const LayoutCount& count : plan.counts) {
    console.out << fmt::format("{:<10} {:>6} {}, {:>6} there already",
                               organisation::to_string(count.level), count.missing,
                               done ? "added" : "to add", count.present);
    for (std::size_t i = 0; i < count.examples.size(); ++i)
      console.out << (i == 0 ? "   " : "、") << count.examples[i];
    console.out << (count.missing > count.examples.size() ? " …\n" : "\n");
  }
}

Status carry_out(Installation& installation, const LayoutPlan& plan, Console console) {
  auto& services = installation.services();
  const bool watched = ::isatty(STDERR_FILENO) == 1;
  const Status added = services.directory.add_tree(
      plan.missing, services.clock.now(), [&](std::size_t done) {
        if (watched)
          console.err << fmt::format("\r{} of {} organisations", done, plan.missing.size())
                      << std::flush;
      });
  if (watched && !plan.missing.empty()) console.err << '\n';
  if (added) return added;
  Error error = added.error();
  error.message += "\n  What was added stays. Call again to go on from there.";
  return fail(std::move(error));
}

}  // namespace

int lay_out(Installation& installation, const LayoutOptions& options, Console console) {
  const auto wish = read_wish(options);
  if (!wish) return refuse(console, wish.error());
  const auto rule = find_rule(options, installation.options().data);
  if (!rule) return refuse(console, rule.error());
  const auto tree = installation.services().directory.tree();
  const auto plan = organisation::plan_layout(*tree, organisation::Divisions(), *rule, *wish,
                                              http::Language::en);
  if (!plan) return refuse(console, plan.error());
  if (!options.dry_run) {
    const Status added = carry_out(installation, *plan, console);
    if (!added) return refuse(console, added.error());
  }
  if (options.json) {
    console.out << boost::json::serialize(boost::json::object{
                       {"levels", organisation::counts_json(*plan)},
                       {"added", options.dry_run ? 0 : plan->missing.size()},
                       {"left", options.dry_run ? plan->missing.size() : 0}})
                << '\n';
  } else {
    print_plan(*plan, !options.dry_run, console);
  }
  return kDone;
}

void add_layout_options(CLI::App& layout, LayoutOptions& options) {
  layout.add_option("code", options.code, "code of the division; niangjia divisions find NAME")
      ->required();
  layout.add_option("--under", options.under,
                    "id of the organisation above; found by the divisions of organisations without");
  layout.add_option("--depth", options.depth, "how many steps below the division; 0 is it alone")
      ->check(CLI::Range(0, 5))
      ->capture_default_str();
  layout.add_option("--rule", options.rule, "how organisations are called: a file of catalog/layout/")
      ->capture_default_str();
  layout.add_flag("--dry-run", options.dry_run, "only say what would be added");
  layout.add_flag("--json", options.json);
}

}  // namespace niangjia::app
