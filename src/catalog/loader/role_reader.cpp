#include <fmt/format.h>

#include <algorithm>

#include "catalog/loader/readers.hpp"
#include "catalog/schema.hpp"

namespace niangjia::catalog {
namespace {
constexpr Word<Action> kActions[] = {
    {"read", Action::read},     {"count", Action::count},   {"create", Action::create},
    {"revise", Action::revise}, {"retire", Action::retire}, {"export", Action::export_},
    {"reveal", Action::reveal}, {"import", Action::import}, {"history", Action::history}};
constexpr Word<Scope> kScopes[] = {{"own", Scope::own},
                                   {"organisation", Scope::organisation},
                                   {"subtree", Scope::subtree},
                                   {"all", Scope::all}};
constexpr Word<Sensitivity> kClasses[] = {{"public", Sensitivity::public_},
                                          {"internal", Sensitivity::internal},
                                          {"personal", Sensitivity::personal},
                                          {"confidential", Sensitivity::confidential}};
// Desks that are not ledgers.
constexpr std::string_view kDuties[] = {"accounts", "organisations", "plans",
                                        "audit",    "catalogue",     "tokens"};

template <class T, std::size_t N>
std::vector<T> read_words(TableReader& reader, std::string_view key, const Word<T> (&words)[N]) {
  std::vector<T> out;
  std::vector<std::string> known;
  for (const Word<T>& word : words) known.emplace_back(word.word);
  for (const std::string& name : reader.texts(key)) {
    const auto* found = std::find_if(std::begin(words), std::end(words),
                                     [&](const auto& w) { return w.word == name; });
    if (found == std::end(words))
      reader.unknown(key, name, key, known);
    else
      out.push_back(found->meaning);
  }
  return out;
}

void read_ledgers(TableReader& reader, Grant& grant, const Catalogue& catalogue) {
  std::vector<std::string> known{"*"};
  for (const Ledger& ledger : catalogue.ledgers()) known.push_back(ledger.id);
  grant.ledgers = reader.texts("ledgers");
  if (grant.ledgers.empty())
    reader.fault("ledgers", "'ledgers' is missing; name them, or write [\"*\"].");
  for (const std::string& id : grant.ledgers) {
    if (std::find(known.begin(), known.end(), id) == known.end())
      reader.unknown("ledgers", id, "ledger", known);
  }
}

// The same words over each ledger of the grant, which must therefore have the fields that they
// name.
void read_condition(TableReader& reader, Grant& grant, const Catalogue& catalogue) {
  grant.when_text = reader.text_or("when");
  if (grant.when_text.empty()) return;
  for (const Ledger& ledger : catalogue.ledgers()) {
    // "*" leaves the desks' own ledgers out; those are named.
    const bool meant = std::any_of(
        grant.ledgers.begin(), grant.ledgers.end(),
        [&](const std::string& id) { return id == ledger.id || (id == "*" && !ledger.system); });
    if (!meant) continue;
    auto compiled = reader.filter("when", row_schema(ledger));
    if (compiled) grant.when.emplace(ledger.id, std::move(*compiled));
  }
}

Grant read_grant(TableReader& reader, const Catalogue& catalogue) {
  Grant grant;
  read_ledgers(reader, grant, catalogue);
  grant.actions = read_words(reader, "actions", kActions);
  if (grant.actions.empty()) reader.fault("actions", "'actions' is missing.");
  grant.scope = reader.word<Scope>("scope", kScopes, Scope::organisation);
  read_condition(reader, grant, catalogue);
  grant.clear = read_words(reader, "clear", kClasses);
  grant.reveal = read_words(reader, "reveal", kClasses);
  reader.finish();
  return grant;
}
}  // namespace

Role read_role(TableReader& reader, const Catalogue& catalogue) {
  Role role;
  role.id = reader.identifier("id");
  reader.rename(fmt::format("role '{}'", role.id));
  role.title = reader.title("title");
  role.duties = reader.texts("duties");
  const std::vector<std::string> known(std::begin(kDuties), std::end(kDuties));
  for (const std::string& duty : role.duties) {
    if (std::find(known.begin(), known.end(), duty) == known.end())
      reader.unknown("duties", duty, "duty", known);
  }
  for (TableReader& item : reader.tables("grant", fmt::format("a grant of role '{}'", role.id))) {
    role.grants.push_back(read_grant(item, catalogue));
  }
  reader.finish();
  return role;
}

}  // namespace niangjia::catalog
