#include "catalog/formula/formula.hpp"

#include <gtest/gtest.h>

#include "catalog/formula_vectors.hpp"

namespace niangjia::catalog {
namespace {

TEST(FormulaTest, AnswersEveryVectorAsWritten) {
  const auto vectors = read_vectors();
  const auto schema = schema_from(vectors.at("schema").as_object());
  ASSERT_GE(vectors.at("evaluate").as_array().size(), 150u);
  for (const auto& vector : vectors.at("evaluate").as_array()) {
    const std::string text(vector.at("formula").as_string());
    const auto formula = Formula::compile(text, schema);
    ASSERT_TRUE(formula) << text << ": " << formula.error().message;
    const Values row = row_from(vector.at("row").as_object(), schema);
    const Value wanted = value_from(vector.at("expect"), formula->type(), formula->scale());
    EXPECT_EQ(formula->evaluate(row, test_context()), wanted) << boost::json::serialize(vector);
    EXPECT_EQ(formula->holds(row, test_context()), wanted == Value{true}) << text;
    // The browser's interpreter is proved on this tree.
    EXPECT_EQ(boost::json::serialize(formula->to_json()), boost::json::serialize(vector.at("tree")))
        << text;
  }
}

TEST(FormulaTest, RefusesEveryFaultWithItsColumnAndWhatToDo) {
  const auto vectors = read_vectors();
  const auto schema = schema_from(vectors.at("schema").as_object());
  for (const auto& vector : vectors.at("refused").as_array()) {
    const std::string text(vector.at("formula").as_string());
    const auto formula = Formula::compile(text, schema);
    ASSERT_FALSE(formula) << text;
    EXPECT_EQ(formula.error().code, ErrorCode::invalid_argument);
    EXPECT_TRUE(formula.error().message.starts_with("column ")) << formula.error().message;
    EXPECT_NE(formula.error().message.find(vector.at("says").as_string()), std::string::npos)
        << text << ": " << formula.error().message;
  }
}

TEST(FormulaTest, CountsColumnsInCharacters) {
  const auto formula = Formula::compile("s == '周晓雨' && x", {{"s", {FormulaType::text}}});
  ASSERT_FALSE(formula);
  EXPECT_TRUE(formula.error().message.starts_with("column 15:")) << formula.error().message;
}

TEST(FormulaTest, NamesTheFieldsItReads) {
  const FormulaSchema schema{
      {"a", {FormulaType::integer}}, {"b", {FormulaType::integer}}, {"c", {FormulaType::date}}};
  const auto formula = Formula::compile("b > a && a < 3 || today() > c", schema);
  ASSERT_TRUE(formula);
  EXPECT_EQ(formula->fields(), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(FormulaTest, BoundsLengthAndDepth) {
  EXPECT_FALSE(Formula::compile(std::string(4097, ' ') + "1", {}));
  EXPECT_FALSE(Formula::compile(std::string(200, '(') + "1" + std::string(200, ')'), {}));
  EXPECT_FALSE(Formula::compile(std::string(200, '-') + "1", {}));
  std::string chain = "1";
  for (int i = 0; i < 200; ++i) chain += "+1";
  EXPECT_FALSE(Formula::compile(chain, {}));
  EXPECT_FALSE(Formula::compile("'\xFF'", {}));
}

TEST(FormulaTest, TakesAValueOfAnotherTypeForEmpty) {
  const auto formula = Formula::compile("empty(n)", {{"n", {FormulaType::integer}}});
  ASSERT_TRUE(formula);
  EXPECT_TRUE(formula->holds({{"n", std::string("7")}}, {}));
}

TEST(FormulaTest, HasNoWorkingDaysWithoutACalendar) {
  const auto formula = Formula::compile("add_working_days(today(), 1)", {});
  ASSERT_TRUE(formula);
  EXPECT_TRUE(is_empty(formula->evaluate({}, {make_day(2026, 6, 30), nullptr})));
}

TEST(FormulaTest, WritesTheTreeForTheBrowser) {
  const auto formula =
      Formula::compile("price > 1.5 || empty(n)",
                       {{"price", {FormulaType::decimal, 2}}, {"n", {FormulaType::integer}}});
  ASSERT_TRUE(formula);
  EXPECT_EQ(
      boost::json::serialize(formula->to_json()),
      R"({"op":"or","type":"boolean","args":[)"
      R"({"op":"greater","type":"boolean","args":[{"op":"field","type":"decimal","scale":2,"name":"price"},)"
      R"({"op":"literal","type":"decimal","scale":1,"value":"15"}]},)"
      R"({"op":"empty","type":"boolean","args":[{"op":"field","type":"integer","name":"n"}]}]})");
}

}  // namespace
}  // namespace niangjia::catalog
