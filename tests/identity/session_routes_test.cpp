#include "identity/session_routes.hpp"

#include <boost/json.hpp>

#include "identity/identity_store.hpp"

namespace niangjia::identity {
namespace {

namespace json = boost::json;

class SessionRoutesTest : public IdentityStoreTest {
 protected:
  void SetUp() override {
    IdentityStoreTest::SetUp();
    if (HasFatalFailure()) return;
    chair_.id = "county_chair";
    chair_.title = {"县妇联主席", "County chair"};
    chair_.duties = {"plans", "accounts"};
    sessions_.emplace(database(), ids_, clock_,
                      [](db::Tx&, std::string_view login) -> Result<std::vector<Position>> {
                        if (login != "hejia") return std::vector<Position>{};
                        return std::vector<Position>{{"county_chair", OrganisationId{3}, "主席",
                                                      make_day(2025, 1, 1), std::nullopt}};
                      });
    sign_in_.emplace(database(), hasher_, accounts(), *sessions_, clock_);
    services_.emplace(SessionServices{
        database(), accounts(), *sessions_, *sign_in_,
        [this](std::string_view id) { return id == chair_.id ? &chair_ : nullptr; }, clock_,
        [](OrganisationId id) {
          return json::object{{"id", id.text()},
                              {"name", "石桥县妇联"},
                              {"kind", "federation"},
                              {"level", "county"},
                              {"path", json::array()}};
        },
        "0.1.0", true});
    add_session_routes(router_, *services_);
    add_account("hejia");
    add_account("liuyue");
  }

  struct Sent {
    http::Method method;
    const char* path;
    std::string body = {};
    std::string cookie = {};
    bool from_our_page = true;
    std::string origin = {};
  };
  http::Response send(const Sent& sent) {
    http::Request request;
    request.method = sent.method;
    request.path = sent.path;
    request.body = sent.body;
    request.remote_address = "10.0.0.1";
    request.secure = secure_;
    request.add_header("Host", "niangjia.example");
    if (!sent.cookie.empty()) request.add_header("Cookie", sent.cookie);
    if (sent.from_our_page) request.add_header("X-Niangjia", "1");
    if (!sent.origin.empty()) request.add_header("Origin", sent.origin);
    return router_.answer(request);
  }
  static std::string sign_in_body(const std::string& login, const std::string& password) {
    return json::serialize(json::object{{"account", login}, {"password", password}});
  }
  // The cookie that the browser sends from now on.
  std::string sign_in(const std::string& login, const std::string& password = "lamp-2026") {
    const auto answer = send({http::Method::post, "/api/session", sign_in_body(login, password)});
    EXPECT_EQ(answer.status, 200) << answer.content();
    const std::string_view cookie = answer.header("Set-Cookie");
    return std::string(cookie.substr(0, cookie.find(';')));
  }

