// Which of the 48 capabilities a piece of text speaks of.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "plan/reader/scan.hpp"

namespace niangjia::plan {

class CapabilityScore {
 public:
  void add(const CapabilityScore& other, float factor = 1.0f) {
    for (std::size_t i = 0; i < kCapabilities; ++i) weights_[i] += factor * other.weights_[i];
  }
  void add(std::size_t capability, float weight) { weights_[capability] += weight; }

  [[nodiscard]] float of(std::size_t capability) const { return weights_[capability]; }
  // The capability that scores best; ties go to the smaller number.
  [[nodiscard]] std::size_t best() const;
  [[nodiscard]] float best_weight() const { return weights_[best()]; }
  // Up to `count`, best first, none far below the best.
  [[nodiscard]] std::vector<std::size_t> leading(std::size_t count) const;

 private:
  std::array<float, kCapabilities> weights_{};
};

// Each word counts once, and not inside a longer word for the same capability. Linear in the words
// of the range.
[[nodiscard]] CapabilityScore score_of(const Scan& scan, Range range);
// The same, with more weight on what ends the range: the head of a Chinese phrase stands last.
[[nodiscard]] CapabilityScore score_with_head(const Scan& scan, Range range);
// "C01" for 0.
[[nodiscard]] std::string capability_code(std::size_t capability);

}  // namespace niangjia::plan
