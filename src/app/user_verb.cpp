#include <fmt/format.h>

#include <iostream>

#include "app/verbs.hpp"
#include "catalog/nearest.hpp"
#include "ledger/entries.hpp"

namespace niangjia::app {
namespace {

struct NewUser {
  identity::Accounts::Draft draft;
  std::string role, organisation, title;
};

Status add_user(Installation& installation, NewUser& wanted) {
  ledger::Services& services = installation.services();
  if (!services.catalogue.role(wanted.role)) {
    std::vector<std::string> known;
    for (const auto& role : services.catalogue.roles()) known.push_back(role.id);
    return fail(ErrorCode::invalid_argument, fmt::format("--role: '{}' is no role. {}", wanted.role,
                                                         catalog::name_hint(wanted.role, known)));
  }
  const auto tree = services.directory.tree();
  const auto* organisation =
      wanted.organisation.empty()
          ? tree->root()
          : tree->find(OrganisationId{parse_id(wanted.organisation).value_or(0)});
  if (!organisation)
    return fail(ErrorCode::invalid_argument,
                "--organisation: there is no such id; niangjia org tree shows them");
  NJ_CHECK(installation.accounts().add(wanted.draft, AccountId{}, http::Language::en));
  NJ_TRY(const auto* positions, services.table("position"));
  catalog::Values values{
      {"account", wanted.draft.login}, {"role", wanted.role}, {"from_day", services.clock.today()}};
  if (!wanted.title.empty()) values.emplace("title", wanted.title);
  NJ_CHECK(ledger::Entries(services).create(installation.program(), *positions, organisation->id,
                                            values));
  return Done{};
}

int list_users(Installation& installation, Console console) {
  const auto accounts = installation.database().read(
      [](db::Tx& tx) { return identity::list_accounts(tx, "", 100'000); });
  if (!accounts) return refuse(console, accounts.error());
  for (const auto& account : *accounts) {
    console.out << fmt::format("{}\t{}\t{}\n", account.login, account.name,
                               identity::to_string(account.state));
  }
  return kDone;
}

// Never on the command line, where other users of the machine could read it.
std::string read_password(Console console) {
  console.err << "Password: " << std::flush;
  std::string password;
  std::getline(std::cin, password);
  return password;
}

}  // namespace

int user_verb(Arguments arguments, Console console) {
  InstallationOptions options;
  NewUser wanted;
  std::string login;
  CLI::App app{"accounts", "niangjia user"};
  app.require_subcommand(1);
  add_installation_options(app, options);
  app.fallthrough();
  CLI::App* add = app.add_subcommand(
      "add", "an account with a position; reads the password from standard input");
  add->add_option("login", wanted.draft.login)->required();
  add->add_option("--name", wanted.draft.name, "what colleagues call her")->required();
  add->add_option("--role", wanted.role, "id of a role of the catalogue")->required();
  add->add_option("--organisation", wanted.organisation, "id; the root when left out");
  add->add_option("--title", wanted.title, "her title there");
  CLI::App* list = app.add_subcommand("list", "all accounts");
  CLI::App* password =
      app.add_subcommand("password", "give an account a new password, read from standard input");
  password->add_option("login", login)->required();
  if (const int status = parse(app, arguments, console); status >= 0) return status;

  const auto installation = Installation::open(options);
  if (!installation) return refuse(console, installation.error());
  if (list->parsed()) return list_users(**installation, console);
  if (add->parsed()) {
    wanted.draft.password = read_password(console);
    const Status added = add_user(**installation, wanted);
    return added ? kDone : refuse(console, added.error());
  }
  const auto account = (*installation)->database().read([&](db::Tx& tx) {
    return identity::find_account(tx, login);
  });
  if (!account) return refuse(console, account.error());
  if (!*account)
    return refuse(console, Error{ErrorCode::not_found, "there is no account '" + login +
                                                           "'; niangjia user list shows them"});
  const Status reset = (*installation)
                           ->accounts()
                           .set_password((*account)->id, read_password(console), AccountId{}, "",
                                         http::Language::en);
  return reset ? kDone : refuse(console, reset.error());
}

int token_verb(Arguments arguments, Console console) {
  InstallationOptions options;
  std::string login, name;
  int days = 365;
  CLI::App app{"access for programs", "niangjia token"};
  app.require_subcommand(1);
  add_installation_options(app, options);
  app.fallthrough();
  CLI::App* create =
      app.add_subcommand("create", "a bearer token with the rights of an account; shown this once");
  create->add_option("login", login)->required();
  create->add_option("--name", name, "what it is for")->required();
  create->add_option("--days", days, "how long it is good")
      ->capture_default_str()
      ->check(CLI::Range(1, 3650));
  if (const int status = parse(app, arguments, console); status >= 0) return status;

  const auto installation = Installation::open(options);
  if (!installation) return refuse(console, installation.error());
  const auto account = (*installation)->database().read([&](db::Tx& tx) {
    return identity::find_account(tx, login);
  });
  if (!account) return refuse(console, account.error());
  if (!*account)
    return refuse(console, Error{ErrorCode::not_found, "there is no account '" + login +
                                                           "'; niangjia user list shows them"});
  const Moment until{(*installation)->services().clock.now().ms +
                     std::int64_t{days} * 24 * 3600 * 1000};
  const auto token =
      (*installation)->sessions().create_token((*account)->id, name, until, AccountId{});
  if (!token) return refuse(console, token.error());
  console.out << *token << '\n';
  return kDone;
}

}  // namespace niangjia::app