  catalog::Role chair_;
  http::Router router_;
  std::optional<Sessions> sessions_;
  std::optional<SignIn> sign_in_;
  std::optional<SessionServices> services_;
  bool secure_ = false;
};
NJ_ON_BOTH_STORES(SessionRoutesTest);

TEST_P(SessionRoutesTest, AnswersEachRequestAsItShould) {
  const std::string chair = sign_in("hejia");
  const std::string clerk = sign_in("liuyue");
  const auto get = http::Method::get, post = http::Method::post, patch = http::Method::patch;
  const struct {
    Sent sent;
    int status;
    std::vector<const char*> present;
    std::vector<const char*> absent;
  } cases[] = {
      {{get, "/api/session"}, 401, {"unauthenticated", "请先登录。"}, {"hejia"}},
      {{get, "/api/session", "", "niangjia_session=made-up"}, 401, {"请先登录。"}, {"made-up"}},
      {{get, "/api/session", "", chair},
       200,
       {R"("login":"hejia")", R"("role":"county_chair")", R"("zh":"县妇联主席")",
        R"("organisation_name":"石桥县妇联")", R"("duties":["accounts","plans"])",
        R"("today":"2026-03-08")", R"("version":"0.1.0")", R"("demo":true)"},
       {"lamp-2026", "argon2id"}},
      {{get, "/api/session", "", clerk},
       200,
       {R"("positions":[])", R"("organisation":null)", R"("duties":[])"},
       {"hejia"}},

      {{post, "/api/session", sign_in_body("liuyue", "wrong-2026")},
       401,
       {"账号或密码不对，还可以试4次。"},
       {"wrong-2026", "liuyue", "argon2id"}},
      {{post, "/api/session", sign_in_body("nobody", "wrong-2026")},
       401,
       {"账号或密码不对，还可以试4次。"},
       {"wrong-2026", "nobody", "exist", "不存在"}},
      {{post, "/api/session", "not json"}, 400, {"invalid_argument"}, {}},
      {{post, "/api/session", R"({"account":"hejia"})"},
       422,
       {R"("password":"请填写。")"},
       {"hejia"}},
      {{post, "/api/session", R"({"account":5,"password":null})"},
       422,
       {R"("account")", R"("password")"},
       {}},
      {{post, "/api/session", sign_in_body("hejia", "lamp-2026"), "", true,
        "https://other.example"},
       403,
       {"这个请求不是从本站页面发出的"},
       {"hejia", "lamp-2026"}},

      {{patch, "/api/account", R"({"old_password":"lamp-2026","new_password":"lamp-2027"})", chair,
        false},
       403,
       {"forbidden"},
       {"lamp"}},
      {{patch, "/api/account", R"({"old_password":"lamp-2026","new_password":"lamp-2027"})"},
       401,
       {"请先登录。"},
       {"lamp"}},
      {{patch, "/api/account", R"({"old_password":"lamp-2026","new_password":"short"})", chair},
       422,
       {"new_password", "密码要有10个字符"},
       {"short", "lamp"}},
      {{patch, "/api/account", R"({"old_password":"wrong-2026","new_password":"lamp-2027"})",
        chair},
       422,
       {"old_password", "原密码不对"},
       {"wrong-2026", "lamp"}},
      {{patch, "/api/account", R"({"language":"fr"})", chair}, 422, {"language"}, {}},
      {{patch, "/api/account", "{}", chair}, 422, {"old_password", "new_password"}, {}},

      {{get, "/api/accounts"}, 401, {"请先登录。"}, {"hejia", "liuyue"}},
      {{get, "/api/accounts", "", clerk},
       403,
       {"你的职务不能做这件事，可找管理员开通。"},
       {"hejia", "liuyue"}},
      {{get, "/api/accounts", "", chair},
       200,
       {R"("login":"hejia")", R"("login":"liuyue")", R"("next":null)"},
       {"argon2id", "password\""}},
      {{post, "/api/accounts", R"({"login":"chenmin","name":"陈敏","password":"lamp-2028"})",
        clerk},
       403,
       {"forbidden"},
       {"lamp-2028"}},
      {{post, "/api/accounts", R"({"login":"chenmin","name":"陈敏","password":"lamp-2028"})", chair,
        false},
       403,
       {"forbidden"},
       {"lamp-2028"}},
      {{post, "/api/accounts", R"({"login":"chenmin","name":"陈敏","password":"lamp-2028"})",
        chair},
       201,
       {R"("login":"chenmin")", R"("state":"active")"},
       {"lamp-2028", "argon2id"}},
      {{post, "/api/accounts", R"({"login":"chenmin","name":"陈敏","password":"lamp-2028"})",
        chair},
       422,
       {"已经有人用了"},
       {"lamp-2028"}},
      {{post, "/api/accounts", R"({"login":"x","name":"陈敏"})", chair},
       422,
       {R"("password")"},
       {}},
  };
  for (const auto& one : cases) {
    const auto answer = send(one.sent);
    const std::string content(answer.content());
    const std::string what =
        std::string(http::to_string(one.sent.method)) + " " + one.sent.path + " " + one.sent.body;
    EXPECT_EQ(answer.status, one.status) << what << "\n" << content;
    for (const char* text : one.present)
      EXPECT_NE(content.find(text), std::string::npos) << what << "\n" << content;
    for (const char* text : one.absent)
      EXPECT_EQ(content.find(text), std::string::npos) << what << "\n" << content;
  }
}

TEST_P(SessionRoutesTest, TheCookieIsKeptFromScriptsAndOtherSites) {
  const auto plain = send({http::Method::post, "/api/session", sign_in_body("hejia", "lamp-2026")});
  const std::string cookie(plain.header("Set-Cookie"));
  EXPECT_TRUE(cookie.starts_with("niangjia_session=")) << cookie;
  EXPECT_TRUE(cookie.ends_with("; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict")) << cookie;
  EXPECT_EQ(cookie.substr(17, cookie.find(';') - 17).size(), 43U);
  EXPECT_EQ(std::string(plain.content()).find(cookie.substr(17, 43)), std::string::npos)
      << "not in the answer's text";
  secure_ = true;
  const auto secure =
      send({http::Method::post, "/api/session", sign_in_body("hejia", "lamp-2026")});
  EXPECT_TRUE(secure.header("Set-Cookie").ends_with("; SameSite=Strict; Secure"));
}

TEST_P(SessionRoutesTest, SigningInAgainEndsTheSessionBefore) {
  const std::string before = sign_in("hejia");
  EXPECT_EQ(
      send({http::Method::post, "/api/session", sign_in_body("hejia", "lamp-2026"), before}).status,
      200);
  EXPECT_EQ(send({http::Method::get, "/api/session", "", before}).status, 401);
}

TEST_P(SessionRoutesTest, SigningOutRemovesTheCookie) {
  const std::string cookie = sign_in("hejia");
  EXPECT_EQ(send({http::Method::delete_, "/api/session", "", cookie, false}).status, 403);
  EXPECT_EQ(send({http::Method::get, "/api/session", "", cookie}).status, 200);
  const auto answer = send({http::Method::delete_, "/api/session", "", cookie});
  EXPECT_EQ(answer.status, 204);
  EXPECT_TRUE(answer.header("Set-Cookie").starts_with("niangjia_session=; Path=/; Max-Age=0;"));
  EXPECT_EQ(send({http::Method::get, "/api/session", "", cookie}).status, 401);
}

TEST_P(SessionRoutesTest, SaysHowLongToWait) {
  for (int i = 0; i < 4; ++i)
    send({http::Method::post, "/api/session", sign_in_body("hejia", "wrong-2026")});
  for (int i = 0; i < 2; ++i) {
    const auto answer = send({http::Method::post, "/api/session",
                              sign_in_body("hejia", "lamp-2026" + std::string(i == 0 ? "x" : ""))});
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.header("Retry-After"), "900");
    EXPECT_NE(answer.content().find("连续输错5次，要等15分钟。"), std::string::npos)
        << answer.content();
  }
}

TEST_P(SessionRoutesTest, ChangesThePasswordAndKeepsThisSession) {
  const std::string here = sign_in("hejia"), there = sign_in("hejia");
  const auto changed = send({http::Method::patch, "/api/account",
                             R"({"old_password":"lamp-2026","new_password":"lamp-2027"})", here});
  EXPECT_EQ(changed.status, 204) << changed.content();
  EXPECT_EQ(send({http::Method::get, "/api/session", "", here}).status, 200);
  EXPECT_EQ(send({http::Method::get, "/api/session", "", there}).status, 401);
}

TEST_P(SessionRoutesTest, ChangesTheLanguage) {
  const std::string cookie = sign_in("hejia");
  EXPECT_EQ(send({http::Method::patch, "/api/account", R"({"language":"en"})", cookie}).status,
            204);
  const auto shown = send({http::Method::get, "/api/session", "", cookie});
  EXPECT_NE(shown.content().find(R"("language":"en")"), std::string::npos) << shown.content();
}

}  // namespace
}  // namespace niangjia::identity
