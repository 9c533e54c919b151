// Finds every word of a fixed list in a text in one pass (Aho and Corasick, over code points).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace niangjia::plan {

struct WordHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t word = 0;  // the number that `add` returned
};

// Add all words, then `seal`, then find. Immutable and free to share between threads once sealed.
class WordFinder {
 public:
  WordFinder();
  // The same word again gets the same number. Empty words are not allowed.
  std::uint32_t add(std::u32string_view word);
  void seal();

  [[nodiscard]] std::size_t size() const { return lengths_.size(); }
  [[nodiscard]] std::size_t length(std::uint32_t word) const { return lengths_[word]; }
  // All hits, overlapping ones too, ordered by their end and then from long to short.
  [[nodiscard]] std::vector<WordHit> find_all(std::u32string_view text) const;

 private:
  static constexpr std::uint32_t kNone = ~0u;
  struct Node {
    std::uint32_t fallback = 0;
    std::uint32_t word = kNone;     // the word that ends here
    std::uint32_t shorter = kNone;  // the next node on the fallback path at which a word ends
  };
  struct Slot {
    std::uint64_t key = ~0ull;
    std::uint32_t to = kNone;
  };

  [[nodiscard]] std::uint32_t child(std::uint32_t node, char32_t letter) const;
  void connect(std::uint32_t from, char32_t letter, std::uint32_t to);
  void place(std::uint64_t key, std::uint32_t to);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> lengths_;
  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
  std::size_t used_ = 0;
};

}  // namespace niangjia::plan
