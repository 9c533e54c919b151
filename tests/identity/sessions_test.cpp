#include "identity/sessions.hpp"

#include <thread>

#include "identity/identity_store.hpp"
#include "identity/sign_in.hpp"

namespace niangjia::identity {
namespace {

class SessionsTest : public IdentityStoreTest {
 protected:
  void SetUp() override {
    IdentityStoreTest::SetUp();
    if (HasFatalFailure()) return;
    sessions_.emplace(database(), ids_, clock_,
                      [this](db::Tx&, std::string_view login) -> Result<std::vector<Position>> {
                        ++asked_;
                        if (login != "hejia") return std::vector<Position>{};
                        return positions_;
                      });
    sign_in_.emplace(database(), hasher_, accounts(), *sessions_, clock_);
    account_ = add_account("hejia").id;
  }

  std::string sign_in() { return sign_in_->sign_in({"hejia", "lamp-2026", "10.0.0.1"}).value(); }
  static http::Request with_cookie(const std::string& token,
                                   http::Method method = http::Method::get) {
    http::Request request;
    request.method = method;
    request.add_header("Cookie", "theme=dark; niangjia_session=" + token);
    request.add_header("Host", "niangjia.example");
    return request;
  }
  static http::Request with_token(const std::string& token) {
    http::Request request;
    request.method = http::Method::post;
    request.add_header("Authorization", "Bearer " + token);
    return request;
  }
  ErrorCode refusal(const http::Request& request) {
    const auto caller = sessions_->authenticate(request);
    EXPECT_FALSE(caller);
    return caller ? ErrorCode::internal : caller.error().code;
  }

