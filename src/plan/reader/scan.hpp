// A text with every known word in it marked, and the questions that the rules ask about it.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "plan/reader/folded_text.hpp"
#include "plan/reader/lexicon.hpp"

namespace niangjia::plan {

class Scan {
 public:
  // The lexicon must outlive the scan. Linear in the text's length.
  Scan(std::u32string_view original, const Lexicon& lexicon);

  [[nodiscard]] const FoldedText& folded() const { return folded_; }
  [[nodiscard]] const std::u32string& text() const { return folded_.text; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] Range all() const { return {0, folded_.text.size()}; }

  // The words that start at `at`, longest first.
  [[nodiscard]] std::span<const WordHit> at(std::size_t at) const;
  // The longest word in one of the roles that starts at `at` and ends within `end`.
  [[nodiscard]] const WordHit* longest_at(std::size_t at, const RoleSet& wanted,
                                          std::size_t end) const;
  [[nodiscard]] const WordHit* longest_at(std::size_t at, Role wanted, std::size_t end) const;
  // The first word in the role inside the range.
  [[nodiscard]] const WordHit* first(Role wanted, Range range) const;
  [[nodiscard]] bool has(Role wanted, Range range) const { return first(wanted, range) != nullptr; }
  // A word in the role that ends exactly at the end of the range and begins inside it.
  [[nodiscard]] const WordHit* ending(Role wanted, Range range) const;

  // The original's text, as UTF-8.
  [[nodiscard]] std::string quote(Range range) const;
  [[nodiscard]] std::string quote(Span span) const;

 private:
  std::u32string_view original_;
  const Lexicon& lexicon_;
  FoldedText folded_;
  std::vector<WordHit> hits_;          // by begin, then from long to short
  std::vector<std::uint32_t> starts_;  // hits_ of text position i are [starts_[i], starts_[i + 1])
};

}  // namespace niangjia::plan
