// Entries at work over an empty store: a city with two counties, streets and communities, people by
// role, a clock that tests set, and the routes as the server calls them. Folders above add their
// tables and listeners in `prepare_services`.
#pragma once
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/resources.hpp"
#include "catalog/loader.hpp"
#include "http/router.hpp"
#include "identity/identity_store.hpp"
#include "ledger/entries.hpp"
#include "ledger/entry_routes.hpp"
#include "ledger/listing.hpp"
#include "ledger/migrations.hpp"

namespace niangjia::ledger {

// One ledger with every class of field, one that it links to, and a role for each kind of right.
inline constexpr std::string_view kCaseLedger = R"toml(
id = "case"
title = { zh = "个案", en = "Cases" }
capability = "C22"
basis = "example"
number_prefix = "案"
date_field = "held_on"
name_field = "name"
unique_together = [["member", "year"]]
[[field]]
key = "held_on"
title = { zh = "日期", en = "Day" }
type = "date"
default = "today"
in_list = true
filterable = true
[[field]]
key = "kind"
title = { zh = "类别", en = "Kind" }
type = "choice"
choices = [{ key = "law", zh = "法律", en = "Law" }, { key = "care", zh = "关爱", en = "Care" }, { key = "work", zh = "就业", en = "Work" }]
in_list = true
filterable = true
[[field]]
key = "urgent"
title = { zh = "紧急", en = "Urgent" }
type = "yes_no"
filterable = true
[[field]]
key = "why_urgent"
title = { zh = "紧急原因", en = "Why urgent" }
type = "text"
visible_when = "urgent"
[[field]]
key = "score"
title = { zh = "分数", en = "Score" }
type = "integer"
min = 0
max = 100
in_list = true
[[field]]
key = "amount"
title = { zh = "金额", en = "Amount" }
unit = "元"
type = "money"
in_list = true
[[field]]
key = "member"
title = { zh = "对象", en = "Member" }
type = "link"
ledger = "member"
in_list = true
[[field]]
key = "year"
title = { zh = "年度", en = "Year" }
type = "integer"
[[field]]
key = "code"
title = { zh = "档案号", en = "File code" }
type = "text"
unique = true
[[field]]
key = "remark"
title = { zh = "备注", en = "Remark" }
type = "text"
sensitivity = "public"
searchable = true
in_list = true
[[field]]
key = "note"
title = { zh = "内部说明", en = "Note" }
type = "text"
sensitivity = "internal"
searchable = true
in_list = true
[[field]]
key = "name"
title = { zh = "姓名", en = "Name" }
type = "text"
max_length = 30
sensitivity = "personal"
mask = "name"
searchable = true
in_list = true
[[field]]
key = "id_number"
title = { zh = "身份证号", en = "Identity number" }
type = "id_number"
sensitivity = "confidential"
unique = true
[[field]]
key = "story"
title = { zh = "经过", en = "Story" }
type = "long_text"
sensitivity = "confidential"
searchable = true
in_list = true
[[field]]
key = "doubled"
title = { zh = "两倍", en = "Doubled" }
type = "computed"
result_type = "integer"
formula = "score * 2"
[[check]]
rule = "empty(score) || empty(amount) || score > 0"
message = { zh = "有金额就要有分数。", en = "An amount needs a score." }
field = "score"
[[check]]
rule = "empty(amount) || amount < 10000"
message = { zh = "金额偏大，请核对。", en = "A large amount; check it." }
field = "amount"
warning = true
[[task]]
key = "visit"
title = { zh = "上门看望", en = "Visit her" }
verb = { zh = "记看望", en = "Record the visit" }
due_field = "held_on"
days = 7
when = "kind == 'care'"
done_when = "has(score)"
[[sample]]
values = { held_on = 2026-03-08, kind = "law", score = 3, amount = "20.00" }
)toml";

inline constexpr std::string_view kMemberLedger = R"toml(
id = "member"
title = { zh = "成员", en = "Members" }
capability = "C09"
basis = "example"
name_field = "name"
[[field]]
key = "name"
title = { zh = "姓名", en = "Name" }
type = "text"
sensitivity = "personal"
mask = "name"
required = true
searchable = true
in_list = true
[[sample]]
values = { name = "林小满" }
)toml";

inline constexpr std::string_view kRoles[] = {R"toml(
id = "keeper"
title = { zh = "主任", en = "Keeper" }
duties = ["plans"]
[[grant]]
ledgers = ["*"]
actions = ["read", "count", "create", "revise", "retire", "export", "import", "history", "reveal"]
scope = "subtree"
clear = ["personal", "confidential"]
)toml",
                                              R"toml(
