// Values go in and come out unchanged, on both stores.
#include <limits>

#include "db/stores.hpp"

namespace niangjia::db {
namespace {

constexpr Statement kInsert{
    "test.insert",
    "INSERT INTO thing (id, number, title, content, share) VALUES ($1, $2, $3, $4, $5)"};
constexpr Statement kFind{"test.find",
                          "SELECT number, title, content, share FROM thing WHERE id = $1"};

struct Thing {
  std::optional<std::int64_t> number;
  std::optional<std::string> title;
  std::optional<std::string> content;
  std::optional<double> share;
  bool operator==(const Thing&) const = default;
};

Thing read_thing(const Row& row) {
  Thing thing;
  if (!row.is_null(0)) thing.number = row.integer(0);
  if (!row.is_null(1)) thing.title = row.text(1);
  if (!row.is_null(2)) thing.content = row.blob(2);
  if (!row.is_null(3)) thing.share = row.real(3);
  return thing;
}

class ValuesTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (HasFatalFailure()) return;
    define(
        "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, number BIGINT, title TEXT, content "
        "BYTEA, share DOUBLE PRECISION)");
  }

  Status insert(std::int64_t id, const Thing& thing) {
    const auto content = thing.content ? Parameter(Blob{*thing.content}) : Parameter(nullptr);
    return database().write([&](Tx& tx) -> Status {
      NJ_CHECK(tx.run(kInsert, {id, thing.number, thing.title, content, thing.share}));
      return Done{};
    });
  }
  Thing round_trip(const Thing& thing) {
    const auto written = insert(1, thing);
    EXPECT_TRUE(written) << written.error().message;
    const auto found = database().read([&](Tx& tx) { return tx.first(kFind, {1}, read_thing); });
    EXPECT_TRUE(found) << found.error().message;
    return found.value().value();
  }
};
NJ_ON_BOTH_STORES(ValuesTest);

TEST_P(ValuesTest, KeepsOrdinaryValues) {
  const Thing thing{42, "困难家庭帮扶", "bytes", 0.1};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, KeepsNullApartFromEmptyAndZero) { EXPECT_EQ(round_trip(Thing{}), Thing{}); }

TEST_P(ValuesTest, KeepsEmptyAndZeroApartFromNull) {
  const Thing thing{0, "", "", 0.0};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, KeepsTheSmallestInteger) {
  const Thing thing{std::numeric_limits<std::int64_t>::min(), "", "",
                    -std::numeric_limits<double>::max()};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, KeepsTheLargestInteger) {
  const Thing thing{std::numeric_limits<std::int64_t>::max(), "", "",
                    std::numeric_limits<double>::denorm_min()};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, KeepsEveryByteOfABlob) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  const Thing thing{1, "", bytes + std::string(3, '\0') + bytes, 1.0};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, KeepsABlobThatLooksLikeANumber) {
  const Thing thing{1, "007", "007", 1.0};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, KeepsALargeText) {
  std::string title;
  for (int i = 0; i < 500'000; ++i) title += "妇";
  const Thing thing{1, title, "", 1.0};
  EXPECT_EQ(round_trip(thing), thing);
}

TEST_P(ValuesTest, ValuesAreNeverReadAsStatements) {
  const Thing thing{1, "'); DROP TABLE thing; --", "'; DELETE FROM thing; --", 1.0};
  EXPECT_EQ(round_trip(thing), thing);
  EXPECT_TRUE(insert(2, thing));
}

TEST_P(ValuesTest, TheFirstNullDoesNotFixTheTypeOfAParameter) {
  ASSERT_TRUE(insert(1, Thing{}));
  ASSERT_TRUE(insert(2, Thing{7, "a", "b", 0.5}));
  ASSERT_TRUE(insert(3, Thing{std::nullopt, "a", std::nullopt, 0.5}));
  const auto found = database().read([](Tx& tx) { return tx.first(kFind, {2}, read_thing); });
  EXPECT_EQ(found.value().value(), (Thing{7, "a", "b", 0.5}));
}

TEST_P(ValuesTest, RefusesTextsThatAStoreCannotKeep) {
  for (const auto& title :
       {std::string("a\0b", 3), std::string("\xff\xfe"), std::string("\xe5\xa6")}) {
    const auto status = insert(1, Thing{1, title, "", 1.0});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(status.error().message.find("test.insert: parameter $3"), std::string::npos)
        << status.error().message;
  }
}

TEST_P(ValuesTest, RefusesNumbersThatAreNone) {
  const auto status = insert(1, Thing{1, "", "", std::numeric_limits<double>::quiet_NaN()});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::invalid_argument);
}

TEST_P(ValuesTest, BindsIdsDaysAndMomentsAsIntegers) {
  constexpr Statement kEcho{
      "test.echo",
      "SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT)"};
  const auto found = database().read([&](Tx& tx) {
    return tx.first(
        kEcho, {EntryId{9}, EntryId{}, make_day(1970, 1, 11), Moment{1234}}, [](const Row& row) {
          return std::vector{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
        });
  });
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->value(), (std::vector<std::int64_t>{9, 0, 10, 1234}));
}

TEST_P(ValuesTest, OneParameterMayStandInSeveralPlacesAndInAnyOrder) {
  constexpr Statement kPlaces{"test.places",
                              "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)"};
  const auto found = database().read([&](Tx& tx) {
    return tx.first(kPlaces, {"one", "two"}, [](const Row& row) {
      return std::string(row.text(0)) + "," + std::string(row.text(1)) + "," +
             std::string(row.text(2));
    });
  });
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->value(), "two,one,two");
}

TEST_P(ValuesTest, OrdersTextsByTheirBytes) {
  std::int64_t id = 0;
  for (const char* title : {"b", "B", "a", "ä", "妇", "Z"})
    ASSERT_TRUE(insert(++id, Thing{1, title, "", 1.0}));
  constexpr Statement kOrdered{"test.ordered", "SELECT title FROM thing ORDER BY title"};
  const auto found = database().read([&](Tx& tx) {
    return tx.all(kOrdered, {}, [](const Row& row) { return std::string(row.text(0)); });
  });
  EXPECT_EQ(found.value(), (std::vector<std::string>{"B", "Z", "a", "b", "ä", "妇"}));
}

TEST_P(ValuesTest, LikeTellsCapitalsApart) {
  ASSERT_TRUE(insert(1, Thing{1, "Abc", "", 1.0}));
  constexpr Statement kLike{"test.like", "SELECT id FROM thing WHERE title LIKE $1"};
  EXPECT_EQ(database().read([&](Tx& tx) { return tx.run(kLike, {"Ab%"}); }).value(), 1);
  EXPECT_EQ(database().read([&](Tx& tx) { return tx.run(kLike, {"ab%"}); }).value(), 0);
}

}  // namespace
}  // namespace niangjia::db
