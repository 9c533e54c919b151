#include "identity/idempotency.hpp"

#include "identity/identity_store.hpp"

namespace niangjia::identity {
namespace {

class IdempotencyTest : public IdentityStoreTest {
 protected:
  static http::Request request(std::string_view key, std::string body = R"({"name":"何小雨"})") {
    http::Request made;
    made.method = http::Method::post;
    made.path = "/api/ledgers/activity/entries";
    made.body = std::move(body);
    if (!key.empty()) made.add_header("Idempotency-Key", key);
    return made;
  }
  [[nodiscard]] RepeatableRequest repeatable(const http::Request& sent,
                                             AccountId account = AccountId{7}) const {
    return answers_.repeatable(sent, account).value().value();
  }
  Status remember(const RepeatableRequest& asked, const StoredAnswer& answer) {
    return database().write(
        [&](db::Tx& tx) { return answers_.remember(tx, asked, answer, clock_.now()); });
  }
  Result<std::optional<StoredAnswer>> find(const RepeatableRequest& asked) {
    return database().read([&](db::Tx& tx) { return answers_.find(tx, asked, clock_.now()); });
  }

  const StoredAnswers answers_{MasterKey::for_tests("answers")};
};
NJ_ON_BOTH_STORES(IdempotencyTest);

TEST_P(IdempotencyTest, ARequestWithoutKeyIsNotRepeatable) {
  EXPECT_FALSE(answers_.repeatable(request(""), AccountId{7}).value());
}

TEST_P(IdempotencyTest, RefusesMalformedKeys) {
  for (const std::string& key : {std::string(201, 'x'), std::string("a b"), std::string("键")}) {
    const auto refused = answers_.repeatable(request(key), AccountId{7});
    ASSERT_FALSE(refused) << key;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  }
}

TEST_P(IdempotencyTest, AnswersTheFirstAnswerAgain) {
  const auto asked = repeatable(request("k1"));
  EXPECT_FALSE(find(asked).value());
  ASSERT_TRUE(remember(asked, {201, R"({"entry":"1"})"}));
  const auto again = find(repeatable(request("k1"))).value();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(again->body, R"({"entry":"1"})");
}

TEST_P(IdempotencyTest, RefusesTheKeyForAnotherRequest) {
  ASSERT_TRUE(remember(repeatable(request("k1")), {201, "{}"}));
  http::Request other_path = request("k1");
  other_path.path = "/api/ledgers/volunteer/entries";
  http::Request other_query = request("k1");
  other_query.query_string = "organisation=3";
  for (const http::Request& other : {request("k1", "{}"), other_path, other_query}) {
    const auto refused = find(repeatable(other));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().detail, "这个Idempotency-Key已用于另一个请求，请换一个。");
  }
}

TEST_P(IdempotencyTest, KeysOfTwoAccountsDoNotMeet) {
  ASSERT_TRUE(remember(repeatable(request("k1")), {201, "{}"}));
  EXPECT_FALSE(find(repeatable(request("k1"), AccountId{8})).value());
}

TEST_P(IdempotencyTest, TheSecondOfTwoAtOnceIsUndone) {
  const auto asked = repeatable(request("k1"));
  ASSERT_TRUE(remember(asked, {201, "first"}));
  const auto second = database().write([&](db::Tx& tx) -> Status {
    NJ_CHECK(append(tx, {.at = clock_.now(), .action = "created"}));
    return answers_.remember(tx, asked, {201, "second"}, clock_.now());
  });
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_EQ(find(asked).value()->body, "first");
  EXPECT_EQ(count("SELECT count(*) FROM audit"), 0);
}

TEST_P(IdempotencyTest, ForgetsAfterADay) {
  const auto asked = repeatable(request("k1"));
  ASSERT_TRUE(remember(asked, {201, "first"}));
  clock_.advance(24 * kHourMs - 1);
  EXPECT_TRUE(find(asked).value());
  clock_.advance(1);
  EXPECT_FALSE(find(asked).value());
  ASSERT_TRUE(remember(asked, {201, "second"}))
      << "takes the place of the old one before it is swept";
  EXPECT_EQ(find(asked).value()->body, "second");
}

TEST_P(IdempotencyTest, SweepsWhatIsOver) {
  ASSERT_TRUE(remember(repeatable(request("old")), {201, "{}"}));
  clock_.advance(24 * kHourMs);
  ASSERT_TRUE(remember(repeatable(request("new")), {201, "{}"}));
  const auto swept = database().write([&](db::Tx& tx) { return answers_.sweep(tx, clock_.now()); });
  EXPECT_EQ(swept.value(), 1);
  EXPECT_TRUE(find(repeatable(request("new"))).value());
}

TEST_P(IdempotencyTest, KeepsNothingInClear) {
  ASSERT_TRUE(remember(repeatable(request("k1")), {201, "何小雨 13800006027"}));
  const auto stored = database().read([](db::Tx& tx) {
    return tx.all(
        db::Statement{"test.answers", "SELECT body, request FROM stored_answer"}, {},
        [](const db::Row& row) { return std::string(row.blob(0)) + std::string(row.blob(1)); });
  });
  ASSERT_EQ(stored.value().size(), 1U);
  EXPECT_EQ(stored->front().find("何小雨"), std::string::npos);
  EXPECT_EQ(stored->front().find("6027"), std::string::npos);
}

TEST_P(IdempotencyTest, RefusesAnAnswerThatIsTooLarge) {
  const auto refused =
      remember(repeatable(request("k1")), {200, std::string(StoredAnswers::kMaxBody + 1, 'x')});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  EXPECT_TRUE(
      remember(repeatable(request("k1")), {200, std::string(StoredAnswers::kMaxBody, 'x')}));
}

}  // namespace
}  // namespace niangjia::identity
