#include "ledger/people.hpp"

#include <boost/json.hpp>

#include "ledger/cursor.hpp"
#include "ledger/entry_json.hpp"

namespace niangjia::ledger {
namespace {

namespace json = boost::json;
constexpr const char* kProof = "search before create";
constexpr std::int64_t kGoodForMs = 3'600'000;
constexpr int kMostPeople = 20;

json::object person_json(db::Tx& tx, const Services& services, const Actor& actor,
                         const LedgerTable& table, const Entry& entry, Day today) {
  json::object out{{"id", entry.id.text()},
                   {"name", label_of(tx, services, actor, table.definition().id, entry.id)},
                   {"sex", nullptr},
                   {"age", nullptr},
                   {"organisation_name", ""}};
  if (const auto* sex = std::get_if<std::string>(&catalog::value_of(entry.values, "sex")))
    out["sex"] = *sex;
  if (const auto* born = std::get_if<Day>(&catalog::value_of(entry.values, "birth_date"))) {
    const std::chrono::year_month_day birth{*born}, now{today};
    const bool before = std::pair(now.month(), now.day()) < std::pair(birth.month(), birth.day());
    out["age"] = static_cast<int>(now.year()) - static_cast<int>(birth.year()) - (before ? 1 : 0);
  }
  if (const auto* organisation = actor.access->tree().find(entry.organisation))
    out["organisation_name"] = organisation->name;
  return out;
}

Result<http::Response> find_people(const http::Request& request, Services& services,
                                   const ActorOf& actor_of) {
  NJ_TRY(const Actor actor, actor_of(request));
  const std::string words = request.query("q").value_or("");
  // Whoever has looked for nobody has not searched.
  if (words.empty())
    return fail(ErrorCode::invalid_argument, "no words to search for", "请至少写两个字来查找。");
  json::array people;
  for (const auto& [id, table] : services.tables) {
    if (!table->definition().people ||
        !actor.access->on(table->definition()).may(catalog::Action::read))
      continue;
    ListQuery query;
    query.words = words;
    query.limit = kMostPeople;
    NJ_CHECK(services.database.read(
        [&, &table = table](db::Tx& tx) -> Status {
          NJ_TRY(const Page page, list_entries(tx, services, actor, *table, query));
          for (const Entry& entry : page.entries)
            people.push_back(
                person_json(tx, services, actor, *table, entry, services.clock.today()));
          return Done{};
        },
        request.deadline));
  }
  return http::Response::json(
      json::object{{"people", std::move(people)}, {"search", search_proof(services, actor)}});
}

}  // namespace

std::string search_proof(const Services& services, const Actor& actor) {
  return seal_cursor(services.cursor_key, {actor.account.value, services.clock.now().ms}, kProof);
}

Status require_search(const Services& services, const Actor& actor, const catalog::Ledger& ledger,
                      std::string_view proof) {
  if (!ledger.people) return Done{};
  const auto opened = open_cursor(services.cursor_key, proof, kProof);
  const std::int64_t age = opened ? services.clock.now().ms - opened->id : kGoodForMs + 1;
  if (!opened || opened->value != catalog::Value{actor.account.value} || age > kGoodForMs ||
      age < 0) {
    return refused(actor, {{"search",
                            {"请先查找，看是否已经登记过，再新增。",
                             "Search first whether she is on record already."}}});
  }
  return Done{};
}

void add_people_routes(http::Router& router, Services& services, ActorOf actor_of) {
  router.add(http::Method::get, "/api/people", [&services, actor_of](const http::Request& request) {
    return find_people(request, services, actor_of);
  });
}

}  // namespace niangjia::ledger
