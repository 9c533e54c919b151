#include "ledger/entries.hpp"

#include <fmt/format.h>

#include "identity/audit.hpp"
#include "ledger/batch.hpp"
#include "ledger/workshop.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Value;
using catalog::Values;

class EntriesTest : public Workshop {
 protected:
  void SetUp() override {
    Workshop::SetUp();
    if (HasFatalFailure()) return;
    keeper_ = actor(1, {{"keeper", county_a_}});
    other_ = actor(2, {{"keeper", county_a_}});
    worker_ = actor(3, {{"worker", community_a11_}});
  }
  Error refusal(const Actor& who, const Values& values, OrganisationId at = {},
                std::string_view ledger = "case") {
    const auto made = entries().create(who, table(ledger), at, values);
    EXPECT_FALSE(made);
    return made ? Error{} : made.error();
  }
  std::vector<std::string> fields_of(const Error& error) {
    std::vector<std::string> keys;
    for (const auto& [key, message] : error.fields) keys.push_back(key);
    return keys;
  }
  Values whole(const Entry& entry) {
    Entry opened = entry;
    EXPECT_TRUE(services().codec(table().definition()).unseal(opened, ~0U));
    return opened.values;
  }

  Actor keeper_, other_, worker_;
};
NJ_ON_BOTH_STORES(EntriesTest);

using Keys = std::vector<std::string>;

TEST_P(EntriesTest, KeepsWhatWasWritten) {
  const Values given{{"held_on", make_day(2026, 2, 3)},
                     {"kind", std::string("law")},
                     {"urgent", true},
                     {"why_urgent", std::string("有危险")},
                     {"score", std::int64_t{7}},
                     {"amount", std::int64_t{12345}},
                     {"name", std::string("林小满")},
                     {"story", std::string("经过如下")}};
  const Entry made = written(keeper_, community_a11_, given);
  const auto read = entries().get(keeper_, table(), made.id);
  ASSERT_TRUE(read) << words(read.error());
  EXPECT_EQ(read->organisation, community_a11_);
  EXPECT_EQ(read->revision, 1);
  EXPECT_EQ(read->number, "案2026-0001");
  EXPECT_EQ(read->on_day, make_day(2026, 2, 3));
  EXPECT_EQ(read->created_by, AccountId{1});
  EXPECT_FALSE(read->values.contains("name"));
  Values expected = given;
  expected["doubled"] = std::int64_t{14};
  EXPECT_EQ(whole(*read), expected);
}

TEST_P(EntriesTest, FillsDefaultsAndTheFirstOrganisationOfTheActor) {
  const Entry made = written(worker_, {}, {{"score", std::int64_t{1}}});
  EXPECT_EQ(made.organisation, community_a11_);
  EXPECT_EQ(made.values.at("held_on"), Value{make_day(2026, 3, 8)});
}

TEST_P(EntriesTest, RefusesFieldByField) {
  const Error error = refusal(
      keeper_,
      {{"score", std::int64_t{101}}, {"kind", std::string("tea")}, {"amount", std::string("x")}});
  EXPECT_EQ(error.code, ErrorCode::invalid_fields);
  EXPECT_EQ(fields_of(error), (Keys{"amount", "kind", "score"}));
  EXPECT_EQ(fields_of(refusal(keeper_, {{"doubled", std::int64_t{4}}})), Keys{"doubled"});
  EXPECT_EQ(fields_of(refusal(keeper_, {{"nothing", std::int64_t{4}}})), Keys{"nothing"});
  const Error check = refusal(keeper_, {{"amount", std::int64_t{5}}, {"score", std::int64_t{0}}});
  EXPECT_EQ(check.fields.at("score"), "有金额就要有分数。");
  EXPECT_EQ(fields_of(refusal(keeper_, {}, OrganisationId{77})), Keys{"organisation"});
  EXPECT_EQ(refusal(keeper_, {}, county_b_).code, ErrorCode::forbidden);
  EXPECT_EQ(refusal(actor(5, {}), {}).code, ErrorCode::forbidden);
}

