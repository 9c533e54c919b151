#include "ledger/catalogue_routes.hpp"

#include <boost/json.hpp>

#include "catalog/definition_json.hpp"

namespace niangjia::ledger {
namespace {

namespace json = boost::json;
using catalog::Action;
using catalog::Sensitivity;

constexpr std::pair<Action, const char*> kActions[] = {
    {Action::read, "read"},     {Action::count, "count"},   {Action::create, "create"},
    {Action::revise, "revise"}, {Action::retire, "retire"}, {Action::export_, "export"},
    {Action::reveal, "reveal"}, {Action::import, "import"}, {Action::history, "history"}};
constexpr std::pair<Sensitivity, const char*> kClasses[] = {
    {Sensitivity::public_, "public"},
    {Sensitivity::internal, "internal"},
    {Sensitivity::personal, "personal"},
    {Sensitivity::confidential, "confidential"}};

json::object title_json(const catalog::Title& title) {
  return {{"zh", title.zh}, {"en", title.en}};
}

json::array classes_json(identity::ClassSet set) {
  json::array out;
  for (const auto& [sensitivity, name] : kClasses) {
    if (set & identity::class_bit(sensitivity)) out.emplace_back(name);
  }
  return out;
}

json::object rights_json(const identity::LedgerAccess& access) {
  json::array actions;
  for (const auto& [action, name] : kActions) {
    if (access.may(action)) actions.emplace_back(name);
  }
  return {{"actions", std::move(actions)},
          {"clear", classes_json(access.clear_anywhere())},
          {"reveal", classes_json(access.revealable_anywhere())}};
}

json::object catalogue_json(const Services& services, const Actor& actor) {
  json::array ledgers, indicators;
  for (const catalog::Ledger& ledger : services.catalogue.ledgers()) {
    const auto& access = actor.access->on(ledger);
    if (!access.may(Action::read) && !access.may(Action::create) && !access.may(Action::count))
      continue;
    json::object one = catalog::to_json(ledger);
    one["rights"] = rights_json(access);
    ledgers.push_back(std::move(one));
  }
  for (const catalog::Indicator& indicator : services.catalogue.indicators()) {
    indicators.push_back(json::object{{"id", indicator.id},
                                      {"title", title_json(indicator.title)},
                                      {"explanation", title_json(indicator.explanation)},
                                      {"unit", indicator.unit},
                                      {"capability", indicator.capability},
                                      {"ledger", indicator.ledger},
                                      {"kind", catalog::to_string(indicator.kind)},
                                      {"dimension", indicator.dimension}});
  }
  json::array themes, capabilities;
  for (const auto& [list, out] : {std::pair{"theme", &themes}, {"capability", &capabilities}}) {
    const auto* codes = services.catalogue.code_list(list);
    for (std::size_t i = 0; codes && i < codes->choices.size(); ++i) {
      const auto& choice = codes->choices[i];
      out->push_back(json::object{{out == &themes ? "key" : "code", choice.key},
                                  {"title", title_json(choice.title)}});
    }
  }
  return {{"themes", std::move(themes)},
          {"ledgers", std::move(ledgers)},
          {"indicators", std::move(indicators)},
          {"capabilities", std::move(capabilities)}};
}

}  // namespace

void add_catalogue_routes(http::Router& router, Services& services, ActorOf actor_of) {
  router.add(http::Method::get, "/api/catalogue",
             [&services, actor_of](const http::Request& request) -> Result<http::Response> {
               NJ_TRY(const Actor actor, actor_of(request));
               return http::Response::json(catalogue_json(services, actor));
             });
}

}  // namespace niangjia::ledger
