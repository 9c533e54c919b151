#include "identity/tokens.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"

namespace niangjia::identity {
namespace {

constexpr char32_t kIdeographicZero =
    0x3007;  // 〇, which Unicode counts as a number and not as a digit

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
  return c == kIdeographicZero || u_isalnum(static_cast<UChar32>(c));
}

bool is_middle_dot(char32_t c) { return c == 0x00B7 || c == 0x2022 || c == 0x2027 || c == 0x30FB; }

// Two code points, or one and 0, in one comparable number.
using Pair = std::uint64_t;
constexpr Pair pair_of(char32_t first, char32_t second) {
  return (static_cast<Pair>(first) << 32) | second;
}
constexpr bool is_single(Pair pair) { return (pair & 0xFFFFFFFF) == 0; }

std::vector<Pair> pairs_in(std::string_view text) {
  std::u32string folded = text::to_code_points(text::fold(text));
  std::erase_if(folded, is_middle_dot);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (!is_word_character(folded[i])) continue;
    const bool joined_before = i > 0 && is_word_character(folded[i - 1]);
    const bool joined_after = i + 1 < folded.size() && is_word_character(folded[i + 1]);
    if (joined_after) pairs.push_back(pair_of(folded[i], folded[i + 1]));
    if (!joined_after && !joined_before) pairs.push_back(pair_of(folded[i], 0));
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::string text_of(Pair pair) {
  std::string text;
  text::append_utf8(text, static_cast<char32_t>(pair >> 32));
  if (!is_single(pair)) text::append_utf8(text, static_cast<char32_t>(pair & 0xFFFFFFFF));
  return text;
}

}  // namespace

void search_tokens(std::string_view text, std::vector<std::string>& out) {
  const std::unordered_set<std::string> known(out.begin(), out.end());
  for (const Pair pair : pairs_in(text)) {
    if (out.size() >= kMaxSearchTokens) return;
    std::string token = text_of(pair);
    if (!known.contains(token)) out.push_back(std::move(token));
  }
}

std::vector<std::string> query_tokens(std::string_view query) {
  std::vector<Pair> pairs = pairs_in(query);
  if (!std::all_of(pairs.begin(), pairs.end(), is_single)) std::erase_if(pairs, is_single);
  pairs.resize(std::min(pairs.size(), kMaxSearchTokens));
  std::vector<std::string> tokens;
  tokens.reserve(pairs.size());
  for (const Pair pair : pairs) tokens.push_back(text_of(pair));
  return tokens;
}

}  // namespace niangjia::identity
