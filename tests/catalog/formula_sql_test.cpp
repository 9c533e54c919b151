// A filter finds exactly the rows on which its formula holds, on both stores.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "catalog/formula/formula.hpp"
#include "catalog/formula_vectors.hpp"
#include "db/stores.hpp"

namespace niangjia::catalog {
namespace {

class FormulaSqlTest : public db::StoreTest {
 protected:
  FormulaSqlTest() : schema_(schema_from(read_vectors().at("schema").as_object())) {}

  void SetUp() override {
    StoreTest::SetUp();
    if (HasFatalFailure()) return;
    define(
        "CREATE TABLE entry (id BIGINT NOT NULL PRIMARY KEY, f_n BIGINT, f_m BIGINT, f_price "
        "BIGINT, f_rate BIGINT, "
        "f_s TEXT, f_t TEXT, f_d BIGINT, f_e BIGINT, f_b BIGINT, f_c BIGINT)");
  }

  static db::Parameter parameter(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* day = std::get_if<Day>(&value)) return *day;
    return nullptr;
  }

  void insert(const std::vector<Values>& rows) {
    constexpr db::Statement kInsert{
        "test.insert", "INSERT INTO entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
    const auto status = database().write([&](db::Tx& tx) -> Status {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<db::Parameter> values{static_cast<std::int64_t>(i)};
        for (const char* key : {"n", "m", "price", "rate", "s", "t", "d", "e", "b", "c"}) {
          values.push_back(parameter(value_of(rows[i], key)));
        }
        NJ_CHECK(tx.run(kInsert, db::Parameters(values)));
      }
      return Done{};
    });
    ASSERT_TRUE(status) << status.error().message;
  }

  // Rows that the store finds; fails the test when the statement is refused.
  std::set<std::int64_t> found(const std::string& condition, const std::vector<Value>& values) {
    const std::string sql = "SELECT id FROM entry WHERE " + condition;
    std::vector<db::Parameter> parameters;
    for (const Value& value : values) parameters.push_back(parameter(value));
    std::set<std::int64_t> ids;
    const auto status = database().read([&](db::Tx& tx) -> Status {
      ids.clear();
      NJ_CHECK(tx.run({"test.find", sql}, db::Parameters(parameters),
                      [&](const db::Row& row) { ids.insert(row.integer(0)); }));
      return Done{};
    });
    EXPECT_TRUE(status) << sql << ": " << status.error().message;
    return ids;
  }

  FormulaSchema schema_;
};
NJ_ON_BOTH_STORES(FormulaSqlTest);

// Conditions with an SQL form, made at random.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Values row() {
    Values row;
    put(row, "n", Value{pick<std::int64_t>({-2, 0, 1, 2, INT64_MAX, INT64_MIN})});
    put(row, "m", Value{pick<std::int64_t>({-1, 0, 1, 2})});
    put(row, "price", Value{pick<std::int64_t>({-150, 0, 100, 150, 200})});
    put(row, "rate", Value{pick<std::int64_t>({0, 100, 15000})});
    put(row, "s", Value{pick<std::string>({"a", "A", "ab", "周晓雨", "it's 100%_", "", " "})});
    put(row, "t", Value{pick<std::string>({"a", "周", "b"})});
    put(row, "d", Value{make_day(2026, 6, pick<unsigned>({28, 29, 30}))});
    put(row, "e", Value{make_day(2026, 6, pick<unsigned>({29, 30}))});
    put(row, "b", Value{pick<int>({0, 1}) == 1});
    put(row, "c", Value{pick<int>({0, 1}) == 1});
    return row;
  }

  std::string condition(int depth) {
    switch (depth > 0 ? roll(12) : 4 + roll(8)) {
      case 0:
        return "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
      case 1:
        return "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
      case 2:
        return "!" + condition(depth - 1);
      case 3:
        return "(" + condition(depth - 1) + " ? " + condition(depth - 1) + " : " +
               condition(depth - 1) + ")";
      case 4:
        return pick<std::string>(
            {"b", "c", "true", "false", "(b == c)", "(b != true)", "has(b && c)"});
      case 5:
        return "(" + whole() + compare() + whole() + ")";
      case 6:
        return "(price" + compare() +
               pick<std::string>(
                   {"1", "1.5", "n * 0 + 1", "price", "-1.50", "coalesce(price, 2.00)"}) +
               ")";
      case 7:
        return "(" + text() + pick<std::string>({" == ", " != "}) + text() + ")";
      case 8:
        return "(" + day() + compare() + day() + ")";
      case 9:
        return pick<std::string>({"has(", "empty("}) +
               pick<std::string>({"n", "s", "d", "coalesce(s, t)", "b"}) + ")";
      case 10:
        return pick<std::string>({"contains(", "starts_with("}) + text() + ", " + text() + ")";
      default:
        return pick<std::string>({"(n in [1, 2, m])", "(s in ['a', '周晓雨'])",
                                  "(d in [today(), e])", "(price in [1, 1.5])", "(size(s) > 1)",
                                  "(days_between(d, e) >= 1)", "(n in [1, 2 / 0])"});
    }
  }

 private:
  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
  template <class T>
  T pick(std::vector<T> choices) {
    return choices[static_cast<std::size_t>(roll(static_cast<int>(choices.size())))];
  }
  void put(Values& row, const char* key, Value value) {
    if (roll(4) != 0) row[key] = std::move(value);
  }
  std::string compare() {
    return pick<std::string>({" == ", " != ", " < ", " <= ", " > ", " >= "});
  }
  std::string whole() {
    return pick<std::string>(
        {"n", "m", "0", "1", "-2", "9223372036854775807", "size(s)", "coalesce(n, m)", "1 / 0"});
  }
  std::string text() {
    return pick<std::string>({"s", "t", "'a'", "'周晓雨'", "'周'", "''", "coalesce(s, 'a')"});
  }
  std::string day() {
    return pick<std::string>(
        {"d", "e", "today()", "date('2026-06-29')", "add_days(today(), -1)", "coalesce(d, e)"});
  }

  std::mt19937 random_;
};