TEST_P(EntriesTest, WarningsLetPass) {
  const auto made = entries().create(keeper_, table(), {}, {{"amount", std::int64_t{2000000}}});
  ASSERT_TRUE(made) << words(made.error());
  ASSERT_EQ(made->warnings.size(), 1u);
  EXPECT_EQ(made->warnings.front().field, "amount");
}

TEST_P(EntriesTest, DropsWhatIsNotVisible) {
  const Entry calm =
      written(keeper_, {}, {{"urgent", false}, {"why_urgent", std::string("有危险")}});
  EXPECT_FALSE(calm.values.contains("why_urgent"));
  const Entry urgent =
      written(keeper_, {}, {{"urgent", true}, {"why_urgent", std::string("有危险")}});
  const auto revised = entries().revise(keeper_, table(), {urgent.id, 1, {{"urgent", false}}, {}});
  ASSERT_TRUE(revised) << words(revised.error());
  EXPECT_FALSE(revised->entry.values.contains("why_urgent"));
}

TEST_P(EntriesTest, ReviseChangesOnlyWhatIsGiven) {
  const Entry made = written(
      keeper_, {},
      {{"score", std::int64_t{3}}, {"remark", std::string("旧")}, {"name", std::string("林小满")}});
  const auto revised = entries().revise(
      other_, table(), {made.id, 1, {{"score", Value{}}, {"remark", std::string("新")}}, "更正"});
  ASSERT_TRUE(revised) << words(revised.error());
  EXPECT_EQ(revised->entry.revision, 2);
  EXPECT_EQ(revised->entry.updated_by, AccountId{2});
  const Values now = whole(revised->entry);
  EXPECT_EQ(now.at("remark"), Value{std::string("新")});
  EXPECT_EQ(now.at("name"), Value{std::string("林小满")});
  EXPECT_FALSE(now.contains("score"));
  EXPECT_FALSE(now.contains("doubled"));
}

