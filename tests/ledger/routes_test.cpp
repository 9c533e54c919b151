// What the routes of entries, exchange, people and catalogue answer, and what they must never say.
#include "ledger/catalogue_routes.hpp"
#include "ledger/exchange_routes.hpp"
#include "ledger/people.hpp"
#include "ledger/workshop.hpp"

namespace niangjia::ledger {
namespace {

using http::Method;

class RoutesTest : public Workshop {
 protected:
  void SetUp() override {
    Workshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", county_a_}});
    worker_ = actor(2, {{"worker", community_a11_}});
    far_ = actor(3, {{"keeper", county_b_}});
    nobody_ = actor(4, {});
    const catalog::Values secret{{"remark", std::string("公开备注")},
                                 {"name", std::string("林小满")},
                                 {"story", std::string("深藏之事")}};
    entry_ = written(keeper_, community_a11_, secret).id;
    elsewhere_ = written(far_, community_b11_, secret).id;
  }
  std::vector<catalog::SourceFile> sources() const override {
    auto files = Workshop::sources();
    files[1].text.insert(files[1].text.find("name_field"), "people = true\n");
    return files;
  }
  void add_routes(http::Router& router) override {
    add_exchange_routes(router, services(), actor_of());
    add_people_routes(router, services(), actor_of());
    add_catalogue_routes(router, services(), actor_of());
  }