id = "worker"
title = { zh = "干事", en = "Worker" }
[[grant]]
ledgers = ["*"]
actions = ["read", "count", "create", "revise", "history", "reveal", "export"]
scope = "organisation"
reveal = ["personal"]
)toml",
                                              R"toml(
id = "counter"
title = { zh = "统计员", en = "Counter" }
[[grant]]
ledgers = ["*"]
actions = ["count"]
scope = "subtree"
)toml",
                                              R"toml(
id = "reader"
title = { zh = "查阅人", en = "Reader" }
[[grant]]
ledgers = ["case"]
actions = ["read"]
scope = "subtree"
when = "kind == 'law'"
)toml"};

class Workshop : public identity::IdentityStoreTest {
 protected:
  using Held = std::vector<std::pair<std::string, OrganisationId>>;  // role and where it is held

  void SetUp() override {
    IdentityStoreTest::SetUp();
    if (HasFatalFailure()) return;
    const auto migrated = db::migrate(database(), migrations(), identity::kMorning);
    ASSERT_TRUE(migrated) << migrated.error().message;
    const auto days = resources::find("catalog/calendar/china.txt");
    ASSERT_TRUE(days);
    calendar_ = WorkCalendar::parse(days->content).value();
    directory_.emplace(database(), ids_);
    ASSERT_TRUE(directory_->reload());
    ASSERT_NO_FATAL_FAILURE(plant_tree());
    use(sources());
  }
  void TearDown() override {
    services_.reset();
    IdentityStoreTest::TearDown();
  }

  // What the catalogue is read from; empty: the packed one.
  virtual std::vector<catalog::SourceFile> sources() const {
    std::vector<catalog::SourceFile> files{{"case.toml", "ledgers", std::string(kCaseLedger)},
                                           {"member.toml", "ledgers", std::string(kMemberLedger)}};
    int number = 0;
    for (const auto role : kRoles)
      files.push_back({"role" + std::to_string(++number) + ".toml", "roles", std::string(role)});
    return files;
  }
  virtual std::vector<db::Migration> migrations() const {
    std::vector<db::Migration> all;
    for (const auto folder : {identity::identity_migrations(),
                              organisation::organisation_migrations(), ledger_migrations()}) {
      all.insert(all.end(), folder.begin(), folder.end());
    }
    return all;
  }
  virtual void add_listeners() {}
  virtual void add_routes(http::Router&) {}

  // Starts the services over another catalogue, as a restart does. `faults` is what the store said
  // against it.
  void use(const std::vector<catalog::SourceFile>& files) { ASSERT_EQ(refusal_of(files), ""); }
  std::string refusal_of(const std::vector<catalog::SourceFile>& files) {
    services_.reset();
    auto loaded = files.empty() ? catalog::read_catalogue(catalog::LoadOptions{})
                                : catalog::read_catalogue(files);
    if (!loaded.catalogue) return catalog::to_string(loaded.faults.front());
    catalogue_ = std::move(loaded.catalogue);
    services_ = std::unique_ptr<Services>(
        new Services{database(),
                     *catalogue_,
                     *directory_,
                     cipher_,
                     cursor_key_,
                     answers_,
                     ids_,
                     clock_,
                     *calendar_,
                     [](db::Tx&, AccountId account) { return "账号" + account.text(); },
                     {},
                     {}});
    const auto prepared = services_->prepare();
    if (!prepared) return prepared.error().message;
    add_listeners();
    router_ = http::Router();
    add_entry_routes(router_, *services_, actor_of());
    add_routes(router_);
    return {};
  }

  Services& services() { return *services_; }
  Entries entries() { return Entries(*services_); }
  const LedgerTable& table(std::string_view ledger = "case") {
    return *services_->table(ledger).value();
  }
  [[nodiscard]] const organisation::Organisation& place(OrganisationId id) {
    return *directory_->tree()->find(id);
  }

  Actor actor(std::int64_t account, const Held& held, bool english = false) {
    std::vector<identity::RoleAt> roles;
    for (const auto& [role, organisation] : held)
      roles.push_back({catalogue_->role(role), &place(organisation)});
    return with_roles(account, std::move(roles), english);
  }
  Actor with_roles(std::int64_t account, std::vector<identity::RoleAt> roles,
                   bool english = false) {
    return {AccountId{account}, "login" + std::to_string(account), "姓名", english,
            identity::AccountAccess::compile(*catalogue_, directory_->tree(), AccountId{account},
                                             std::move(roles))};
  }