  std::optional<Sessions> sessions_;
  std::optional<SignIn> sign_in_;
  AccountId account_;
  std::atomic<int> asked_{0};
  std::vector<Position> positions_{
      {"county_chair", OrganisationId{3}, "主席", make_day(2025, 1, 1), std::nullopt},
      {"clerk", OrganisationId{4}, "干事", make_day(2024, 1, 1), make_day(2026, 3, 7)},
      {"clerk", OrganisationId{5}, "干事", make_day(2026, 3, 9), std::nullopt},
  };
};
NJ_ON_BOTH_STORES(SessionsTest);

TEST_P(SessionsTest, KnowsWhoIsAsking) {
  const auto caller = sessions_->authenticate(with_cookie(sign_in()));
  ASSERT_TRUE(caller) << caller.error().message;
  EXPECT_EQ(caller->account, account_);
  EXPECT_EQ(caller->login, "hejia");
  EXPECT_EQ(caller->name, "何佳");
  EXPECT_EQ(caller->language, "zh");
  EXPECT_TRUE(caller->by_cookie);
  ASSERT_EQ(caller->positions.size(), 1U) << "only those of 8 March 2026";
  EXPECT_EQ(caller->positions[0].organisation, OrganisationId{3});
}

TEST_P(SessionsTest, RefusesNobodyAndStrangers) {
  EXPECT_EQ(refusal(http::Request()), ErrorCode::unauthenticated);
  EXPECT_EQ(refusal(with_cookie("made-up")), ErrorCode::unauthenticated);
  EXPECT_EQ(refusal(with_token("made-up")), ErrorCode::unauthenticated);
}

TEST_P(SessionsTest, AWriteWithTheCookieMustComeFromOurPages) {
  const std::string token = sign_in();
  EXPECT_EQ(refusal(with_cookie(token, http::Method::post)), ErrorCode::forbidden);
  EXPECT_EQ(refusal(with_cookie(token, http::Method::delete_)), ErrorCode::forbidden);

  http::Request ours = with_cookie(token, http::Method::post);
  ours.add_header("X-Niangjia", "1");
  EXPECT_TRUE(sessions_->authenticate(ours));
  http::Request same_origin = with_cookie(token, http::Method::post);
  same_origin.add_header("X-Niangjia", "1");
  same_origin.add_header("Origin", "https://Niangjia.example");
  EXPECT_TRUE(sessions_->authenticate(same_origin));

  for (const char* origin :
       {"https://other.example", "null", "https://niangjia.example.other", "niangjia.example"}) {
    http::Request foreign = with_cookie(token, http::Method::post);
    foreign.add_header("X-Niangjia", "1");
    foreign.add_header("Origin", origin);
    EXPECT_EQ(refusal(foreign), ErrorCode::forbidden) << origin;
  }
}

TEST_P(SessionsTest, AsksTheStoreOnceInTwoSeconds) {
  const http::Request request = with_cookie(sign_in());
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(sessions_->authenticate(request));
  EXPECT_EQ(asked_, 1);
  clock_.advance(2000);
  ASSERT_TRUE(sessions_->authenticate(request));
  EXPECT_EQ(asked_, 2);
}

TEST_P(SessionsTest, WhatChangedElsewhereHoldsAfterTwoSeconds) {
  const http::Request request = with_cookie(sign_in());
  ASSERT_TRUE(sessions_->authenticate(request));
  ASSERT_TRUE(accounts().set_state(account_, AccountState::disabled, AccountId{}));
  EXPECT_TRUE(sessions_->authenticate(request));
  clock_.advance(2000);
  EXPECT_EQ(refusal(request), ErrorCode::unauthenticated);
}

TEST_P(SessionsTest, WhatChangedHereHoldsAtOnce) {
  const http::Request request = with_cookie(sign_in());
  ASSERT_TRUE(sessions_->authenticate(request));
  positions_.clear();
  sessions_->forget("hejia");
  EXPECT_TRUE(sessions_->authenticate(request)->positions.empty());
  ASSERT_TRUE(accounts().set_state(account_, AccountState::disabled, AccountId{}));
  sessions_->forget(account_);
  EXPECT_EQ(refusal(request), ErrorCode::unauthenticated);
}

TEST_P(SessionsTest, SigningOutEndsThisSessionOnly) {
  const http::Request here = with_cookie(sign_in());
  const http::Request there = with_cookie(sign_in());
  ASSERT_TRUE(sessions_->authenticate(here));
  ASSERT_TRUE(sessions_->end(here));
  EXPECT_EQ(refusal(here), ErrorCode::unauthenticated);
  EXPECT_TRUE(sessions_->authenticate(there));
}

TEST_P(SessionsTest, ANewPasswordEndsTheOtherSessions) {
  const std::string token = sign_in();
  const http::Request here = with_cookie(token);
  const http::Request there = with_cookie(sign_in());
  ASSERT_TRUE(sessions_->authenticate(there));
  const auto changed = sign_in_->change_password({"hejia", "lamp-2026", "10.0.0.1"}, "lamp-2027",
                                                 bearer_hash(BearerKind::session, token));
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_TRUE(sessions_->authenticate(here));
  EXPECT_EQ(refusal(there), ErrorCode::unauthenticated);
  EXPECT_FALSE(sign_in_->sign_in({"hejia", "lamp-2026", "10.0.0.1"}));
  EXPECT_TRUE(sign_in_->sign_in({"hejia", "lamp-2027", "10.0.0.1"}));
}

TEST_P(SessionsTest, EndsAfterTwelveIdleHours) {
  const http::Request request = with_cookie(sign_in());
  clock_.advance(12 * kHourMs - 1);
  EXPECT_TRUE(sessions_->authenticate(request)) << "and this use is noted";
  clock_.advance(12 * kHourMs - 1);
  EXPECT_TRUE(sessions_->authenticate(request));
  clock_.advance(12 * kHourMs);
  EXPECT_EQ(refusal(request), ErrorCode::unauthenticated);
}

TEST_P(SessionsTest, EndsAfterSevenDaysHoweverBusy) {
  const http::Request request = with_cookie(sign_in());
  for (int hour = 1; hour < 7 * 24; ++hour) {
    clock_.advance(kHourMs);
    ASSERT_TRUE(sessions_->authenticate(request)) << hour;
  }
  clock_.advance(kHourMs);
  EXPECT_EQ(refusal(request), ErrorCode::unauthenticated);
  ASSERT_TRUE(sessions_->sweep());
  EXPECT_EQ(count("SELECT count(*) FROM session"), 0);
}

TEST_P(SessionsTest, SweepingLeavesWhatIsGood) {
  const http::Request request = with_cookie(sign_in());
  ASSERT_TRUE(sessions_->sweep());
  EXPECT_TRUE(sessions_->authenticate(request));
}

TEST_P(SessionsTest, ATokenActsForItsAccountUntilItExpires) {
  const auto token =
      sessions_->create_token(account_, "上报程序", Moment{kMorning.ms + kHourMs}, AccountId{});
  ASSERT_TRUE(token) << token.error().message;
  const auto caller = sessions_->authenticate(with_token(*token));
  ASSERT_TRUE(caller) << caller.error().message;
  EXPECT_EQ(caller->account, account_);
  EXPECT_FALSE(caller->by_cookie) << "programs need no X-Niangjia";
  EXPECT_EQ(refusal(with_cookie(*token)), ErrorCode::unauthenticated) << "a token is no cookie";
  clock_.advance(kHourMs);
  EXPECT_EQ(refusal(with_token(*token)), ErrorCode::unauthenticated);
}

TEST_P(SessionsTest, ACookieIsNoToken) {
  EXPECT_EQ(refusal(with_token(sign_in())), ErrorCode::unauthenticated);
}

TEST_P(SessionsTest, ARevokedTokenEndsAtOnce) {
  const std::string token =
      sessions_->create_token(account_, "上报程序", Moment{kMorning.ms + kHourMs}, AccountId{})
          .value();
  ASSERT_TRUE(sessions_->authenticate(with_token(token)));
  const auto listed = sessions_->tokens(account_).value();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].name, "上报程序");
  ASSERT_TRUE(sessions_->revoke_token(listed[0].id, AccountId{}));
  EXPECT_EQ(refusal(with_token(token)), ErrorCode::unauthenticated);
  EXPECT_EQ(sessions_->revoke_token(listed[0].id, AccountId{}).error().code, ErrorCode::not_found);
  EXPECT_TRUE(sessions_->tokens(account_).value()[0].revoked_at);
}

