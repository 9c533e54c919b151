#include "catalog/loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "catalog/catalog_command.hpp"
#include "catalog/definition_json.hpp"
#include "catalog/schema.hpp"
#include "db/stores.hpp"

namespace niangjia::catalog {
namespace {

constexpr std::string_view kTalk = R"toml(id = "talk"
title = { zh = "讲座", en = "Talks" }
capability = "C13"
basis = "example"
[[field]]
key = "held_on"
title = { zh = "日期", en = "Day" }
type = "date"
required = true
[[field]]
key = "audience"
title = { zh = "人次", en = "Audience" }
type = "integer"
[[sample]]
values = { held_on = 2026-03-08, audience = 12 }
)toml";

SourceFile ledger(std::string text, int layer = 0, std::string name = "talk.toml") {
  return {std::move(name), "ledgers", std::move(text), layer};
}
std::string with(std::string_view more) { return std::string(kTalk) + std::string(more); }

// The only fault of a file, as it is told.
std::string fault_of(std::string text) {
  const Loaded loaded = read_catalogue({ledger(std::move(text))});
  EXPECT_EQ(loaded.catalogue, nullptr);
  EXPECT_EQ(loaded.faults.size(), 1u);
  return loaded.faults.empty() ? "none" : to_string(loaded.faults.front());
}

TEST(LoaderTest, ReadsALedger) {
  const Loaded loaded = read_catalogue({ledger(std::string(kTalk))});
  ASSERT_TRUE(loaded.catalogue) << to_string(loaded.faults.front());
  const Ledger* talk = loaded.catalogue->ledger("talk");
  ASSERT_NE(talk, nullptr);
  EXPECT_EQ(talk->title.zh, "讲座");
  EXPECT_EQ(talk->source, "talk.toml");
  ASSERT_NE(talk->find("audience"), nullptr);
  EXPECT_EQ(talk->find("audience")->type, FieldType::integer);
  EXPECT_EQ(talk->find("nothing"), nullptr);
  EXPECT_EQ(loaded.catalogue->ledger("walk"), nullptr);
}

TEST(LoaderTest, TellsFileLineAndTheNearestName) {
  EXPECT_EQ(fault_of(with(
                "[[check]]\nrule = \"audiense > 0\"\nmessage = { zh = \"错\", en = \"Wrong\" }\n")),
            "talk.toml:17: check: 'rule', column 1: field 'audiense' does not exist. Did you mean "
            "'audience'? Known: audience, held_on.");
  EXPECT_EQ(fault_of(with("[[view]]\nkey = \"all\"\ntitle = { zh = \"全\", en = \"All\" }\nsorted "
                          "= \"-held_on\"\n")),
            "talk.toml:19: view 'all': key 'sorted' does not exist. Did you mean 'sort'? Known: "
            "filter, key, sort, title.");
  EXPECT_EQ(
      fault_of(with(
          "[[view]]\nkey = \"all\"\ntitle = { zh = \"全\", en = \"All\" }\nsort = \"-held\"\n")),
      "talk.toml:19: view 'all': field 'held' does not exist. Known: audience, held_on.");
  EXPECT_TRUE(
      fault_of("id = \"talk\"\nbasis = what").starts_with("talk.toml:2: this is no TOML: "));
}

TEST(LoaderTest, TellsAllFaultsAtOnceInTheOrderOfTheFile) {
  const Loaded loaded = read_catalogue({ledger(R"toml(id = "Talk"
title = "讲座"
capability = "C49"
basis = "example"
[[field]]
key = "organisation"
title = { zh = "组织", en = "Organisation" }
type = "texts"
[[field]]
key = "kind"
title = { zh = "类别" }
type = "choice"
choices = "kinds"
[[field]]
key = "name"
title = { zh = "姓名", en = "Name" }
type = "text"
sensitivity = "personal"
filterable = true
)toml")});
  std::vector<std::pair<int, std::string>> told;
  for (const Fault& fault : loaded.faults) told.emplace_back(fault.line, fault.message);
  const std::vector<std::pair<int, std::string>> wanted{
      {1,
       "ledgers: 'Talk' is no id; use lower-case letters, digits and '_', at most 40, a letter "
       "first."},
      {2,
       "ledger 'Talk': 'title' must hold both languages; write title = { zh = \"…\", en = \"…\" "
       "}."},
      {3, "ledger 'Talk': 'C49' is no capability; they are C01 to C48."},
      {6, "field 'organisation': this name belongs to every entry; choose another."},
      {8,
       "field 'organisation': type 'texts' does not exist. Did you mean 'text'? Known, among "
       "others: text, date, files, photos, rows, integer, link, money, period, person, phone, "
       "score, yes_no, choice, date_time, decimal, long_text, computed, division, percentage."},
      {11, "field 'kind', title: 'en' is missing."},
      {13, "field 'kind': code list 'kinds' does not exist. None is known."},
      {19,
       "field 'name': personal and confidential fields are stored encrypted and cannot be filtered "
       "by."},
      {19, "field 'name': free text is searched ('searchable'), not filtered by."}};
  EXPECT_EQ(told, wanted);
}

TEST(LoaderTest, RunsTheSamples) {
  EXPECT_EQ(fault_of(with("[[sample]]\nvalues = { audience = 12 }\n")),
            "talk.toml:17: sample: should be accepted, but was refused for: held_on (Enter: day.)");
  EXPECT_EQ(fault_of(with("[[sample]]\naccepted = false\nvalues = { held_on = 2026-03-08 }\n")),
            "talk.toml:18: sample: should be refused, but was accepted.");
  EXPECT_EQ(
      fault_of(with("[[sample]]\nwrong_fields = [\"audience\"]\nvalues = { audience = 1 }\n")),
      "talk.toml:17: sample: 'audience' should be refused; refused were: held_on (Enter: day.)");
}

TEST(LoaderTest, RefusesAComputedFieldThatTellsASecret) {
  const std::string fields = R"toml([[field]]
key = "id_number"
title = { zh = "身份证号", en = "Identity number" }
type = "id_number"
sensitivity = "confidential"
[[field]]
key = "born"
title = { zh = "出生", en = "Born" }
type = "computed"
result_type = "date"
formula = "birth_date(id_number)"
)toml";
  EXPECT_EQ(
      fault_of(with(fields)),
      "talk.toml:21: field 'born': it is computed from 'id_number', which is more sensitive.");
}

TEST(LoaderTest, RefusesResultsThatDoNotFitAndCirclesOfComputedFields) {
  const std::string computed =
      "[[field]]\nkey = \"a\"\ntitle = { zh = \"甲\", en = \"A\" }\ntype = \"computed\"\n";
  EXPECT_EQ(fault_of(with(computed + "result_type = \"money\"\nformula = \"audience / 3.0\"\n")),
            "talk.toml:21: field 'a': the result has 4 digits behind the point, the field keeps 2; "
            "use round().");
  EXPECT_EQ(fault_of(with(computed + "result_type = \"date\"\nformula = \"audience\"\n")),
            "talk.toml:21: field 'a': the result does not fit the result_type 'date'.");
  EXPECT_EQ(fault_of(with(computed + "result_type = \"integer\"\nformula = \"a + 1\"\n")),
            "talk.toml:21: field 'a': 'formula', column 1: field 'a' does not exist. Known: "
            "audience, held_on.");
}

TEST(LoaderTest, RefusesAViewThatNoStoreCanFilter) {
  EXPECT_EQ(fault_of(with("[[view]]\nkey = \"v\"\ntitle = { zh = \"视\", en = \"V\" }\nfilter = "
                          "\"audience * 2 > 3\"\n")),
            "talk.toml:19: view 'v': 'filter': 'multiply' on a field cannot be used in a filter.");
}

TEST(LoaderTest, LaysALaterLayerOverTheFirst) {
  std::string other(kTalk);
  other.replace(other.find("讲座"), std::string("讲座").size(), "大讲堂");
  const Loaded loaded =
      read_catalogue({ledger(std::string(kTalk)), ledger(other, 1, "overlay/talk.toml")});
  ASSERT_TRUE(loaded.catalogue);
  ASSERT_EQ(loaded.catalogue->ledgers().size(), 1u);
  EXPECT_EQ(loaded.catalogue->ledger("talk")->title.zh, "大讲堂");
  const Loaded twice = read_catalogue({ledger(std::string(kTalk)), ledger(other, 0, "other.toml")});
  ASSERT_EQ(twice.faults.size(), 1u);
  EXPECT_EQ(to_string(twice.faults[0]), "other.toml:1: id 'talk' stands in talk.toml already.");
}

TEST(LoaderTest, ChecksIndicatorsAndRolesAgainstTheLedgers) {
  const SourceFile indicator{"talk.toml", "indicators", R"toml([[indicator]]
id = "listeners"
title = { zh = "听众", en = "Listeners" }
explanation = { zh = "相加。", en = "Added up." }
unit = "人次"
capability = "C13"
ledger = "talk"
kind = "sum"
field = "held_on"
date_field = "held_on"
)toml",
                             0};
  const Loaded wrong = read_catalogue({ledger(std::string(kTalk)), indicator});
  ASSERT_EQ(wrong.faults.size(), 1u);
  EXPECT_EQ(
      to_string(wrong.faults[0]),
      "talk.toml:9: indicator 'listeners': 'sum' adds up an integer, decimal or money field.");
  const SourceFile role{"clerk.toml", "roles", R"toml(id = "clerk"
title = { zh = "干事", en = "Clerk" }
duties = ["plan"]
[[grant]]
ledgers = ["talks"]
actions = ["read"]
)toml",
                        0};
  const Loaded role_faults = read_catalogue({ledger(std::string(kTalk)), role});
  ASSERT_EQ(role_faults.faults.size(), 2u);
  EXPECT_EQ(role_faults.faults[0].message,
            "role 'clerk': duty 'plan' does not exist. Did you mean 'plans'? Known: accounts, "
            "audit, catalogue, organisations, plans, tokens.");
  EXPECT_EQ(role_faults.faults[1].message,
            "a grant of role 'clerk': ledger 'talks' does not exist. Did you mean 'talk'? Known: "
            "*, talk.");
}