  Entry written(const Actor& who, OrganisationId organisation, const catalog::Values& values,
                std::string_view ledger = "case") {
    auto made = entries().create(who, table(ledger), organisation, values);
    EXPECT_TRUE(made) << words(made.error());
    return made ? made->entry : Entry{};
  }
  static std::string words(const Error& error) {
    std::string all = std::string(to_string(error.code)) + " " + error.message + " " + error.detail;
    for (const auto& [field, message] : error.fields) all += " [" + field + "] " + message;
    return all;
  }
  std::vector<EntryId> listed(const Actor& who, const ListQuery& query,
                              std::string_view ledger = "case") {
    const auto page = database().read(
        [&](db::Tx& tx) { return list_entries(tx, services(), who, table(ledger), query); });
    EXPECT_TRUE(page) << words(page.error());
    std::vector<EntryId> ids;
    for (const Entry& entry : page ? page->entries : std::vector<Entry>{}) ids.push_back(entry.id);
    return ids;
  }
  std::vector<EntryId> found(const Actor& who, std::string_view text,
                             std::string_view ledger = "case") {
    ListQuery query;
    query.words = text;
    return listed(who, query, ledger);
  }
  // Folds all that waits, as the background job does.
  void fold_search() {
    const auto done =
        database().write([&](db::Tx& tx) { return services().search().fold(tx, 1000); });
    ASSERT_TRUE(done) << words(done.error());
  }

  // Asks as `who`; nobody is signed in when it is null.
  http::Response ask(const Actor* who, http::Method method, std::string address,
                     std::string body = {}, std::string key = {}) {
    asker_ = who;
    http::Request request;
    request.method = method;
    const auto mark = address.find('?');
    request.path = address.substr(0, mark);
    if (mark != std::string::npos) request.query_string = address.substr(mark + 1);
    request.body = std::move(body);
    if (!key.empty()) request.add_header("Idempotency-Key", key);
    return router_.answer(request);
  }
  static boost::json::object json_of(const http::Response& answer) {
    boost::system::error_code error;
    auto value = boost::json::parse(answer.content(), error);
    EXPECT_TRUE(!error && value.is_object()) << answer.content();
    return value.is_object() ? value.get_object() : boost::json::object{};
  }
  // One line of an HTTP table.
  struct Case {
    const Actor* who;
    http::Method method;
    std::string address, body;
    int status;
    std::vector<std::string> present = {}, absent = {};
  };
  void expect(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
      SCOPED_TRACE(std::string(http::to_string(one.method)) + " " + one.address + " " + one.body);
      const auto answer = ask(one.who, one.method, one.address, one.body);
      EXPECT_EQ(answer.status, one.status) << answer.content();
      for (const auto& text : one.present)
        EXPECT_NE(answer.content().find(text), std::string_view::npos) << text << "\n"
                                                                       << answer.content();
      for (const auto& text : one.absent)
        EXPECT_EQ(answer.content().find(text), std::string_view::npos) << text << "\n"
                                                                       << answer.content();
    }
  }
  [[nodiscard]] ActorOf actor_of() {
    return [this](const http::Request&) -> Result<Actor> {
      if (!asker_) return fail(ErrorCode::unauthenticated, "nobody", "请先登录。");
      return *asker_;
    };
  }

  OrganisationId city_, county_a_, county_b_, street_a1_, street_a2_, street_b1_, community_a11_,
      community_a12_, community_a21_, community_b11_;
  std::optional<organisation::Directory> directory_;
  std::shared_ptr<const catalog::Catalogue> catalogue_;
  std::optional<WorkCalendar> calendar_;
  const identity::MasterKey master_ = identity::MasterKey::for_tests("workshop");
  const identity::EntryCipher cipher_{master_};
  const identity::Secret cursor_key_ = master_.derive(identity::KeyPurpose::cursors);
  const identity::StoredAnswers answers_{master_};
  std::unique_ptr<Services> services_;
  http::Router router_;

 private:
  void plant_tree() {
    using organisation::Level;
    const auto add = [&](OrganisationId parent, const char* name, Level level) {
      const auto made =
          directory_->add({parent, name, "federation", level, {}, 0}, identity::kMorning);
      EXPECT_TRUE(made) << words(made.error());
      return made ? made->id : OrganisationId{};
    };
    city_ = add({}, "云溪市妇联", Level::city);
    county_a_ = add(city_, "青禾县妇联", Level::county);
    county_b_ = add(city_, "石桥县妇联", Level::county);
    street_a1_ = add(county_a_, "柳河街道妇联", Level::street);
    street_a2_ = add(county_a_, "桃源镇妇联", Level::street);
    street_b1_ = add(county_b_, "北关街道妇联", Level::street);
    community_a11_ = add(street_a1_, "春晓社区妇联", Level::community);
    community_a12_ = add(street_a1_, "秋实社区妇联", Level::community);
    community_a21_ = add(street_a2_, "桃源村妇联", Level::community);
    community_b11_ = add(street_b1_, "北关社区妇联", Level::community);
  }

  const Actor* asker_ = nullptr;
};

}  // namespace niangjia::ledger