TEST_P(SessionsTest, RefusesTokensWithoutNameFutureOrAccount) {
  const Moment later{kMorning.ms + kHourMs};
  EXPECT_EQ(sessions_->create_token(account_, " ", later, AccountId{}).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(sessions_->create_token(account_, "x", kMorning, AccountId{}).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(sessions_->create_token(AccountId{5}, "x", later, AccountId{}).error().code,
            ErrorCode::not_found);
}

TEST_P(SessionsTest, KeepsHashesOnly) {
  const std::string cookie = sign_in();
  const std::string token =
      sessions_->create_token(account_, "x", Moment{kMorning.ms + kHourMs}, AccountId{}).value();
  const auto stored = database().read([](db::Tx& tx) {
    return tx.all(db::Statement{"test.hashes",
                                "SELECT hash FROM session UNION ALL SELECT hash FROM api_token"},
                  {}, [](const db::Row& row) { return std::string(row.blob(0)); });
  });
  ASSERT_EQ(stored.value().size(), 2U);
  for (const std::string& hash : *stored) {
    EXPECT_EQ(hash.size(), 32U);
    EXPECT_EQ(cookie.find(hash), std::string::npos);
    EXPECT_EQ(token.find(hash), std::string::npos);
  }
}

TEST_P(SessionsTest, ManyThreadsMayAskWhileSessionsAreForgotten) {
  const http::Request request = with_cookie(sign_in());
  std::vector<std::jthread> threads;
  std::atomic<int> refused{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 300; ++j) refused += sessions_->authenticate(request) ? 0 : 1;
    });
  }
  for (int j = 0; j < 100; ++j) sessions_->forget(account_);
  threads.clear();
  EXPECT_EQ(refused, 0);
}

