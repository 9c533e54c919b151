#include "organisation/layout.hpp"

#include <boost/json.hpp>
#include <set>

#include "db/stores.hpp"
#include "organisation/layout_routes.hpp"

namespace niangjia::organisation {
namespace {

constexpr Moment kThen{1'772'933'400'000};

class LayoutTest : public db::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(db::migrate(database(), organisation_migrations(), kThen));
    directory_.emplace(database(), ids_);
    ASSERT_TRUE(directory_->reload());
    const auto rules = layout_rules({});
    ASSERT_TRUE(rules) << rules.error().message;
    rules_ = *rules;
  }

  Result<LayoutPlan> plan(const std::string& code, OrganisationId under = {}, int depth = 5,
                          const std::string& rule = "federation") {
    return plan_layout(*directory_->tree(), divisions_, rules_.at(rule),
                       {*divisions_.by_code(code), under, depth}, http::Language::zh);
  }
  // How many were added.
  std::size_t lay_out(const std::string& code, OrganisationId under = {}, int depth = 5,
                      const std::string& rule = "federation") {
    const auto wanted = plan(code, under, depth, rule);
    EXPECT_TRUE(wanted) << wanted.error().detail;
    if (!wanted) return 0;
    const auto added = directory_->add_tree(wanted->missing, kThen);
    EXPECT_TRUE(added) << added.error().message;
    return wanted->missing.size();
  }
  std::string refusal(const Result<LayoutPlan>& wanted) {
    EXPECT_FALSE(wanted);
    return wanted ? "" : wanted.error().fields.begin()->first + ": " + wanted.error().detail;
  }
  OrganisationId add(OrganisationId parent, const std::string& name, Level level,
                     const std::string& division, const std::string& kind = "federation") {
    const auto made = directory_->add({parent, name, kind, level, division, 0}, kThen);
    EXPECT_TRUE(made) << made.error().message;
    return made ? made->id : OrganisationId{};
  }
  const Organisation* named(const std::string& name) {
    tree_ = directory_->tree();
    for (const Organisation& one : tree_->all()) {
      if (one.name == name) return &one;
    }
    return nullptr;
  }
  // Every organisation stands in its parent's places, beside its siblings, and in the division below
  // that of its parent.
  void expect_sound() {
    const auto tree = directory_->tree();
    std::int64_t last = -1;
    for (const Organisation& one : tree->all()) {
      EXPECT_GT(one.places.low, last) << one.name;
      last = one.places.low;
      const Organisation* parent = tree->parent(one);
      if (!parent) continue;
      EXPECT_TRUE(parent->places.contains(one.places.low)) << one.name;
      EXPECT_TRUE(parent->places.contains(one.places.high)) << one.name;
      for (const Organisation* child : tree->children(one.id))
        EXPECT_TRUE(one.places.contains(child->places.high)) << child->name;
    }
  }

  IdSource ids_{1};
  Divisions divisions_;
  std::map<std::string, LayoutRule> rules_;
  std::optional<Directory> directory_;
  std::shared_ptr<const Tree> tree_;
};
NJ_ON_BOTH_STORES(LayoutTest);

TEST_P(LayoutTest, LaysOutACountyAsTheFirstOfAll) {
  const auto county = *divisions_.by_code("330106");
  const std::size_t streets = divisions_.below(county, Level::street).size(),
                    communities = divisions_.below(county, Level::community).size();
  EXPECT_EQ(lay_out("330106"), 1 + streets + communities);
  const Organisation* top = named("西湖区妇联");
  ASSERT_TRUE(top);
  EXPECT_EQ(tree_->root(), top);
  EXPECT_EQ(top->level, Level::county);
  EXPECT_EQ(top->kind, "federation");
  EXPECT_EQ(top->division, "330106000000");
  EXPECT_EQ(tree_->children(top->id).size(), streets);
  EXPECT_EQ(tree_->below(top->id, 2).size(), communities);
  const Organisation* street = named("文新街道妇联");
  ASSERT_TRUE(street);
  EXPECT_EQ(street->level, Level::street);
  EXPECT_EQ(tree_->children(street->id).front()->level, Level::community);
  expect_sound();
}

TEST_P(LayoutTest, LayingOutAgainAddsNothing) {
  EXPECT_GT(lay_out("330106"), 100u);
  EXPECT_EQ(lay_out("330106"), 0u);
  const auto again = plan("330106");
  ASSERT_TRUE(again);
  ASSERT_EQ(again->counts.size(), 3u);
  EXPECT_EQ(again->counts[0].present, 1u);
  EXPECT_EQ(again->counts[2].missing, 0u);
}

