#include "identity/session_routes.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "http/error_answer.hpp"
#include "http/json_body.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxBody = 16 * 1024;
constexpr int kAccountsPerPage = 200;
constexpr std::string_view kAccountsDuty = "accounts";

constexpr Phrase kOwed{"请填写。", "Fill this in."};
constexpr Phrase kNoDuty{"你的职务不能做这件事，可找管理员开通。",
                         "Your position doesn't include this. Ask your administrator."};

// The members of the body that are owed as texts; names all that are not there.
Result<std::map<std::string, std::string>> texts(const http::Request& request,
                                                 std::initializer_list<const char*> names) {
  NJ_TRY(const json::object body, http::json_body(request));
  std::map<std::string, std::string> found, faults;
  for (const char* const name : names) {
    auto text = http::text_member(body, name);
    if (!text) faults[name] = say(language_of(request), kOwed);
    found[name] = std::move(text).value_or("");
  }
  if (!faults.empty())
    return fail(Error{ErrorCode::invalid_fields, "texts are owed", {}, std::move(faults)});
  return found;
}

json::object describe(const Position& position, const SessionServices& services) {
  const catalog::Role* const role = services.role_of(position.role);
  const json::object organisation = services.describe_organisation(position.organisation);
  json::object described{{"role", position.role}, {"organisation", position.organisation.text()}};
  described["role_title"] = role == nullptr
                                ? json::object{{"zh", position.role}, {"en", position.role}}
                                : json::object{{"zh", role->title.zh}, {"en", role->title.en}};
  const json::value* const name = organisation.if_contains("name");
  described["organisation_name"] = name == nullptr ? json::value("") : *name;
  described["title"] = position.title;
  return described;
}

// What the browser knows about who is signed in.
json::object describe(const Caller& caller, const SessionServices& services) {
  json::array positions;
  for (const Position& position : caller.positions)
    positions.push_back(describe(position, services));
  json::array duties;
  for (const std::string& duty : duties_of(caller, services.role_of)) duties.emplace_back(duty);
  json::value organisation;
  if (!caller.positions.empty()) {
    organisation = services.describe_organisation(caller.positions.front().organisation);
  }
  return {{"account",
           {{"id", caller.account.text()},
            {"login", caller.login},
            {"name", caller.name},
            {"language", caller.language}}},
          {"positions", std::move(positions)},
          {"organisation", std::move(organisation)},
          {"duties", std::move(duties)},
          {"today", format_day(services.clock.today())},
          {"version", services.version},
          {"demo", services.demo}};
}

json::object describe(const Account& account) {
  return {{"id", account.id.text()},      {"login", account.login},
          {"name", account.name},         {"state", to_string(account.state)},
          {"language", account.language}, {"created_at", format_moment(account.created_at)}};
}

Result<http::Response> show_session(const http::Request& request, SessionServices& services) {
  NJ_TRY(const Caller caller, services.sessions.authenticate(request));
  return http::Response::json(json::value(describe(caller, services)));
}

// The answer to a refusal, which says how long to wait when it is one of the throttle.
http::Response answer_refusal(const Error& error, const SignIn::Attempt& attempt,
                              const http::Request& request, SessionServices& services) {
  http::Response refused = http::error_response(error, request);
  if (error.code == ErrorCode::too_many_requests) {
    refused.set_header("Retry-After", std::to_string(services.sign_in.retry_after(attempt)));
  }
  return refused;
}

SignIn::Attempt attempt_of(const http::Request& request, std::string login, std::string password) {
  return {std::move(login), std::move(password), request.remote_address, language_of(request),
          std::min(request.deadline, db::default_deadline())};
}

Result<http::Response> sign_in(const http::Request& request, SessionServices& services) {
  NJ_CHECK(check_origin(request));
  NJ_TRY(auto body, texts(request, {"account", "password"}));
  const SignIn::Attempt attempt = attempt_of(request, body["account"], body["password"]);
  const auto token = services.sign_in.sign_in(attempt);
  if (!token) return answer_refusal(token.error(), attempt, request, services);
  NJ_CHECK(services.sessions.end(request));  // the one that this browser had before
  NJ_TRY(const Caller caller, services.sessions.caller_of(*token, request));
  http::Response response = http::Response::json(json::value(describe(caller, services)));
  response.set_header("Set-Cookie", session_cookie(*token, request.secure));
  return response;
}

