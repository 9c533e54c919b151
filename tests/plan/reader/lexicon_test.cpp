#include "plan/reader/lexicon.hpp"

#include <gtest/gtest.h>

#include "read_lines.hpp"

namespace niangjia::plan {
namespace {

std::string fault_of(std::string_view content) {
  const auto lexicon = Lexicon::create({{"lexicon/own.toml", content}});
  return lexicon ? "" : lexicon.error().message;
}

TEST(LexiconTest, EveryCapabilityHasWordsOfItsOwn) {
  const Lexicon& lexicon = shipped_lexicon();
  std::array<int, kCapabilities> names{};
  for (std::uint32_t word = 0; word < lexicon.words().size(); ++word) {
    for (const Hint& hint : lexicon.hints_of(word))
      names[hint.capability] += hint.weight > 5 ? 1 : 0;
  }
  for (std::size_t i = 0; i < kCapabilities; ++i) {
    if (i == 2) continue;  // C03 comes from the targets, not from words
    EXPECT_GE(names[i], 3) << "C" << i + 1;
  }
}

TEST(LexiconTest, FaultsNameTheFileAndTheKey) {
  EXPECT_EQ(fault_of("verb = \"开展\""),
            "lexicon/own.toml: 'verb' is not a word list that the plan reader knows");
  EXPECT_EQ(fault_of("[C49]\nname = \"甲\""),
            "lexicon/own.toml: 'C49' is not a word list that the plan reader knows");
  EXPECT_TRUE(fault_of("act = ").starts_with("lexicon/own.toml: line 1"));
  EXPECT_TRUE(
      fault_of("[[dates]]\nkind = \"festival\"\nwords = \"节\"\nfrom = \"3-8\"\nto = \"03-08\"")
          .starts_with("lexicon/own.toml: line 1: a date needs"));
}

TEST(LexiconTest, WordsOfAFileAreUsed) {
  const auto lexicon = Lexicon::create({{"own.toml", "act = \"张罗\"\n[C12]\nname = \"学艺…班\""}});
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(lexicon->words().size(), 3u);
}

}  // namespace
}  // namespace niangjia::plan
