#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/verbs.hpp"
#include "identity/audit_verify.hpp"
#include "indicator/figures.hpp"
#include "ledger/history.hpp"

namespace niangjia::app {
namespace {

int verify(Installation& installation, bool json, Console console) {
  identity::AuditChecks checks;
  checks.anchors = &installation.anchors();
  checks.revision_digest = [&](std::string_view ledger, EntryId entry, std::int64_t revision) {
    return installation.database().read([&](db::Tx& tx) {
      return ledger::stored_digest(tx, installation.services(), ledger, entry, revision);
    });
  };
  const auto verdict = identity::verify_audit(installation.database(), checks);
  if (!verdict) return refuse(console, verdict.error());
  if (json) {
    boost::json::object out{{"seals", verdict->seals},
                            {"lines", verdict->lines},
                            {"anchors", verdict->anchors},
                            {"fault", nullptr}};
    if (verdict->fault)
      out["fault"] = boost::json::object{{"seal", verdict->fault->seal},
                                         {"line", verdict->fault->line},
                                         {"words", verdict->fault->words}};
    console.out << boost::json::serialize(out) << '\n';
  } else if (!verdict->fault) {
    console.out << fmt::format("The audit is whole: {} lines under {} seals, {} anchors agree.\n",
                               verdict->lines, verdict->seals, verdict->anchors);
  }
  if (verdict->fault) console.err << "niangjia: " << verdict->fault->words << '\n';
  return verdict->fault ? kRefused : kDone;
}

int recount(Installation& installation, bool mend, bool json, Console console) {
  const auto faults = indicator::recount(installation.services(), mend);
  if (!faults) return refuse(console, faults.error());
  boost::json::array list;
  const auto tree = installation.services().directory.tree();
  for (const auto& fault : *faults) {
    const auto* organisation = tree->at_place(fault.place);
    const std::string name = organisation ? organisation->name : "?";
    if (json) {
      list.push_back(boost::json::object{{"indicator", fault.indicator},
                                         {"organisation", name},
                                         {"day", format_day(fault.day)},
                                         {"dimension", fault.dimension},
                                         {"counted", fault.counted},
                                         {"stored", fault.stored}});
    } else {
      console.out << fmt::format("{} {} {} {}: entries say {}, the counter said {}\n",
                                 fault.indicator, name, format_day(fault.day), fault.dimension,
                                 fault.counted, fault.stored);
    }
  }
  if (json)
    console.out << boost::json::serialize(
                       boost::json::object{{"faults", std::move(list)}, {"mended", mend}})
                << '\n';
  if (!json && faults->empty()) console.out << "All counters agree with the entries.\n";
  return faults->empty() || mend ? kDone : kRefused;
}

}  // namespace

int audit_verb(Arguments arguments, Console console) {
  InstallationOptions options;
  bool json = false;
  CLI::App app{"the audit", "niangjia audit"};
  app.require_subcommand(1);
  add_installation_options(app, options);
  app.fallthrough();
  app.add_subcommand("verify", "recompute the chain, the anchors and every revision's digest")
      ->add_flag("--json", json);
  if (const int status = parse(app, arguments, console); status >= 0) return status;
  const auto installation = Installation::open(options);
  return installation ? verify(**installation, json, console)
                      : refuse(console, installation.error());
}

int counters_verb(Arguments arguments, Console console) {
  InstallationOptions options;
  bool json = false, mend = false;
  CLI::App app{"the counters behind all figures", "niangjia counters"};
  app.require_subcommand(1);
  add_installation_options(app, options);
  app.fallthrough();
  CLI::App* verb = app.add_subcommand("recount", "count everything anew and compare");
  verb->add_flag("--mend", mend, "replace what differs");
  verb->add_flag("--json", json);
  if (const int status = parse(app, arguments, console); status >= 0) return status;
  const auto installation = Installation::open(options);
  return installation ? recount(**installation, mend, json, console)
                      : refuse(console, installation.error());
}

int migrate_verb(Arguments arguments, Console console) {
  InstallationOptions options;
  CLI::App app{"bring the store up to this version", "niangjia migrate"};
  add_installation_options(app, options);
  if (const int status = parse(app, arguments, console); status >= 0) return status;
  const auto installation = Installation::open(options);
  if (!installation) return refuse(console, installation.error());
  console.out << "The store is up to date.\n";
  return kDone;
}

}  // namespace niangjia::app