  const std::string list_ = "/api/ledgers/case/entries";
  std::string one() const { return list_ + "/" + entry_.text(); }
  const std::vector<std::string> secrets_{"林小满", "深藏之事"};
  Actor keeper_, worker_, far_, nobody_;
  EntryId entry_, elsewhere_;
};
NJ_ON_BOTH_STORES(RoutesTest);

TEST_P(RoutesTest, ListsAndEntries) {
  const std::string other = list_ + "/" + elsewhere_.text();
  expect({{nullptr, Method::get, list_, "", 401, {"请先登录"}, {"公开备注"}},
          {&nobody_, Method::get, list_, "", 404, {"not_found"}, {"公开备注"}},
          {&keeper_, Method::get, "/api/ledgers/tea/entries", "", 404},
          {&keeper_,
           Method::get,
           list_ + "?count=true",
           "",
           200,
           {"公开备注", "林*满", R"("next":null)", R"("count":1)"},
           secrets_},
          {&worker_,
           Method::get,
           one(),
           "",
           200,
           {"公开备注", "林*满", R"("hidden":["story"])", R"("revealable":["name"])"},
           secrets_},
          {&keeper_, Method::get, one(), "", 200, {"林小满", "深藏之事", "案2026-0001"}},
          {&keeper_, Method::get, other, "", 404, {"not_found"}, {"公开备注", "林"}},
          {&keeper_, Method::get, list_ + "/0", "", 404},
          {&keeper_, Method::get, list_ + "/abc", "", 404},
          {&keeper_, Method::get, list_ + "/99999999999999999999", "", 404},
          {&keeper_, Method::get, list_ + "/-1", "", 404}});
}

TEST_P(RoutesTest, AddressesThatAreWrongAreRefusedWithAWord) {
  std::vector<Case> cases;
  for (const char* query :
       {"filter=name%20==%20'%E6%9E%97%E5%B0%8F%E6%BB%A1'",
        "filter=score%20==", "filter=nothing%20==%201", "filter=score%20+%201",
        "filter=1;DROP%20TABLE%20ledger_case", "sort=name", "sort=-story", "sort=nothing",
        "sort=id;", "limit=0", "limit=201", "limit=abc", "limit=-5", "after=zz", "after=00ff00ff",
        "q=%EF%BC%8C", "from=yesterday", "to=2026-13-01"}) {
    cases.push_back({&keeper_,
                     Method::get,
                     list_ + "?" + query,
                     "",
                     400,
                     {"invalid_argument"},
                     {"林小满", "公开备注", "ledger_case", "SELECT"}});
  }
  cases.push_back({&keeper_, Method::get, list_ + "?filter=" + std::string(3000, 'a'), "", 400});
  cases.push_back({&keeper_, Method::get, list_ + "?organisation=abc", "", 404});
  cases.push_back({&keeper_, Method::get, list_ + "?organisation=123", "", 404});
  expect(cases);
}

TEST_P(RoutesTest, ACursorOpensOnlyItsOwnList) {
  for (int i = 0; i < 3; ++i) written(keeper_, {}, {{"score", std::int64_t{i}}});
  const auto first = json_of(ask(&keeper_, Method::get, list_ + "?limit=2&sort=score"));
  const std::string next(first.at("next").as_string());
  expect(
      {{&keeper_,
        Method::get,
        list_ + "?limit=2&sort=score&after=" + next,
        "",
        200,
        {R"("next":null)"}},
       {&keeper_, Method::get, list_ + "?limit=2&sort=-score&after=" + next, "", 400},
       {&keeper_, Method::get, list_ + "?limit=2&after=" + next, "", 400},
       {&keeper_, Method::get, "/api/ledgers/member/entries?sort=score&after=" + next, "", 400},
       {&keeper_, Method::get, list_ + "?limit=2&sort=score&after=" + next.substr(2), "", 400},
       {&keeper_, Method::get, list_ + "?limit=2&sort=score&after=ff" + next.substr(2), "", 400}});
}

TEST_P(RoutesTest, BodiesThatAreWrongAreRefusedFieldByField) {
  const auto post = Method::post, patch = Method::patch, remove = Method::delete_;
  expect(
      {{&keeper_, post, list_, "", 400},
       {&keeper_, post, list_, "[]", 400},
       {&keeper_, post, list_, "{", 400},
       {&keeper_, post, list_, "{}", 400, {"values"}},
       {&keeper_, post, list_, R"({"values":[]})", 400},
       {&keeper_, post, list_, R"({"values":{"score":"many"}})", 422, {R"("score")"}},
       {&keeper_,
        post,
        list_,
        R"({"values":{"kind":"tea","held_on":"2026-02-30"}})",
        422,
        {"kind", "held_on"}},
       {&keeper_, post, list_, R"({"values":{"score":101}})", 422, {R"("score")"}},
       {&keeper_, post, list_, R"({"values":{"nothing":1}})", 422, {"nothing"}},
       {&keeper_, post, list_, R"({"values":{"doubled":2}})", 422, {"doubled"}},
       {&keeper_, post, list_, R"({"values":{"name":{"a":1}}})", 422, {"name"}},
       {&keeper_, post, list_, R"({"values":{},"organisation":"abc"})", 422, {"organisation"}},
       {&keeper_, post, list_, R"({"values":{},"organisation":5})", 422, {"organisation"}},
       {&keeper_, post, list_, R"({"values":{},"organisation":")" + county_b_.text() + R"("})",
        403},
       {&keeper_, post, list_, R"({"values":{},"organisation":null})", 201, {"青禾县妇联"}},
       {&keeper_, post, list_ + ":batch", R"({"entries":{}})", 400},
       {&keeper_,
        post,
        list_ + ":batch",
        R"({"entries":[{"values":{"score":1}},{"values":{"score":-1}}]})",
        200,
        {R"("status":201)", R"("status":422)"}},
       {&keeper_, patch, one(), R"({"values":{"score":1}})", 400, {"revision"}},
       {&keeper_, patch, one(), R"({"revision":"1","values":{"score":1}})", 400},
       {&keeper_,
        patch,
        one(),
        R"({"revision":7,"values":{"score":1}})",
        409,
        {"conflict", "林小满"}},
       {&worker_, patch, one(), R"({"revision":7,"values":{"score":1}})", 409, {"林*满"}, secrets_},
       {&worker_,
        patch,
        one(),
        R"({"revision":1,"values":{"story":"改"}})",
        422,
        {"story"},
        secrets_},
       {&far_, patch, one(), R"({"revision":1,"values":{"score":1}})", 404, {}, {"公开备注"}},
       {&worker_, remove, one(), R"({"revision":1,"reason":"重复"})", 403, {"forbidden"}, secrets_},
       {&keeper_, remove, one(), R"({"reason":"重复"})", 400},
       {&keeper_, remove, one(), R"({"revision":1})", 422, {"reason"}},
       {&worker_, post, one() + "/reveal", R"({"fields":["name"]})", 422, {"reason"}, secrets_},
       {&worker_,
        post,
        one() + "/reveal",
        R"({"fields":"name","reason":"核实"})",
        422,
        {"fields"},
        secrets_},
       {&worker_,
        post,
        one() + "/reveal",
        R"({"fields":["story"],"reason":"核实"})",
        403,
        {},
        secrets_},
       {&worker_,
        post,
        one() + "/reveal",
        R"({"fields":["name"],"reason":"核实"})",
        200,
        {"林小满"},
        {"深藏之事"}},
       {&far_,
        post,
        one() + "/reveal",
        R"({"fields":["name"],"reason":"核实"})",
        404,
        {},
        secrets_}});
}

TEST_P(RoutesTest, AWriteThatIsSentAgainAnswersTheFirstAnswer) {
  const std::string body = R"({"values":{"score":4}})";
  const auto first = ask(&keeper_, Method::post, list_, body, "key-1");
  const auto again = ask(&keeper_, Method::post, list_, body, "key-1");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.content(), again.content());
  EXPECT_EQ(ask(&keeper_, Method::post, list_, R"({"values":{"score":5}})", "key-1").status, 409);
  EXPECT_NE(ask(&worker_, Method::post, list_, body, "key-1").content(), first.content())
      << "keys belong to an account";
  EXPECT_EQ(count("SELECT count(*) FROM ledger_case WHERE f_score = 4"), 2);
  const std::string gone = R"({"revision":1,"reason":"重复登记"})";
  EXPECT_EQ(ask(&keeper_, Method::delete_, one(), gone, "key-2").status, 200);
  EXPECT_EQ(ask(&keeper_, Method::delete_, one(), gone, "key-2").status, 200);
}

TEST_P(RoutesTest, FilesComeAndGo) {
  const std::string base = "/api/ledgers/case/";
  expect(
      {{nullptr, Method::get, base + "export", "", 401},
       {&nobody_, Method::get, base + "export", "", 404},
       {&worker_,
        Method::get,
        base + "export?format=csv",
        "",
        200,
        {"公开备注", "林*满"},
        secrets_},
       {&worker_,
        Method::get,
        base + "export?format=csv&clear=true",
        "",
        422,
        {"purpose"},
        secrets_},
       {&worker_,
        Method::get,
        base + "export?format=csv&clear=true&purpose=x",
        "",
        200,
        {"林*满"},
        secrets_},
       {&worker_,
        Method::get,
        base + "export?format=csv&filter=story%20==%20'x'",
        "",
        400,
        {},
        secrets_},
       {&keeper_, Method::get, base + "export?format=csv&organisation=abc", "", 404},
       {&worker_, Method::post, base + "import?file_name=a.csv", "日期\n2026-01-01\n", 403},
       {&nobody_, Method::post, base + "import?file_name=a.csv", "日期\n", 404},
       {&keeper_,
        Method::post,
        base + "import?file_name=a.csv",
        "日期\n2026-01-01\n",
        200,
        {R"("right":1)", R"("batch":null)"}},
       {&keeper_,
        Method::post,
        base + "import?file_name=a.csv&organisation=abc",
        "日期\n2026-01-01\n",
        200,
        {R"("refused":1)"}},
       {&keeper_, Method::post, base + "import?file_name=a.exe", "MZ", 400},
       {&keeper_, Method::post, base + "import", "日期\n", 400},
       {&keeper_, Method::post, base + "import?file_name=a.csv", "甲,乙\n1,2\n", 400, {"栏目行"}},
       {&keeper_, Method::post, "/api/batches/77/undo", "", 404},
       {&keeper_, Method::post, "/api/batches/x/undo", "", 404},
       {&nobody_, Method::get, base + "template", "", 404},
       {&worker_, Method::get, base + "template", "", 200, {"PK"}}});
}

TEST_P(RoutesTest, APersonIsSearchedBeforeSheIsAdded) {
  written(keeper_, {}, {{"name", std::string("周小雨")}}, "member");
  const std::string people = "/api/people?q=", members = "/api/ledgers/member/entries";
  expect({{nullptr, Method::get, people + "%E5%91%A8%E5%B0%8F", "", 401},
          {&keeper_,
           Method::get,
           people + "%E5%91%A8%E5%B0%8F",
           "",
           200,
           {"周*雨", "search"},
           {"周小雨"}},
          {&far_, Method::get, people + "%E5%91%A8%E5%B0%8F", "", 200, {R"("people":[])"}, {"周"}},
          {&keeper_, Method::get, people, "", 400, {"两个字"}, {"search\""}},
          {&keeper_, Method::get, "/api/people", "", 400},
          {&keeper_, Method::get, people + "%EF%BC%8C", "", 400},
          {&keeper_,
           Method::post,
           members,
           R"({"values":{"name":"林小满"}})",
           422,
           {"search", "先查找"}},
          {&keeper_,
           Method::post,
           members,
           R"({"values":{"name":"林小满"},"search":"00ff"})",
           422,
           {"search"}}});
  const std::string proof(
      json_of(ask(&keeper_, Method::get, people + "%E6%9E%97%E5%B0%8F")).at("search").as_string());
  const std::string body = R"({"values":{"name":"林小满"},"search":")" + proof + "\"}";
  expect({{&far_, Method::post, members, body, 422, {"search"}},
          {&keeper_, Method::post, members, body, 201}});
  clock_.advance(identity::kHourMs + 1);
  expect({{&keeper_, Method::post, members, body, 422, {"search"}}});
}