TEST_P(LayoutTest, GoesOnWhereItWasInterrupted) {
  const auto whole = plan("330106");
  ASSERT_TRUE(whole);
  ASSERT_TRUE(directory_->add_tree(std::span(whole->missing).first(57), kThen));
  EXPECT_EQ(directory_->tree()->all().size(), 57u);
  EXPECT_EQ(lay_out("330106"), whole->missing.size() - 57);
  std::multiset<std::string> wanted, found;
  for (const auto& one : whole->missing) wanted.insert(one.wanted.division + one.wanted.name);
  for (const auto& one : directory_->tree()->all()) found.insert(one.division + one.name);
  EXPECT_EQ(found, wanted);
  expect_sound();
}

TEST_P(LayoutTest, AddsOnlyWhatIsMissing) {
  const auto county = add({}, "西湖妇女联合会", Level::county, "330106");
  const auto street = add(county, "文新街道妇女之家", Level::street, "330106013", "home");
  add(county, "文新街道幼儿园", Level::unit, "330106013", "kindergarten");
  add(county, "灵隐街道妇联", Level::street, "");
  const auto wanted = plan("330106");
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->above, county);
  EXPECT_EQ(wanted->counts[0].missing, 0u);
  EXPECT_EQ(wanted->counts[1].present, 2u) << "one by its division, one by its name";
  lay_out("330106");
  EXPECT_EQ(named("文新街道妇联"), nullptr);
  EXPECT_GT(tree_->children(street).size(), 3u) << "its communities stand under it";
  EXPECT_GT(tree_->children(named("灵隐街道妇联")->id).size(), 3u);
  EXPECT_EQ(named("西湖区妇联"), nullptr);
  expect_sound();
}

TEST_P(LayoutTest, StandsUnderTheOrganisationOfTheDivisionAbove) {
  const auto nation = add({}, "全国妇联", Level::nation, "");
  const auto province = add(nation, "浙江省妇联", Level::province, "33");
  EXPECT_EQ(lay_out("330106", {}, 0), 1u);
  EXPECT_EQ(named("西湖区妇联")->parent, province);
  EXPECT_EQ(lay_out("3301", {}, 0), 1u);
  EXPECT_EQ(named("杭州市妇联")->parent, province);
  EXPECT_EQ(lay_out("110105", nation, 0), 1u);
  EXPECT_EQ(named("朝阳区妇联")->parent, nation);
}

TEST_P(LayoutTest, SkipsLevelsThatAreNoPlaces) {
  EXPECT_EQ(lay_out("11", {}, 1), 17u);
  EXPECT_EQ(named("朝阳区妇联")->parent, named("北京市妇联")->id);
  EXPECT_EQ(named("市辖区妇联"), nullptr);
  EXPECT_EQ(named("东城区妇联")->level, Level::county);
}

TEST_P(LayoutTest, RefusesPlacesWhereADivisionDoesNotBelong) {
  const auto province = add({}, "浙江省妇联", Level::province, "33");
  const auto county = add(province, "西湖区妇联", Level::county, "330106");
  add(province, "宁波市妇联", Level::city, "3302");
  const auto ningbo = named("宁波市妇联")->id;
  EXPECT_EQ(refusal(plan("11")), "under: 请选这个区划的组织归哪个上级管。");
  EXPECT_EQ(refusal(plan("330106", OrganisationId{7})), "under: 没有这个上级组织，请重新选。");
  EXPECT_EQ(refusal(plan("330108", county)),
            "under: 西湖区妇联的级别不比浙江省杭州市滨江区高，请选上一级的组织。");
  EXPECT_EQ(refusal(plan("330108", ningbo)),
            "under: 宁波市妇联在浙江省宁波市，管不到浙江省杭州市滨江区。");
  EXPECT_EQ(refusal(plan("330106", ningbo)),
            "under: 宁波市妇联在浙江省宁波市，管不到浙江省杭州市西湖区。");
  EXPECT_TRUE(plan("330106", county)) << "it is the division's own";
  EXPECT_EQ(plan("330106", province)->counts[0].present, 1u);
}

TEST_P(LayoutTest, TellsVillagesOfOneNameApart) {
  // Found in the table: a township with both a village and a community that people call alike.
  const DivisionRange towns = divisions_.all(Level::street);
  std::optional<Division> town;
  for (std::uint32_t number = towns.first; number < towns.end && !town; ++number) {
    std::set<std::string> names;
    for (const Division one : divisions_.children({number})) {
      if (!names.insert(divisions_.short_name(one)).second) town = Division{number};
    }
  }
  ASSERT_TRUE(town) << "there is none, and this test may go";
  const auto top = add({}, "全国妇联", Level::nation, "");
  const std::size_t count = divisions_.children(*town).size();
  EXPECT_EQ(lay_out(divisions_.code(*town), top), 1 + count);
  EXPECT_EQ(lay_out(divisions_.code(*town), top), 0u);
}