TEST_P(EntriesTest, AStaleRevisionIsAConflict) {
  const Entry made = written(keeper_, {}, {{"score", std::int64_t{3}}});
  ASSERT_TRUE(entries().revise(keeper_, table(), {made.id, 1, {{"score", std::int64_t{4}}}, {}}));
  const auto late =
      entries().revise(other_, table(), {made.id, 1, {{"score", std::int64_t{5}}}, {}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::conflict);
  EXPECT_EQ(entries().get(keeper_, table(), made.id)->values.at("score"), Value{std::int64_t{4}});
}

TEST_P(EntriesTest, RetiringNeedsAReasonAndLeavesListsNotIds) {
  const Entry made = written(keeper_, {}, {{"score", std::int64_t{3}}});
  const auto silent = entries().retire(keeper_, table(), made.id, 1, "  ");
  ASSERT_FALSE(silent);
  EXPECT_EQ(fields_of(silent.error()), Keys{"reason"});
  EXPECT_FALSE(entries().retire(keeper_, table(), made.id, 2, "重复登记"));
  ASSERT_TRUE(entries().retire(keeper_, table(), made.id, 1, "重复登记"));
  EXPECT_TRUE(listed(keeper_, {}).empty());
  EXPECT_TRUE(entries().get(keeper_, table(), made.id)->retired);
  EXPECT_EQ(entries().revise(keeper_, table(), {made.id, 2, {}, {}}).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(entries().retire(worker_, table(), made.id, 2, "重复").error().code,
            ErrorCode::not_found);
}

TEST_P(EntriesTest, RevealNeedsAReasonAndLeavesALine) {
  const Entry made = written(keeper_, community_a11_,
                             {{"name", std::string("林小满")}, {"story", std::string("经过")}});
  EXPECT_EQ(fields_of(entries().reveal(worker_, table(), made.id, {"name"}, "").error()),
            Keys{"reason"});
  EXPECT_EQ(fields_of(entries().reveal(worker_, table(), made.id, {}, "核实").error()),
            Keys{"fields"});
  EXPECT_EQ(entries().reveal(worker_, table(), made.id, {"story"}, "核实").error().code,
            ErrorCode::forbidden);
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'revealed'"), 0);
  const auto shown = entries().reveal(worker_, table(), made.id, {"name"}, "核实身份");
  ASSERT_TRUE(shown) << words(shown.error());
  EXPECT_EQ(*shown, (Values{{"name", std::string("林小满")}}));
  const auto lines =
      database()
          .read([&](db::Tx& tx) { return identity::lines_of_entry(tx, made.id, 10); })
          .value();
  EXPECT_EQ(lines.front().action, "revealed");
  EXPECT_EQ(lines.front().detail, "name");
  EXPECT_EQ(lines.front().reason, "核实身份");
  EXPECT_EQ(lines.front().account, AccountId{3});
}

TEST_P(EntriesTest, AUniqueValueStandsOnceAndIsFreeAfterRetiring) {
  const Values code{{"code", std::string("A-1")}};
  const Entry first = written(keeper_, {}, code);
  EXPECT_EQ(fields_of(refusal(keeper_, {{"code", std::string("ａ-1 ")}})), Keys{"code"});
  ASSERT_TRUE(entries().retire(keeper_, table(), first.id, 1, "登记错了"));
  const Entry second = written(keeper_, {}, code);
  ASSERT_TRUE(
      entries().revise(keeper_, table(), {second.id, 1, {{"code", std::string("A-2")}}, {}}));
  const Entry third = written(keeper_, {}, code);
  const auto taken =
      entries().revise(keeper_, table(), {third.id, 1, {{"code", std::string("A-2")}}, {}});
  ASSERT_FALSE(taken);
  EXPECT_EQ(fields_of(taken.error()), Keys{"code"});
  // The failed change gave nothing back: its own value is still taken.
  EXPECT_EQ(fields_of(refusal(keeper_, code)), Keys{"code"});
}

TEST_P(EntriesTest, ASealedValueCanBeUnique) {
  const Values id{{"id_number", std::string("11010519491231002X")}};
  written(keeper_, {}, id);
  const Error twice = refusal(keeper_, id);
  EXPECT_EQ(fields_of(twice), Keys{"id_number"});
  EXPECT_EQ(words(twice).find("11010519491231002X"), std::string::npos);
}

TEST_P(EntriesTest, ValuesThatAreUniqueTogether) {
  const Entry member = written(keeper_, {}, {{"name", std::string("王晓")}}, "member");
  const Values both{{"member", member.id.value}, {"year", std::int64_t{2026}}};
  written(keeper_, {}, both);
  EXPECT_EQ(fields_of(refusal(keeper_, both)), Keys{"member"});
  written(keeper_, {}, {{"member", member.id.value}, {"year", std::int64_t{2027}}});
  written(keeper_, {}, {{"member", member.id.value}});
  written(keeper_, {}, {{"member", member.id.value}});  // without a year nothing is taken
}

TEST_P(EntriesTest, NumbersHaveNoGapsAndCountPerCountyAndYear) {
  const auto number = [&](OrganisationId at, Day day) {
    return written(actor(1, {{"keeper", city_}}), at, {{"held_on", day}}).number;
  };
  EXPECT_EQ(number(community_a11_, make_day(2026, 1, 5)), "案2026-0001");
  written(keeper_, {}, {{"code", std::string("A-1")}});
  refusal(keeper_, {{"code", std::string("A-1")}});
  refusal(keeper_, {{"member", std::int64_t{99}}});
  EXPECT_EQ(number(street_a2_, make_day(2026, 1, 6)), "案2026-0003");
  EXPECT_EQ(number(community_b11_, make_day(2026, 1, 6)), "案2026-0001");
  EXPECT_EQ(number(community_a11_, make_day(2025, 12, 31)), "案2025-0001");
}

TEST_P(EntriesTest, ALinkToWhatTheActorMayNotSeeIsRefusedLikeOneToNothing) {
  const Entry far =
      written(actor(9, {{"keeper", city_}}), county_b_, {{"name", std::string("王晓")}}, "member");
  const Error unseen = refusal(worker_, {{"member", far.id.value}});
  const Error nothing = refusal(worker_, {{"member", std::int64_t{12345}}});
  EXPECT_EQ(unseen.fields, nothing.fields);
  EXPECT_EQ(fields_of(unseen), Keys{"member"});
}

TEST_P(EntriesTest, ALinkThatStandsMayStayWhereTheActorCannotSee) {
  const Actor city = actor(9, {{"keeper", city_}});
  const Entry far = written(city, county_b_, {{"name", std::string("王晓")}}, "member");
  const Entry made = written(city, community_a11_, {{"member", far.id.value}});
  const auto revised =
      entries().revise(worker_, table(), {made.id, 1, {{"score", std::int64_t{5}}}, {}});
  ASSERT_TRUE(revised) << words(revised.error());
  EXPECT_EQ(revised->entry.values.at("member"), Value{far.id.value});
}

TEST_P(EntriesTest, WhoCannotSeeAClassCannotChangeIt) {
  const Entry made = written(keeper_, community_a11_, {{"story", std::string("经过")}});
  const auto changed =
      entries().revise(worker_, table(), {made.id, 1, {{"story", std::string("改")}}, {}});
  ASSERT_FALSE(changed);
  EXPECT_EQ(fields_of(changed.error()), Keys{"story"});
  ASSERT_TRUE(
      entries().revise(worker_, table(), {made.id, 1, {{"name", std::string("林小满")}}, {}}));
  EXPECT_EQ(whole(*entries().get(keeper_, table(), made.id)).at("story"),
            Value{std::string("经过")});
}

TEST_P(EntriesTest, ABatchWritesTheRightRowsAndRefusesTheOthers) {
  const auto rows = boost::json::parse(R"([
    {"values":{"code":"B-1","score":5}}, {"values":{"code":"B-1"}}, {"values":{"score":500}}, {"values":[]}, 7,
    {"values":{"member":"12345"}}, {"organisation":"abc","values":{}}, {"organisation":"88","values":{}}, {"values":{"code":"B-2"}}])");
  const auto results =
      create_batch(services(), keeper_, table(), rows.get_array(), db::default_deadline());
  ASSERT_TRUE(results) << words(results.error());
  std::vector<std::string> outcome;
  for (const auto& one : *results)
    outcome.push_back(one                          ? one->entry.number
                      : one.error().fields.empty() ? to_string(one.error().code)
                                                   : one.error().fields.begin()->first);
  EXPECT_EQ(outcome, (Keys{"案2026-0001", "code", "score", "invalid_argument", "invalid_argument",
                           "member", "organisation", "organisation", "案2026-0002"}));
  EXPECT_EQ(listed(keeper_, {}).size(), 2u);
  boost::json::array many(1001, boost::json::object{{"values", boost::json::object{}}});
  EXPECT_EQ(create_batch(services(), keeper_, table(), many, db::default_deadline()).error().code,
            ErrorCode::too_large);
}

TEST_P(EntriesTest, SealedValuesStandInClearNowhereInTheStore) {
  const std::string secrets[] = {"李秘密晓", "深藏的经过", "11010519491231002X"};
  const Entry made = written(keeper_, {},
                             {{"name", secrets[0]},
                              {"story", secrets[1]},
                              {"id_number", secrets[2]},
                              {"remark", std::string("公开备注")}});
  ASSERT_TRUE(entries().revise(keeper_, table(),
                               {made.id, 1, {{"name", std::string("李秘密晓二")}}, "更正"}));
  const auto answer = ask(&keeper_, http::Method::post, "/api/ledgers/case/entries",
                          R"({"values":{"name":"李秘密晓","story":"深藏的经过"}})", "key-1");
  EXPECT_EQ(answer.status, 201) << answer.content();
  ASSERT_NO_FATAL_FAILURE(fold_search());

  const bool sqlite = GetParam() == db::StoreKind::sqlite;
  std::string all;
  const auto dumped = database().read([&](db::Tx& tx) -> Status {
    const std::string tables = sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                        "name NOT LIKE 'search_index%'"
                                      : "SELECT table_name::text FROM information_schema.tables "
                                        "WHERE table_schema = current_schema()";
    NJ_TRY(const auto names, tx.all({"test.tables", tables}, {},
                                    [](const db::Row& row) { return std::string(row.text(0)); }));
    EXPECT_GT(names.size(), 10u);
    for (const std::string& name : names) {
      const std::string columns = sqlite
                                      ? "SELECT name FROM pragma_table_info('" + name + "')"
                                      : "SELECT column_name::text FROM information_schema.columns "
                                        "WHERE table_schema = current_schema() "
                                        "AND table_name = '" +
                                            name + "' AND data_type IN ('text', 'bytea')";
      NJ_TRY(const auto keys, tx.all({"test.columns", columns}, {},
                                     [](const db::Row& row) { return std::string(row.text(0)); }));
      for (const std::string& key : keys) {
        // Bytes and texts alike, as the hexadecimal digits of what is stored.
        const std::string value = sqlite
                                      ? "hex(\"" + key + "\")"
                                      : "encode(convert_to(\"" + key + "\"::text, 'UTF8'), 'hex')";
        const std::string bytes = sqlite ? value
                                         : "CASE WHEN pg_typeof(\"" + key +
                                               "\")::text = 'bytea' THEN substr(\"" + key +
                                               "\"::text, 3) ELSE " + value + " END";
        NJ_CHECK(tx.run({"test.dump", "SELECT upper(" + bytes + ") FROM \"" + name + "\""}, {},
                        [&](const db::Row& row) { all += std::string(row.text(0)) + "\n"; }));
      }
    }
    return Done{};
  });
  ASSERT_TRUE(dumped) << words(dumped.error());
  const auto hex = [](std::string_view text) {
    std::string out;
    for (const unsigned char byte : text) out += fmt::format("{:02X}", byte);
    return out;
  };
  EXPECT_NE(all.find(hex("公开备注")), std::string::npos);  // the search finds what is there
  for (const std::string& secret : secrets)
    EXPECT_EQ(all.find(hex(secret)), std::string::npos) << secret;
  EXPECT_EQ(all.find(hex("秘密")), std::string::npos);
}

TEST_P(EntriesTest, ANewFieldOfALedgerFileBecomesAColumn) {
  const Entry old = written(keeper_, {}, {{"score", std::int64_t{3}}});
  auto files = sources();
  files.front().text +=
      "[[field]]\nkey = \"visits\"\ntitle = { zh = \"走访次数\", en = \"Visits\" }\ntype = "
      "\"integer\"\nfilterable = true\n";
  // Tables inside the last [[sample]] end it; the field stands before samples in a real file.
  const auto sample = files.front().text.find("[[sample]]"),
             field = files.front().text.rfind("[[field]]");
  files.front().text = files.front().text.substr(0, sample) + files.front().text.substr(field) +
                       files.front().text.substr(sample, field - sample);
  ASSERT_NO_FATAL_FAILURE(use(files));
  keeper_ = actor(1, {{"keeper", county_a_}});
  EXPECT_TRUE(entries().get(keeper_, table(), old.id));
  const Entry made = written(keeper_, {}, {{"visits", std::int64_t{2}}});
  ListQuery query;
  query.filter = "visits == 2";
  EXPECT_EQ(listed(keeper_, query), std::vector{made.id});
}

TEST_P(EntriesTest, AFieldKeepsItsTypeForEver) {
  const auto changed = [&](std::string_view from, std::string_view to) {
    auto files = sources();
    const auto at = files.front().text.find(from);
    EXPECT_NE(at, std::string::npos);
    files.front().text.replace(at, from.size(), to);
    return refusal_of(files);
  };
  const std::string year =
      changed("en = \"Year\" }\ntype = \"integer\"", "en = \"Year\" }\ntype = \"date\"");
  EXPECT_NE(
      year.find("case.toml: field 'year' is stored as open integer and cannot become open date"),
      std::string::npos)
      << year;
  const std::string sealed =
      changed("en = \"Note\" }\ntype = \"text\"\nsensitivity = \"internal\"",
              "en = \"Note\" }\ntype = \"text\"\nsensitivity = \"personal\"");
  EXPECT_NE(sealed.find("field 'note' is stored as open text and cannot become encrypted text"),
            std::string::npos)
      << sealed;
  const std::string opened =
      changed("en = \"Story\" }\ntype = \"long_text\"\nsensitivity = \"confidential\"",
              "en = \"Story\" }\ntype = \"long_text\"\nsensitivity = \"public\"");
  EXPECT_NE(opened.find(
                "field 'story' is stored as encrypted long_text and cannot become open long_text"),
            std::string::npos)
      << opened;
  ASSERT_NO_FATAL_FAILURE(use(sources()));
}

}  // namespace
}  // namespace niangjia::ledger
