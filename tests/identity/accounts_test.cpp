#include "identity/accounts.hpp"

#include "identity/identity_store.hpp"

namespace niangjia::identity {
namespace {

class AccountsTest : public IdentityStoreTest {};
NJ_ON_BOTH_STORES(AccountsTest);

TEST(LoginTest, IsStoredInOneForm) {
  EXPECT_EQ(normal_login("HeJia_01"), "hejia_01");
  EXPECT_EQ(normal_login(" ｈｅｊｉａ "), "hejia");
  EXPECT_EQ(normal_login("a.b-c"), "a.b-c");
  for (const char* bad : {"", "a", "何佳", "he jia", "hejia@x", "he/jia"})
    EXPECT_EQ(normal_login(bad), std::nullopt);
  EXPECT_EQ(normal_login(std::string(65, 'a')), std::nullopt);
}

TEST_P(AccountsTest, FindsWhatWasAdded) {
  const auto added = accounts().add({"HeJia", " 何佳 ", "lamp-2026"}, AccountId{7});
  ASSERT_TRUE(added) << added.error().message;
  const auto found = database().read([](db::Tx& tx) { return find_account(tx, "hejia"); }).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, added->id);
  EXPECT_EQ(found->login, "hejia");
  EXPECT_EQ(found->name, "何佳");
  EXPECT_EQ(found->state, AccountState::active);
  EXPECT_EQ(found->language, "zh");
  EXPECT_EQ(found->created_at, kMorning);
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'account_added' AND account = 7"), 1);
}

TEST_P(AccountsTest, NamesEveryFieldThatItRefuses) {
  const auto refused = accounts().add({"何", "", "short"}, AccountId{}, http::Language::zh);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_fields);
  EXPECT_EQ(refused.error().fields.size(), 3U);
  EXPECT_EQ(refused.error().fields.at("login"), "账号用2到64个小写字母、数字、点、横线或下划线。");
  EXPECT_EQ(refused.error().fields.at("name"), "请写姓名，最多60个字。");
  EXPECT_TRUE(refused.error().fields.contains("password"));
}

TEST_P(AccountsTest, ALoginIsGivenOnce) {
  add_account("hejia");
  const auto again = accounts().add({"HEJIA", "另一位", "lamp-2027"}, AccountId{});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fields.at("login"), "账号“hejia”已经有人用了，请换一个。");
  EXPECT_EQ(count("SELECT count(*) FROM account"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM audit"), 1) << "what was refused leaves no line";
}

TEST_P(AccountsTest, KeepsNoPasswordInClear) {
  add_account("hejia", "lamp-2026");
  EXPECT_EQ(count("SELECT count(*) FROM account WHERE password LIKE '$argon2id$%'"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM account WHERE password LIKE '%lamp%'"), 0);
}

TEST_P(AccountsTest, AnotherPasswordEndsTheSessions) {
  const Account account = add_account("hejia");
  const auto stored = database().write([&](db::Tx& tx) -> Status {
    constexpr db::Statement kInsert{"test.session", "INSERT INTO session VALUES ($1, $2, 1, 1)"};
    NJ_CHECK(tx.run(kInsert, {db::Blob{"one"}, account.id}));
    NJ_CHECK(tx.run(kInsert, {db::Blob{"two"}, account.id}));
    NJ_CHECK(tx.run(kInsert, {db::Blob{"other account"}, AccountId{99}}));
    return Done{};
  });
  ASSERT_TRUE(stored) << stored.error().message;
  ASSERT_TRUE(accounts().set_password(account.id, "lamp-2027", account.id, "one"));
  EXPECT_EQ(count("SELECT count(*) FROM session"), 2);
  ASSERT_TRUE(accounts().set_password(account.id, "lamp-2028", AccountId{}));
  EXPECT_EQ(count("SELECT count(*) FROM session"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'password_changed'"), 2);
}

TEST_P(AccountsTest, RefusesABadNewPasswordAndAnUnknownAccount) {
  const Account account = add_account("hejia");
  const auto bad = accounts().set_password(account.id, "1234567890", account.id);
  ASSERT_FALSE(bad);
  EXPECT_TRUE(bad.error().fields.contains("new_password"));
  const auto unknown = accounts().set_password(AccountId{5}, "lamp-2027", account.id);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_EQ(accounts().set_state(AccountId{5}, AccountState::disabled, account.id).error().code,
            ErrorCode::not_found);
}

TEST_P(AccountsTest, ListsInTheOrderOfLogins) {
  for (const char* login : {"liuyue", "chenmin", "hejia"}) add_account(login);
  const auto first = database().read([](db::Tx& tx) { return list_accounts(tx, "", 2); }).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].login, "chenmin");
  EXPECT_EQ(first[1].login, "hejia");
  const auto rest =
      database().read([](db::Tx& tx) { return list_accounts(tx, "hejia", 2); }).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].login, "liuyue");
}

}  // namespace
}  // namespace niangjia::identity
