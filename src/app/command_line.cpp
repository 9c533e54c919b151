#include "app/command_line.hpp"

#include <algorithm>
#include <functional>

#include "app/verbs.hpp"
#include "catalog/catalog_command.hpp"
#include "catalog/nearest.hpp"
#include "plan/plan_command.hpp"

namespace niangjia::app {
namespace {

struct Verb {
  const char* name;
  const char* help;
  std::function<int(Arguments, Console)> run;
};

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all{
      {"serve", "run the server (--demo makes an invented city first)", serve_verb},
      {"plan", "plan read FILE: take a work plan apart",
       [](Arguments a, Console c) { return plan::run_plan(a, c.out, c.err); }},
      {"catalog", "catalog check [DIR] | show NAME | coverage",
       [](Arguments a, Console c) { return catalog::run_catalog(a, c.out, c.err); }},
      {"org", "org tree | add | import FILE | layout CODE", organisation_verb},
      {"divisions", "divisions find TEXT | show CODE | children CODE", divisions_verb},
      {"user", "user add | list | password", user_verb},
      {"token", "token create: access for a program", token_verb},
      {"audit", "audit verify: prove that nothing was altered", audit_verb},
      {"counters", "counters recount: prove the figures", counters_verb},
      {"migrate", "bring the store up to this version", migrate_verb}};
  return all;
}

void show_help(std::ostream& out) {
  out << "niangjia: the working platform of a women's organisation\n\nusage: niangjia VERB "
         "[options]\n\n";
  for (const Verb& verb : verbs())
    out << "  " << verb.name << std::string(12 - std::string_view(verb.name).size(), ' ')
        << verb.help << '\n';
  out << "\nniangjia VERB --help tells more.\n";
}

}  // namespace

int run_command(Arguments arguments, std::ostream& out, std::ostream& err) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" ||
      arguments[0] == "help") {
    show_help(arguments.empty() ? err : out);
    return arguments.empty() ? kWrongUsage : kDone;
  }
  for (const Verb& verb : verbs()) {
    if (arguments[0] == verb.name) return verb.run(arguments.subspan(1), {out, err});
  }
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  err << "niangjia: there is no verb '" << arguments[0] << "'. "
      << catalog::name_hint(arguments[0], names) << '\n';
  return kWrongUsage;
}

void add_installation_options(CLI::App& app, InstallationOptions& options) {
  app.add_option("--data", options.data,
                 "folder of the installation: key, overlay, anchors, SQLite store")
      ->capture_default_str();
  app.add_option("--database", options.database, "store instead of SQLite: postgres://…");
  app.add_option("--node", options.node,
                 "number of this node, 0 to 255; differs between nodes of one store")
      ->check(CLI::Range(0, 255));
}

int parse(CLI::App& app, Arguments arguments, Console console) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    const bool help = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    app.exit(error, console.out, console.err);
    return help ? kDone : kWrongUsage;
  }
  return -1;
}

int refuse(Console console, const Error& error) {
  console.err << "niangjia: " << error.message << '\n';
  if (!error.detail.empty() && error.detail != error.message)
    console.err << "  " << error.detail << '\n';
  for (const auto& [field, message] : error.fields)
    console.err << "  " << field << ": " << message << '\n';
  return kRefused;
}

}  // namespace niangjia::app
