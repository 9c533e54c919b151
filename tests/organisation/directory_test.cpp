#include "organisation/directory.hpp"

#include <boost/json.hpp>

#include "db/stores.hpp"
#include "organisation/organisation_routes.hpp"

namespace niangjia::organisation {
namespace {

constexpr Moment kThen{1'772'933'400'000};

class DirectoryTest : public db::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (HasFatalFailure()) return;
    const auto migrated = db::migrate(database(), organisation_migrations(), kThen);
    ASSERT_TRUE(migrated) << migrated.error().message;
    directory_.emplace(database(), ids_);
    ASSERT_TRUE(directory_->reload());
  }
  OrganisationId add(OrganisationId parent, const std::string& name, Level level = Level::unit) {
    const auto made = directory_->add({parent, name, "federation", level, {}, 0}, kThen);
    EXPECT_TRUE(made) << made.error().message;
    return made ? made->id : OrganisationId{};
  }
  std::string refusal(const NewOrganisation& wanted) {
    const auto made = directory_->add(wanted, kThen);
    EXPECT_FALSE(made);
    if (made) return {};
    return made.error().fields.empty() ? to_string(made.error().code)
                                       : made.error().fields.begin()->first;
  }
  const Organisation& get(OrganisationId id) { return *directory_->tree()->find(id); }

  IdSource ids_{1};
  std::optional<Directory> directory_;
};
NJ_ON_BOTH_STORES(DirectoryTest);

TEST_P(DirectoryTest, ASubtreeIsOneRangeOfPlaces) {
  const auto city = add({}, "市", Level::city), a = add(city, "甲县", Level::county),
             b = add(city, "乙县", Level::county);
  const auto a1 = add(a, "甲一街道", Level::street), b1 = add(b, "乙一街道", Level::street),
             a2 = add(a, "甲二街道", Level::street);
  EXPECT_TRUE(get(a).places.contains(get(a1).places.low));
  EXPECT_TRUE(get(a).places.contains(get(a2).places.high));
  EXPECT_FALSE(get(a).places.contains(get(b1).places.low));
  EXPECT_TRUE(get(city).places.contains(get(b1).places.low));
  EXPECT_LT(get(a1).places.high, get(a2).places.low);
  const auto tree = directory_->tree();
  EXPECT_EQ(tree->root()->id, city);
  EXPECT_EQ(tree->children(city).size(), 2u);
  EXPECT_EQ(tree->path(b1).size(), 3u);
  EXPECT_EQ(tree->at_place(get(a2).places.low)->id, a2);
  EXPECT_EQ(tree->at_place(get(a2).places.low + 1), nullptr);
  EXPECT_EQ(tree->below(city, 2).size(), 3u);
  EXPECT_EQ(holder_of(tree->below(city, 1), get(b1).places.low)->id, b);
  EXPECT_EQ(holder_of(tree->below(city, 1), get(city).places.low), nullptr);
  EXPECT_EQ(tree->above(get(b1), Level::county).id, b);
  EXPECT_EQ(tree->above(get(city), Level::county).id, city);
}

TEST_P(DirectoryTest, RefusesWhatDoesNotFit) {
  const auto city = add({}, "市", Level::city);
  add(city, "甲县");
  EXPECT_EQ(refusal({{}, "又一市", "federation"}), "parent");
  EXPECT_EQ(refusal({city, "  ", "federation"}), "name");
  EXPECT_EQ(refusal({city, std::string(200, 'x'), "federation"}), "name");
  EXPECT_EQ(refusal({city, "乙县", ""}), "kind");
  EXPECT_EQ(refusal({city, "甲县", "federation"}), "name");
  EXPECT_EQ(refusal({OrganisationId{77}, "乙县", "federation"}), "not_found");
  EXPECT_EQ(directory_->tree()->all().size(), 2u);
  const NewOrganisation two[] = {{city, "丙县", "federation"}, {city, "甲县", "federation"}};
  EXPECT_FALSE(directory_->add_all(two, kThen));
  EXPECT_EQ(directory_->tree()->all().size(), 2u) << "all or nothing";
}