TEST_P(LayoutTest, NamesVillagesByTheRule) {
  const auto street = divisions_.by_code("110101001");
  ASSERT_TRUE(street);
  lay_out("110101001", {}, 1, "home");
  ASSERT_TRUE(named("多福巷社区妇女之家"));
  EXPECT_EQ(named("多福巷社区妇女之家")->kind, "home");
  EXPECT_EQ(named("东华门街道妇联")->kind, "federation");
}

TEST_P(LayoutTest, RefusesMoreThanAnOrganisationCanHold) {
  const auto root = add({}, "全国妇联", Level::nation, "");
  std::vector<PlannedOrganisation> many;
  for (int i = 0; i < 1500; ++i)
    many.push_back({{root, std::to_string(i), "home", Level::unit, "", 0}, {}});
  const auto refused = directory_->add_tree(many, kThen);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.count("parent"), 1u);
  EXPECT_EQ(directory_->tree()->all().size(), 1001u) << "the first unit stands, whole";
  many.resize(24);
  for (auto& one : many) one.wanted.name += "乙";
  EXPECT_FALSE(directory_->add_tree(many, kThen)) << "23 are left";
  many.resize(23);
  EXPECT_TRUE(directory_->add_tree(many, kThen));
  expect_sound();
}

TEST_P(LayoutTest, AUnitIsAddedWholeOrNotAtAll) {
  const auto root = add({}, "全国妇联", Level::nation, "");
  std::vector<PlannedOrganisation> two{{{root, "甲", "home", Level::unit, "", 0}, {}},
                                       {{root, "甲", "home", Level::unit, "", 0}, {}}};
  const auto refused = directory_->add_tree(two, kThen);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(directory_->tree()->all().size(), 1u);
}

TEST_P(LayoutTest, AnswersOverHttp) {
  const auto city = add({}, "浙江省妇联", Level::province, "33");
  const auto elsewhere = add(city, "宁波市妇联", Level::city, "3302");
  Clock clock;
  std::optional<Viewer> viewer;
  http::Router router;
  add_layout_routes(router, *directory_, clock, {},
                    [&](const http::Request&) -> Result<Viewer> {
                      if (!viewer) return fail(ErrorCode::unauthenticated, "nobody", "请先登录。");
                      return *viewer;
                    });
  const auto tree = directory_->tree();
  const Viewer reader{}, keeper{true, {tree->find(city)->places}},
      other{true, {tree->find(elsewhere)->places}};
  const std::string under = city.text();
  const struct {
    const Viewer* who;
    std::string body;
    int status;
    std::string present, absent;
  } cases[] = {
      {nullptr, R"({"division":"330106"})", 401, "请先登录", "西湖"},
      {&reader, R"({"division":"330106"})", 403, "forbidden", "西湖"},
      {&other, R"({"division":"330106","dry_run":true})", 403, "forbidden", "西湖"},
      {&keeper, R"({"division":"330106","dry_run":true,"depth":1})", 200,
       R"("added":0,"left":13)", ""},
      {&keeper, R"({"division":"330106","dry_run":true})", 200, "北山街道妇联", ""},
      {&keeper, R"({"division":"330106","depth":-5})", 200, R"("added":1,"left":0)", ""},
      {&keeper, R"({"division":"330106","depth":0,"under":")" + under + R"("})", 200,
       R"("added":0,"left":0)", ""},
      {&keeper, R"({"division":"330106"})", 200, R"("left":0)", ""},
      {&keeper, R"({"division":"330106","under":")" + elsewhere.text() + R"("})", 422, "管不到",
       ""},
      {&keeper, R"({"division":"330107"})", 422, "西湖区", ""},
      {&keeper, R"({"division":""})", 422, "请选要铺开的区划", ""},
      {&keeper, R"({"division":7})", 422, "请选要铺开的区划", ""},
      {&keeper, R"({"division":"330106","rule":"../../secret"})", 422, "rule", "secret"},
      {&keeper, R"({"division":"330106","under":"x"})", 200, R"("added":0)", ""},
      {&keeper, "[]", 400, "", ""},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.body);
    viewer = one.who ? std::optional(*one.who) : std::nullopt;
    http::Request request;
    request.method = http::Method::post;
    request.path = "/api/organisations:layout";
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
