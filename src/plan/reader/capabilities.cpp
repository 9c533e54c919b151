#include "plan/reader/capabilities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace niangjia::plan {
namespace {

constexpr std::size_t kPairDistance = 18;  // characters between the two words of a pair
constexpr float kNotFarBelow = 0.4f;
constexpr float kWorthNaming = 1.0f;

}  // namespace

std::size_t CapabilityScore::best() const {
  return static_cast<std::size_t>(std::max_element(weights_.begin(), weights_.end()) - weights_.begin());
}

std::vector<std::size_t> CapabilityScore::leading(std::size_t count) const {
  std::vector<std::size_t> order(kCapabilities);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weights_[a] > weights_[b]; });
  const float floor = std::max(kWorthNaming, weights_[order[0]] * kNotFarBelow);
  std::vector<std::size_t> leading;
  for (const std::size_t capability : order) {
    if (leading.size() == count || weights_[capability] < floor) break;
    leading.push_back(capability);
  }
  return leading;
}

CapabilityScore score_of(const Scan& scan, Range range) {
  CapabilityScore score;
  std::unordered_map<std::uint32_t, std::size_t> last_end;  // of each word seen, for the pairs
  std::unordered_map<std::uint64_t, bool> counted;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    for (const WordHit& hit : scan.at(at)) {
      if (hit.end > range.end) continue;
      last_end[hit.word] = hit.end;
      for (const Hint& hint : scan.lexicon().hints_of(hit.word)) {
        if (hint.follows != Lexicon::kNoWord) {
          const auto first = last_end.find(hint.follows);
          if (first == last_end.end() || first->second > hit.begin ||
              hit.begin - first->second > kPairDistance) {
            continue;
          }
        }
        const std::uint64_t key = (static_cast<std::uint64_t>(hit.word) << 32) ^
                                  (static_cast<std::uint64_t>(hint.follows) << 8) ^ hint.capability;
        if (counted.emplace(key, true).second) score.add(hint.capability, hint.weight);
      }
    }
  }
  return score;
}

std::string capability_code(std::size_t capability) { return fmt::format("C{:02}", capability + 1); }

}  // namespace niangjia::plan