TEST_P(DirectoryTest, StandsSixLevelsBelowTheRoot) {
  OrganisationId at = add({}, "0");
  for (int level = 1; level <= 6; ++level) at = add(at, std::to_string(level));
  EXPECT_EQ(refusal({at, "7", "federation"}), "parent");
}

TEST_P(DirectoryTest, TakesAThousandChildren) {
  const auto root = add({}, "市");
  std::vector<NewOrganisation> many;
  for (int i = 0; i < 1023; ++i) many.push_back({root, std::to_string(i), "home"});
  ASSERT_TRUE(directory_->add_all(many, kThen));
  EXPECT_EQ(refusal({root, "1024", "home"}), "parent");
  EXPECT_LE(directory_->tree()->all().back().places.high, get(root).places.high);
}

TEST_P(DirectoryTest, RenamesAndKeepsSecondLines) {
  const auto city = add({}, "市"), bureau = add(city, "教育局"), street = add(city, "街道"),
             school = add(bureau, "幼儿园");
  ASSERT_TRUE(directory_->rename(school, " 春晓幼儿园 ", "330106"));
  EXPECT_EQ(get(school).name, "春晓幼儿园");
  EXPECT_EQ(get(school).division, "330106000000");
  EXPECT_EQ(directory_->rename(street, "教育局", "").error().fields.count("name"), 1u);
  EXPECT_EQ(directory_->rename(OrganisationId{5}, "x", "").error().code, ErrorCode::not_found);
  ASSERT_TRUE(
      directory_->add_second_line({school, street, make_day(2025, 9, 1), make_day(2026, 9, 1)}));
  const auto tree = directory_->tree();
  EXPECT_EQ(tree->second_children(street, make_day(2025, 8, 31)).size(), 0u);
  EXPECT_EQ(tree->second_children(street, make_day(2025, 9, 1)).size(), 1u);
  EXPECT_EQ(tree->second_children(street, make_day(2026, 9, 1)).size(), 0u);
  EXPECT_FALSE(get(street).places.contains(get(school).places.low))
      << "rights follow the first line";
  EXPECT_EQ(directory_->add_second_line({school, school, make_day(2025, 9, 1), {}})
                .error()
                .fields.count("superior"),
            1u);
  EXPECT_EQ(directory_->add_second_line({school, OrganisationId{5}, make_day(2025, 9, 1), {}})
                .error()
                .code,
            ErrorCode::not_found);
  EXPECT_EQ(
      directory_->add_second_line({school, street, make_day(2025, 9, 1), make_day(2025, 9, 1)})
          .error()
          .fields.count("until"),
      1u);
}

TEST_P(DirectoryTest, TakesOnlyDivisionsThatThereAre) {
  const auto city = add({}, "市", Level::city);
  NewOrganisation wanted{city, "西湖区妇联", "federation", Level::county, "330107", 0};
  const auto refused = directory_->add(wanted, kThen);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at("division"),
            "没有代码为“330107”的行政区划。相近的有：330106000000 浙江省杭州市西湖区、330108000000 "
            "浙江省杭州市滨江区、330105000000 浙江省杭州市拱墅区。");
  wanted.division = "３３０１０６";
  const auto made = directory_->add(wanted, kThen);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->division, "330106000000");
  EXPECT_EQ(directory_->rename(made->id, "西湖区妇联", "鼓楼区").error().fields.count("division"),
            1u);
  EXPECT_TRUE(directory_->rename(made->id, "西湖区妇联", ""));
}

// Codes were free before they were checked.
TEST_P(DirectoryTest, RenamesWhatSitsInADivisionThatIsNone) {
  const auto city = add({}, "市", Level::city);
  ASSERT_TRUE(database().write([&](db::Tx& tx) {
    return tx.run({"test.old_code", "UPDATE organisation SET division = '999' WHERE id = $1"},
                  {city});
  }));
  ASSERT_TRUE(directory_->reload());
  EXPECT_TRUE(directory_->rename(city, "新市", "999"));
  EXPECT_EQ(directory_->rename(city, "新市", "998").error().fields.count("division"), 1u);
}

