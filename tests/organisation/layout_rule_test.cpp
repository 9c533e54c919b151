#include "organisation/layout_rule.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "db/stores.hpp"

namespace niangjia::organisation {
namespace {

constexpr const char* kGood = R"(
title = { zh = "甲", en = "A" }
present = ["federation"]
[[level]]
levels = ["county", "community"]
kind = "federation"
name = "{short_name}妇委会"
)";

std::string faults_of(const std::string& text) {
  const auto rule = read_layout_rule("x", "x.toml", text);
  return rule ? "none" : rule.error().message;
}

TEST(LayoutRuleTest, ReadsWhichLevelsGetWhat) {
  const auto rule = read_layout_rule("x", "x.toml", kGood);
  ASSERT_TRUE(rule) << rule.error().message;
  EXPECT_EQ(rule->of(Level::county)->kind, "federation");
  EXPECT_EQ(rule->of(Level::street), nullptr);
  Organisation organisation;
  organisation.kind = "federation";
  EXPECT_TRUE(rule->counts(organisation));
  organisation.kind = "school";
  EXPECT_FALSE(rule->counts(organisation));
}

TEST(LayoutRuleTest, TellsFaultsWithFileAndLine) {
  const std::string good = kGood;
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(faults_of(good), "none");
  EXPECT_NE(faults_of(with("{short_name}", "")).find("x.toml:7: "), std::string::npos);
  EXPECT_NE(faults_of(with("\"county\"", "\"conty\"")).find("Did you mean 'county'?"),
            std::string::npos);
  EXPECT_NE(faults_of(with("\"county\"", "\"unit\"")).find("'unit' does not exist"),
            std::string::npos);
  EXPECT_NE(faults_of(with("\"county\"", "\"community\"")).find("two places"), std::string::npos);
  EXPECT_NE(faults_of("title = 3").find("level"), std::string::npos);
  EXPECT_NE(faults_of("title = ").find("x.toml:1"), std::string::npos);
}

TEST(LayoutRuleTest, AnInstallationsOwnRuleStandsOverTheShippedOne) {
  const db::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() + "/layout");
  std::ofstream(folder.path() + "/layout/federation.toml") << kGood;
  const auto rules = layout_rules(folder.path());
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_EQ(rules->at("federation").title.zh, "甲");
  EXPECT_EQ(rules->count("home"), 1u);
  std::ofstream(folder.path() + "/layout/broken.toml") << "title";
  EXPECT_FALSE(layout_rules(folder.path()));
}

}  // namespace
}  // namespace niangjia::organisation
