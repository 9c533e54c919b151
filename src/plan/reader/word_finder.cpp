#include "plan/reader/word_finder.hpp"

#include "base/result.hpp"

namespace niangjia::plan {
namespace {

constexpr std::uint64_t key_of(std::uint32_t node, char32_t letter) {
  return (static_cast<std::uint64_t>(node) << 24) | letter;
}

constexpr std::uint64_t scatter(std::uint64_t key) {
  key *= 0x9E3779B97F4A7C15ull;
  return key ^ (key >> 29);
}

}  // namespace

WordFinder::WordFinder() : nodes_(1), slots_(1 << 14) {}

std::uint32_t WordFinder::add(std::u32string_view word) {
  NJ_ASSERT(!word.empty());
  std::uint32_t node = 0;
  for (const char32_t letter : word) {
    std::uint32_t next = child(node, letter);
    if (next == kNone) {
      next = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
      connect(node, letter, next);
    }
    node = next;
  }
  if (nodes_[node].word == kNone) {
    nodes_[node].word = static_cast<std::uint32_t>(lengths_.size());
    lengths_.push_back(static_cast<std::uint32_t>(word.size()));
  }
  return nodes_[node].word;
}

// Breadth first over the trie; a parent's number is always smaller than its child's, but not so a
// fallback's, so the levels are walked one after another.
void WordFinder::seal() {
  std::vector<std::vector<std::pair<char32_t, std::uint32_t>>> children(nodes_.size());
  for (const Slot& slot : slots_) {
    if (slot.to == kNone) continue;
    children[slot.key >> 24].emplace_back(static_cast<char32_t>(slot.key & 0xFFFFFF), slot.to);
  }
  std::vector<std::uint32_t> level{0};
  while (!level.empty()) {
    std::vector<std::uint32_t> below;
    for (const std::uint32_t node : level) {
      for (const auto& [letter, next] : children[node]) {
        std::uint32_t back = nodes_[node].fallback;
        while (back != 0 && child(back, letter) == kNone) back = nodes_[back].fallback;
        const std::uint32_t found = node == 0 ? kNone : child(back, letter);
        Node& target = nodes_[next];
        target.fallback = found == kNone ? 0 : found;
        const Node& fallback = nodes_[target.fallback];
        target.shorter = fallback.word != kNone ? target.fallback : fallback.shorter;
        below.push_back(next);
      }
    }
    level = std::move(below);
  }
}

std::vector<WordHit> WordFinder::find_all(std::u32string_view text) const {
  std::vector<WordHit> hits;
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::uint32_t next = child(node, text[at]);
    while (next == kNone && node != 0) {
      node = nodes_[node].fallback;
      next = child(node, text[at]);
    }
    node = next == kNone ? 0 : next;
    std::uint32_t ending = nodes_[node].word != kNone ? node : nodes_[node].shorter;
    for (; ending != kNone; ending = nodes_[ending].shorter) {
      const std::uint32_t word = nodes_[ending].word;
      const auto end = static_cast<std::uint32_t>(at + 1);
      hits.push_back({end - lengths_[word], end, word});
    }
  }
  return hits;
}

std::uint32_t WordFinder::child(std::uint32_t node, char32_t letter) const {
  const std::uint64_t key = key_of(node, letter);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = scatter(key) & mask;; at = (at + 1) & mask) {
    if (slots_[at].key == key) return slots_[at].to;
    if (slots_[at].to == kNone) return kNone;
  }
}

void WordFinder::connect(std::uint32_t from, char32_t letter, std::uint32_t to) {
  if (2 * ++used_ > slots_.size()) {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.to != kNone) place(slot.key, slot.to);
    }
  }
  place(key_of(from, letter), to);
}

void WordFinder::place(std::uint64_t key, std::uint32_t to) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = scatter(key) & mask;
  while (slots_[at].to != kNone) at = (at + 1) & mask;
  slots_[at] = {key, to};
}

}  // namespace niangjia::plan