TEST_P(DirectoryTest, AnswersOverHttp) {
  const auto city = add({}, "云溪市", Level::city), a = add(city, "青禾县", Level::county),
             b = add(city, "石桥县", Level::county);
  add(a, "柳河街道", Level::street);
  std::optional<Viewer> viewer;
  Clock clock;
  http::Router router;
  add_organisation_routes(router, *directory_, clock, [&](const http::Request&) -> Result<Viewer> {
    if (!viewer) return fail(ErrorCode::unauthenticated, "nobody", "请先登录。");
    return *viewer;
  });
  const Viewer reader{}, keeper{true, {get(a).places}};
  const std::string base = "/api/organisations";
  using http::Method;
  const struct {
    const Viewer* who;
    Method method;
    std::string path, query, body;
    int status;
    std::string present, absent;
  } cases[] = {
      {nullptr, Method::get, base, "", "", 401, "请先登录", "云溪"},
      {&reader, Method::get, base, "", "", 200, R"("children":2)", "青禾"},
      {&reader, Method::get, base, "parent=" + city.text(), "", 200, "石桥县", "柳河"},
      {&reader, Method::get, base, "parent=" + city.text() + "&depth=2", "", 200, "柳河街道",
       "云溪"},
      {&reader, Method::get, base, "parent=" + city.text() + "&depth=many", "", 200, "青禾县",
       "柳河"},
      {&reader, Method::get, base, "parent=99", "", 404, "not_found", ""},
      {&reader, Method::get, base, "parent=abc", "", 404, "not_found", ""},
      {&reader, Method::get, base, "q=%E6%9F%B3", "", 200, "柳河街道", "石桥"},
      {&reader, Method::get, base + "/" + a.text(), "", "", 200, "云溪市", "石桥"},
      {&reader, Method::get, base + "/0", "", "", 404, "", "云溪"},
      {&reader, Method::get, base + "/99999999999999999999", "", "", 404, "", ""},
      {&reader, Method::post, base, "",
       R"({"parent":")" + a.text() + R"(","name":"x","kind":"home","level":"unit"})", 403,
       "forbidden", ""},
      {&keeper, Method::post, base, "",
       R"({"parent":")" + b.text() + R"(","name":"x","kind":"home","level":"unit"})", 403,
       "forbidden", ""},
      {&keeper, Method::post, base, "", R"({"parent":7,"name":"x"})", 403, "", ""},
      {&keeper, Method::post, base, "", "{", 400, "JSON", ""},
      {&keeper, Method::post, base, "",
       R"({"parent":")" + a.text() + R"(","name":"桃源镇","kind":"home","level":"moon"})", 422,
       "level", ""},
      {&keeper, Method::post, base, "",
       R"({"parent":")" + a.text() + R"(","name":5,"kind":"home","level":"unit"})", 422, "name",
       ""},
      {&keeper, Method::post, base, "",
       R"({"parent":")" + a.text() + R"(","name":"桃源镇","kind":"home","level":"street"})", 201,
       "桃源镇", ""},
      {&keeper, Method::post, base, "",
       R"({"parent":")" + a.text() + R"(","name":"桃源镇","kind":"home","level":"street"})", 422,
       "name", ""},
      {&keeper, Method::patch, base + "/" + a.text(), "", R"({"name":"青禾新县"})", 200, "青禾新县",
       ""},
      {&keeper, Method::patch, base + "/" + b.text(), "", R"({"name":"夺来"})", 403, "", "夺来"},
      {&keeper, Method::patch, base + "/" + a.text(), "", R"({"name":""})", 422, "name", ""},
      {&keeper, Method::patch, base + "/x", "", "{}", 404, "", ""},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.path + "?" + one.query + " " + one.body);
    viewer = one.who ? std::optional(*one.who) : std::nullopt;
    http::Request request;
    request.method = one.method;
    request.path = one.path;
    request.query_string = one.query;
    request.body = one.body;
    const auto answer = router.answer(request);
    EXPECT_EQ(answer.status, one.status) << answer.content();
    EXPECT_NE(answer.content().find(one.present), std::string_view::npos) << answer.content();
    if (!one.absent.empty()) {
      EXPECT_EQ(answer.content().find(one.absent), std::string_view::npos) << answer.content();
    }
  }
}

}  // namespace
}  // namespace niangjia::organisation
