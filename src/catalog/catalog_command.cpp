#include "catalog/catalog_command.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <boost/json.hpp>

#include "catalog/definition_json.hpp"
#include "catalog/fields/field_kind.hpp"
#include "catalog/loader.hpp"
#include "catalog/nearest.hpp"

namespace niangjia::catalog {
namespace {
namespace json = boost::json;

constexpr int kDone = 0, kFound = 1, kMisused = 2;
constexpr std::string_view kUsage =
    "usage: niangjia catalog check [DIR] [--json]\n"
    "       niangjia catalog show NAME [--overlay DIR] [--json]\n"
    "       niangjia catalog coverage [--overlay DIR] [--json]\n"
    "check reads DIR (a folder with ledgers/, codes/, indicators/, roles/) over the packed "
    "catalogue and runs all samples.\n"
    "show prints a ledger, an indicator or a code list; coverage the ledgers and indicators of "
    "every capability.\n";

struct Order {
  std::string verb, name, overlay;
  bool as_json = false;
};

// Nothing when the words make no sense.
std::optional<Order> read_order(std::span<const std::string> arguments) {
  Order order;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--json")
      order.as_json = true;
    else if (arguments[i] == "--overlay" && i + 1 < arguments.size())
      order.overlay = arguments[++i];
    else if (arguments[i].starts_with('-'))
      return std::nullopt;
    else
      words.push_back(arguments[i]);
  }
  if (words.empty() || words.size() > 2) return std::nullopt;
  order.verb = words[0];
  if (words.size() == 2) order.name = words[1];
  return order;
}

int tell_faults(const std::vector<Fault>& faults, std::ostream& err) {
  for (const Fault& fault : faults) err << to_string(fault) << '\n';
  fmt::print(err, "{} {} found. Mend the lines above and check again.\n", faults.size(),
             faults.size() == 1 ? "fault" : "faults");
  return kFound;
}

int check_folder(const Order& order, std::ostream& out, std::ostream& err) {
  std::error_code ignored;
  if (!order.name.empty() && !std::filesystem::is_directory(order.name, ignored)) {
    fmt::print(err, "{}: there is no such folder.\n", order.name);
    return kFound;
  }
  const Loaded loaded = read_catalogue(LoadOptions{order.name});
  if (order.as_json) {
    json::array faults;
    for (const Fault& fault : loaded.faults) {
      faults.push_back(
          json::object{{"file", fault.file}, {"line", fault.line}, {"message", fault.message}});
    }
    out << json::serialize(json::object{{"faults", std::move(faults)}}) << '\n';
    return loaded.faults.empty() ? kDone : kFound;
  }
  if (!loaded.catalogue) return tell_faults(loaded.faults, err);
  std::size_t samples = 0;
  for (const Ledger& ledger : loaded.catalogue->ledgers()) samples += ledger.samples.size();
  fmt::print(out, "{} ledgers, {} indicators, {} roles, {} samples: no faults.\n",
             loaded.catalogue->ledgers().size(), loaded.catalogue->indicators().size(),
             loaded.catalogue->roles().size(), samples);
  return kDone;
}

json::object indicator_json(const Indicator& indicator) {
  return {{"id", indicator.id},
          {"title", indicator.title.zh},
          {"explanation", indicator.explanation.zh},
          {"unit", indicator.unit},
          {"capability", indicator.capability},
          {"ledger", indicator.ledger},
          {"kind", to_string(indicator.kind)},
          {"field", indicator.field},
          {"dimension", indicator.dimension},
          {"filter", indicator.filter ? indicator.filter->text() : ""}};
}

void show_ledger(const Ledger& ledger, std::ostream& out) {
  fmt::print(out, "{} {} ({}), {}\n{}\n", ledger.id, ledger.title.zh, ledger.title.en,
             ledger.capability, ledger.basis);
  for (const Field& field : ledger.fields) {
    fmt::print(out, "  {:<20} {:<13} {:<13} {}{}\n", field.key, name_of(field.type),
               to_string(field.sensitivity), field.title.zh, field.required ? " *" : "");
  }
}

int show(const Catalogue& catalogue, const Order& order, std::ostream& out, std::ostream& err) {
  if (const Ledger* ledger = catalogue.ledger(order.name)) {
    if (order.as_json)
      out << json::serialize(to_json(*ledger)) << '\n';
    else
      show_ledger(*ledger, out);
    return kDone;
  }
  if (const Indicator* indicator = catalogue.indicator(order.name)) {
    out << json::serialize(indicator_json(*indicator)) << '\n';
    return kDone;
  }
  if (const CodeList* list = catalogue.code_list(order.name)) {
    for (const Choice& choice : list->choices) {
      fmt::print(out, "{:<24} {}{}\n", choice.key, choice.title.zh,
                 choice.retired ? " (retired)" : "");
    }
    return kDone;
  }
  std::vector<std::string> known;
  for (const Ledger& ledger : catalogue.ledgers()) known.push_back(ledger.id);
  for (const Indicator& indicator : catalogue.indicators()) known.push_back(indicator.id);
  fmt::print(err, "'{}' is no ledger, indicator or code list. {}\n", order.name,
             name_hint(order.name, std::move(known)));
  return kFound;
}

template <class Range>
json::array ids_for(const Range& range, const std::string& capability) {
  json::array ids;
  for (const auto& item : range) {
    if (item.capability == capability) ids.emplace_back(item.id);
  }
  return ids;
}

std::string joined(const json::array& ids) {
  std::string out;
  for (const json::value& id : ids) out += (out.empty() ? "" : ", ") + std::string(id.get_string());
  return out.empty() ? "–" : out;
}

int coverage(const Catalogue& catalogue, const Order& order, std::ostream& out) {
  const CodeList* capabilities = catalogue.code_list("capability");
  json::array rows;
  std::size_t covered = 0, all = 0;
  for (const Choice& capability : capabilities ? capabilities->choices : std::vector<Choice>{}) {
    json::array ledgers = ids_for(catalogue.ledgers(), capability.key);
    json::array indicators = ids_for(catalogue.indicators(), capability.key);
    ++all;
    covered += ledgers.empty() ? 0 : 1;
    if (!order.as_json) {
      fmt::print(out, "{} {}\n    ledgers: {}\n    indicators: {}\n", capability.key,
                 capability.title.zh, joined(ledgers), joined(indicators));
    }
    rows.push_back(json::object{{"capability", capability.key},
                                {"ledgers", std::move(ledgers)},
                                {"indicators", std::move(indicators)}});
  }
  if (order.as_json)
    out << json::serialize(rows) << '\n';
  else
    fmt::print(out, "{} of {} capabilities have a ledger.\n", covered, all);
  return kDone;
}
}  // namespace

int run_catalog(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  if (arguments.size() == 1 && (arguments[0] == "--help" || arguments[0] == "-h")) {
    out << kUsage;
    return kDone;
  }
  const auto order = read_order(arguments);
  const bool shows = order && order->verb == "show" && !order->name.empty();
  const bool covers = order && order->verb == "coverage" && order->name.empty();
  if (order && order->verb == "check") return check_folder(*order, out, err);
  if (!shows && !covers) {
    err << kUsage;
    return kMisused;
  }
  const Loaded loaded = read_catalogue(LoadOptions{order->overlay});
  if (!loaded.catalogue) return tell_faults(loaded.faults, err);
  return shows ? show(*loaded.catalogue, *order, out, err)
               : coverage(*loaded.catalogue, *order, out);
}

}  // namespace niangjia::catalog