TEST(LoaderTest, SurvivesAnyDamageToAFile) {
  std::string text(kTalk);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x15);
    (void)read_catalogue({ledger(damaged)});
    (void)read_catalogue({ledger(text.substr(0, i))});
  }
}

TEST(PackedCatalogueTest, HasNoFaultsAndNamesItsCapabilities) {
  const Loaded loaded = read_catalogue(LoadOptions{});
  for (const Fault& fault : loaded.faults) ADD_FAILURE() << to_string(fault);
  ASSERT_TRUE(loaded.catalogue);
  for (const char* id : {"person", "activity", "help_request", "hardship_woman", "volunteer",
                         "volunteer_service", "training_class", "spring_bud", "safe_family",
                         "fitness_report", "law_talk", "visit", "plan", "measure", "position"}) {
    const Ledger* ledger = loaded.catalogue->ledger(id);
    ASSERT_NE(ledger, nullptr) << id;
    EXPECT_LE(ledger->sections.size(), 3u) << id;
    EXPECT_TRUE(std::any_of(ledger->samples.begin(), ledger->samples.end(), [](const Sample& s) {
      return !s.accepted;
    })) << id;
    EXPECT_FALSE(to_json(*ledger).at("fields").as_array().empty());
  }
  // The numbers of a county's plan: classes, girls, women at sports, plaques.
  for (const char* id :
       {"training_classes", "girls_funded", "fitness_participants", "safe_families"}) {
    EXPECT_NE(loaded.catalogue->indicator(id), nullptr) << id;
  }
}