TEST_P(FormulaSqlTest, FindsTheRowsOnWhichTheFormulaHolds) {
  Maker maker(20260308);
  std::vector<Values> rows;
  for (int i = 0; i < 120; ++i) rows.push_back(maker.row());
  insert(rows);
  int translated = 0, hits = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string text = maker.condition(3);
    const auto formula = Formula::compile(text, schema_);
    ASSERT_TRUE(formula) << text << ": " << formula.error().message;
    std::vector<Value> parameters;
    const auto sql = formula->to_sql(schema_, test_context(), parameters);
    if (!sql) continue;
    ++translated;
    std::set<std::int64_t> wanted;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (formula->holds(rows[r], test_context())) wanted.insert(static_cast<std::int64_t>(r));
    }
    hits += wanted.empty() ? 0 : 1;
    ASSERT_EQ(found(*sql, parameters), wanted) << text << "\n" << *sql;
  }
  EXPECT_GT(translated, 1000);
  EXPECT_GT(hits, 500);
}

TEST_P(FormulaSqlTest, FindsTheRowsOfEveryVectorItTranslates) {
  const auto vectors = read_vectors();
  std::vector<Values> rows;
  std::vector<Formula> formulas;
  for (const auto& vector : vectors.at("evaluate").as_array()) {
    auto formula = Formula::compile(std::string(vector.at("formula").as_string()), schema_);
    ASSERT_TRUE(formula);
    formulas.push_back(std::move(*formula));
    rows.push_back(row_from(vector.at("row").as_object(), schema_));
  }
  insert(rows);
  int translated = 0;
  for (const Formula& formula : formulas) {
    std::vector<Value> parameters;
    const auto sql = formula.to_sql(schema_, test_context(), parameters);
    if (!sql) continue;
    ++translated;
    std::set<std::int64_t> wanted;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (formula.holds(rows[r], test_context())) wanted.insert(static_cast<std::int64_t>(r));
    }
    EXPECT_EQ(found(*sql, parameters), wanted) << formula.text() << "\n" << *sql;
  }
  EXPECT_GT(translated, 80);
}

TEST(FormulaFilterTest, NumbersParametersBehindThoseThatAreThere) {
  std::vector<Value> parameters{std::int64_t{1}, std::int64_t{2}};
  const FormulaSchema schema{{"price", {FormulaType::decimal, 2, true, "f_price"}},
                             {"s", {FormulaType::text, 0, true, "f_s"}}};
  const auto formula = Formula::compile("price >= 1.5 && s == 'a'", schema);
  ASSERT_TRUE(formula);
  EXPECT_EQ(formula->to_sql(schema, {}, parameters).value(), "((f_price >= $3) AND (f_s = $4))");
  EXPECT_EQ(parameters, (std::vector<Value>{std::int64_t{1}, std::int64_t{2}, std::int64_t{150},
                                            std::string("a")}));
}

TEST(FormulaFilterTest, RefusesWhatTheStoresWouldAnswerDifferently) {
  const FormulaSchema schema{{"n", {FormulaType::integer, 0, true, "f_n"}},
                             {"price", {FormulaType::decimal, 2, true, "f_price"}},
                             {"s", {FormulaType::text, 0, true, "f_s"}},
                             {"d", {FormulaType::date, 0, true, "f_d"}},
                             {"name", {FormulaType::text, 0, false, "f_name"}}};
  for (const char* text :
       {"n * 2 > 1", "n + 1 > 1", "-n > 1", "n / 2 == 1", "abs(n) > 1", "s < 'b'",
        "lower(s) == 'a'", "year(d) == 2026", "price == 1.005", "n == price", "n < 2.5",
        "name == 'a'", "has(name)", "price < 92233720368547759", "add_days(d, 1) > today()",
        "(n > 1 ? n : 2) > 1"}) {
    const auto formula = Formula::compile(text, schema);
    ASSERT_TRUE(formula) << text << formula.error().message;
    std::vector<Value> parameters{std::int64_t{1}};
    const auto sql = formula->to_sql(schema, {}, parameters);
    ASSERT_FALSE(sql) << text << ": " << *sql;
    EXPECT_EQ(sql.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(parameters.size(), 1u) << "a refused filter leaves no parameters behind";
  }
  const auto number = Formula::compile("n + 1", schema);
  std::vector<Value> parameters;
  EXPECT_FALSE(number->to_sql(schema, {}, parameters)) << "a filter is true or false";
}

}  // namespace
}  // namespace niangjia::catalog