Result<http::Response> sign_out(const http::Request& request, SessionServices& services) {
  NJ_CHECK(check_same_site(request));
  NJ_CHECK(services.sessions.end(request));
  http::Response response = http::Response::no_content();
  response.set_header("Set-Cookie", no_session_cookie(request.secure));
  return response;
}

Result<http::Response> change_language(const http::Request& request, const Caller& caller,
                                       SessionServices& services) {
  NJ_TRY(auto body, texts(request, {"language"}));
  NJ_CHECK(services.accounts.set_language(caller.account, body["language"], language_of(request)));
  services.sessions.forget(caller.account);
  return http::Response::no_content();
}

Result<http::Response> change_account(const http::Request& request, SessionServices& services) {
  NJ_TRY(const Caller caller, services.sessions.authenticate(request));
  NJ_TRY(const json::object body, http::json_body(request));
  if (body.contains("language")) return change_language(request, caller, services);
  NJ_TRY(auto passwords, texts(request, {"old_password", "new_password"}));
  const SignIn::Attempt old = attempt_of(request, caller.login, passwords["old_password"]);
  const std::string keep = caller.by_cookie ? bearer_of(request)->hash : std::string();
  const auto changed = services.sign_in.change_password(old, passwords["new_password"], keep);
  if (!changed) return answer_refusal(changed.error(), old, request, services);
  return http::Response::no_content();
}

Result<Caller> authenticate_for_accounts(const http::Request& request, SessionServices& services) {
  NJ_TRY(Caller caller, services.sessions.authenticate(request));
  NJ_CHECK(
      require_duty(caller, services.role_of, std::string(kAccountsDuty), language_of(request)));
  return caller;
}

Result<http::Response> list(const http::Request& request, SessionServices& services) {
  NJ_CHECK(authenticate_for_accounts(request, services));
  const std::string after = request.query("after").value_or("");
  NJ_TRY(const auto accounts, services.database.read([&](db::Tx& tx) {
    return list_accounts(tx, after, kAccountsPerPage);
  }));
  json::array described;
  for (const Account& account : accounts) described.push_back(describe(account));
  json::value next;
  if (accounts.size() == kAccountsPerPage) next = accounts.back().login;
  return http::Response::json(
      json::value{{"accounts", std::move(described)}, {"next", std::move(next)}});
}

Result<http::Response> add(const http::Request& request, SessionServices& services) {
  NJ_TRY(const Caller caller, authenticate_for_accounts(request, services));
  NJ_TRY(auto body, texts(request, {"login", "name", "password"}));
  const Accounts::Draft draft{body["login"], body["name"], body["password"]};
  NJ_TRY(const Account account, services.accounts.add(draft, caller.account, language_of(request)));
  return http::Response::json(json::value{{"account", describe(account)}}, 201);
}

}  // namespace

std::set<std::string> duties_of(const Caller& caller, const RoleOf& role_of) {
  std::set<std::string> duties;
  for (const Position& position : caller.positions) {
    const catalog::Role* const role = role_of(position.role);
    if (role != nullptr) duties.insert(role->duties.begin(), role->duties.end());
  }
  return duties;
}

Status require_duty(const Caller& caller, const RoleOf& role_of, const std::string& duty,
                    http::Language language) {
  if (duties_of(caller, role_of).contains(duty)) return Done{};
  return fail(ErrorCode::forbidden, "no role of the caller has the duty " + duty,
              say(language, kNoDuty));
}

void add_session_routes(http::Router& router, SessionServices& services) {
  using Answer = Result<http::Response> (*)(const http::Request&, SessionServices&);
  const auto add_route = [&](http::Method method, std::string_view pattern, Answer answer) {
    router.add(
        method, pattern,
        [answer, &services](const http::Request& request) { return answer(request, services); },
        {.max_body = kMaxBody});
  };
  add_route(http::Method::get, "/api/session", show_session);
  add_route(http::Method::post, "/api/session", sign_in);
  add_route(http::Method::delete_, "/api/session", sign_out);
  add_route(http::Method::patch, "/api/account", change_account);
  add_route(http::Method::get, "/api/accounts", list);
  add_route(http::Method::post, "/api/accounts", add);
}

}  // namespace niangjia::identity
