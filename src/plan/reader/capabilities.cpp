#include "plan/reader/capabilities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "plan/reader/numbers.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kPairDistance = 18;  // characters between the two words of a pair
constexpr std::size_t kHeadLength = 3;     // a head word ends this near to the end
constexpr std::size_t kLongestAmount = 10;
constexpr float kHeadFactor = 1.8f;
constexpr float kInsideFactor = 0.5f;  // 创业 in 创业贷款: part of a longer word for something else
constexpr float kNotFarBelow = 0.4f;
constexpr float kWorthNaming = 1.0f;

}  // namespace

std::size_t CapabilityScore::best() const {
  return static_cast<std::size_t>(std::max_element(weights_.begin(), weights_.end()) -
                                  weights_.begin());
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

namespace {

// `head_from` is where the head of the range begins; words that end behind it weigh more.
CapabilityScore weigh(const Scan& scan, Range range, std::size_t head_from) {
  CapabilityScore score;
  std::unordered_map<std::uint32_t, std::size_t> last_end;  // of each word seen, for the pairs
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint8_t>> counted;
  std::array<std::size_t, kCapabilities>
      covered{};  // where the last counted word of each capability ends
  std::size_t covered_by_any = 0;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    std::size_t longest = covered_by_any;
    for (const WordHit& hit : scan.at(at)) {
      if (hit.end > range.end) continue;
      last_end[hit.word] = hit.end;
      for (const Hint& hint : scan.lexicon().hints_of(hit.word)) {
        if (hint.follows != Lexicon::kNoWord) {
          const auto first = last_end.find(hint.follows);
          const bool near = first != last_end.end() && first->second <= hit.begin &&
                            hit.begin - first->second <= kPairDistance;
          if (!near) continue;
        } else if (hit.end <= covered[hint.capability] && hint.weight > 0) {
          continue;
        }
        if (!counted.emplace(hit.word, hint.follows, hint.capability).second) continue;
        const float inside =
            hit.end <= covered_by_any && hint.follows == Lexicon::kNoWord ? kInsideFactor : 1.0f;
        score.add(hint.capability,
                  hint.weight * inside * (hit.end > head_from ? kHeadFactor : 1.0f));
        covered[hint.capability] = std::max<std::size_t>(covered[hint.capability], hit.end);
        if (hint.follows == Lexicon::kNoWord) longest = std::max<std::size_t>(longest, hit.end);
      }
      covered_by_any = longest;
    }
  }
  return score;
}

// Before the amount and the closing marks that may follow the head: 培训班|不少于4期.
std::size_t head_end(const Scan& scan, Range range) {
  std::size_t end = range.end;
  const std::size_t from = range.size() > kLongestAmount ? range.end - kLongestAmount : range.begin;
  for (std::size_t at = range.end; at > from; --at) {
    if (is_digit(scan.text()[at - 1])) end = at - 1;
  }
  while (end > range.begin &&
         std::u32string_view(U"\"》)等").find(scan.text()[end - 1]) != std::u32string_view::npos) {
    --end;
  }
  return end;
}

}  // namespace

CapabilityScore score_of(const Scan& scan, Range range) { return weigh(scan, range, range.end); }

CapabilityScore score_with_head(const Scan& scan, Range range) {
  const std::size_t end = head_end(scan, range);
  return weigh(scan, range, end > kHeadLength ? end - kHeadLength : 0);
}

std::string capability_code(std::size_t capability) {
  return fmt::format("C{:02}", capability + 1);
}

}  // namespace niangjia::plan