class SignInTest : public SessionsTest {};
NJ_ON_BOTH_STORES(SignInTest);

TEST_P(SignInTest, AnswersAlikeWhetherTheAccountExists) {
  add_account("disabled");
  const auto disabled =
      database().read([](db::Tx& tx) { return find_account(tx, "disabled"); }).value();
  ASSERT_TRUE(accounts().set_state(disabled->id, AccountState::disabled, AccountId{}));
  int host = 0;
  for (const char* login : {"hejia", "nobody", "disabled", "not a login", ""}) {
    const char* const password = std::string_view(login) == "disabled" ? "lamp-2026" : "wrong-2026";
    const auto refused = sign_in_->sign_in({login, password, "10.0.1." + std::to_string(++host)});
    ASSERT_FALSE(refused) << login;
    EXPECT_EQ(refused.error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(refused.error().detail, "账号或密码不对，还可以试4次。") << login;
    EXPECT_EQ(refused.error().message, "wrong account or password");
    EXPECT_TRUE(refused.error().fields.empty());
  }
}

TEST_P(SignInTest, WaitsAfterFiveWrongOnesEvenWithTheRightOne) {
  for (const char* sentence : {"账号或密码不对，还可以试4次。", "账号或密码不对，还可以试3次。",
                               "账号或密码不对，还可以试2次。", "账号或密码不对，还可以试1次。"}) {
    EXPECT_EQ(sign_in_->sign_in({"hejia", "wrong-2026", "10.0.0.1"}).error().detail, sentence);
  }
  const auto fifth = sign_in_->sign_in({"hejia", "wrong-2026", "10.0.0.1"});
  EXPECT_EQ(fifth.error().code, ErrorCode::too_many_requests);
  EXPECT_EQ(fifth.error().detail, "连续输错5次，要等15分钟。");
  clock_.advance(4 * kMinuteMs + 1);
  const SignIn::Attempt right{"hejia", "lamp-2026", "10.0.0.2"};
  EXPECT_EQ(sign_in_->sign_in(right).error().detail, "连续输错5次，要等11分钟。");
  EXPECT_EQ(sign_in_->retry_after(right), 11 * 60);
  clock_.advance(11 * kMinuteMs);
  EXPECT_TRUE(sign_in_->sign_in(right));
}

TEST_P(SignInTest, GuessesSentAtOnceAreCountedToo) {
  std::atomic<int> looked_at{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&] {
        const auto refused = sign_in_->sign_in({"hejia", "wrong-2026", "10.0.0.1"});
        looked_at += refused.error().code == ErrorCode::unauthenticated ? 1 : 0;
      });
    }
  }
  // The one that fills the count answers 429; every slot may have let one more through.
  EXPECT_LE(looked_at, SignInThrottle::kWrongPerLogin - 1 + PasswordHasher::kSlots);
}

TEST_P(SignInTest, LeavesALineInTheAudit) {
  sign_in();
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'signed_in' AND account = " +
                  account_.text()),
            1);
}

TEST_P(SignInTest, CountsWrongOldPasswords) {
  for (int i = 0; i < 4; ++i) {
    const auto refused =
        sign_in_->change_password({"hejia", "wrong-2026", "10.0.0.1"}, "lamp-2027", "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_fields);
    EXPECT_TRUE(refused.error().fields.at("old_password").starts_with("原密码不对"));
  }
  EXPECT_EQ(
      sign_in_->change_password({"hejia", "wrong-2026", "10.0.0.1"}, "lamp-2027", "").error().code,
      ErrorCode::too_many_requests);
}

TEST_P(SignInTest, TheNewPasswordMustBeAnotherOne) {
  const auto same = sign_in_->change_password({"hejia", "lamp-2026", "10.0.0.1"}, "lamp-2026", "");
  EXPECT_EQ(same.error().fields.at("new_password"), "新密码和原密码一样，请换一个。");
}

}  // namespace
}  // namespace niangjia::identity