TEST_P(RoutesTest, TheCatalogueShowsLedgersOnWhichThereIsARight) {
  const Actor reader = actor(6, {{"reader", county_a_}});
  expect({{nullptr, Method::get, "/api/catalogue", "", 401},
          {&nobody_, Method::get, "/api/catalogue", "", 200, {R"("ledgers":[])"}},
          {&reader,
           Method::get,
           "/api/catalogue",
           "",
           200,
           {R"("id":"case")", R"("actions":["read","count"])"},
           {R"("id":"member")"}},
          {&worker_,
           Method::get,
           "/api/catalogue",
           "",
           200,
           {R"("id":"member")", R"("reveal":["personal"])"}}});
}

TEST_P(RoutesTest, ALedgerDroppedInWorks) {
  auto files = sources();
  files.push_back({"tea.toml", "ledgers", R"toml(
id = "tea"
title = { zh = "茶话会", en = "Tea" }
capability = "C10"
basis = "example"
[[field]]
key = "topic"
title = { zh = "话题", en = "Topic" }
type = "text"
required = true
searchable = true
in_list = true
[[sample]]
values = { topic = "家风" }
)toml",
                   1});
  ASSERT_NO_FATAL_FAILURE(use(files));
  keeper_ = actor(1, {{"keeper", county_a_}});
  const std::string tea = "/api/ledgers/tea/entries";
  expect({{&keeper_, Method::get, "/api/catalogue", "", 200, {"茶话会", "话题"}},
          {&keeper_, Method::post, tea, R"({"values":{}})", 422, {"topic"}},
          {&keeper_, Method::post, tea, R"({"values":{"topic":"谈谈家风"}})", 201, {"谈谈家风"}},
          {&keeper_, Method::get, tea + "?q=%E5%AE%B6%E9%A3%8E", "", 200, {"谈谈家风"}},
          {&keeper_, Method::get, "/api/ledgers/tea/template", "", 200, {"PK"}}});
}

}  // namespace
}  // namespace niangjia::ledger