TEST(PackedCatalogueTest, AnAdministratorReadsNoContent) {
  const Loaded loaded = read_catalogue(LoadOptions{});
  ASSERT_TRUE(loaded.catalogue);
  const Role* role = loaded.catalogue->role("administrator");
  ASSERT_NE(role, nullptr);
  for (const Grant& grant : role->grants) {
    EXPECT_EQ(grant.ledgers, std::vector<std::string>{"position"});
    EXPECT_TRUE(grant.clear.empty() && grant.reveal.empty());
  }
}

TEST(OverlayTest, ALedgerDroppedIntoTheFolderIsThere) {
  const db::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() + "/ledgers");
  std::ofstream(folder.path() + "/ledgers/talk.toml") << kTalk;
  const auto catalogue = load({folder.path()});
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_NE((*catalogue)->ledger("talk"), nullptr);
  EXPECT_NE((*catalogue)->ledger("activity"), nullptr);
  std::ofstream(folder.path() + "/ledgers/broken.toml") << "id = 3\n";
  const auto broken = load({folder.path()});
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().message.find("broken.toml:1: "), std::string::npos);
}

struct Ran {
  int status;
  std::string out, err;
};
Ran run(std::vector<std::string> arguments) {
  std::ostringstream out, err;
  const int status = run_catalog(arguments, out, err);
  return {status, out.str(), err.str()};
}

TEST(CatalogCommandTest, ChecksShowsAndCovers) {
  EXPECT_EQ(run({"check"}).status, 0);
  EXPECT_NE(run({"check"}).out.find("no faults"), std::string::npos);
  EXPECT_EQ(run({"check", "--json"}).out, "{\"faults\":[]}\n");
  EXPECT_NE(run({"show", "spring_bud"}).out.find("school_year"), std::string::npos);
  EXPECT_NE(run({"show", "girls_funded"}).out.find("distinct"), std::string::npos);
  EXPECT_NE(run({"coverage"}).out.find("C33 助学资助\n    ledgers: spring_bud\n"),
            std::string::npos);
  EXPECT_EQ(run({"show", "spring_but"}).status, 1);
  EXPECT_NE(run({"show", "spring_but"}).err.find("Did you mean 'spring_bud'?"), std::string::npos);
  EXPECT_EQ(run({"check", "/nowhere"}).status, 1);
  for (const auto& wrong : std::vector<std::vector<std::string>>{
           {}, {"paint"}, {"show"}, {"coverage", "x"}, {"check", "--loud"}}) {
    EXPECT_EQ(run(wrong).status, 2);
  }
}

}  // namespace
}  // namespace niangjia::catalog
