#include "plan/reader/scan.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestWord = 24;

RoleSet only(Role role) { return roles({role}); }

}  // namespace

Scan::Scan(std::u32string_view original, const Lexicon& lexicon)
    : original_(original), lexicon_(lexicon), folded_(fold(original)) {
  std::vector<WordHit> found = lexicon.words().find_all(folded_.text);
  starts_.assign(folded_.text.size() + 2, 0);
  for (const WordHit& hit : found) ++starts_[hit.begin + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  hits_.resize(found.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  // Hits come ordered by their end; walking backwards leaves the longest of each start first.
  for (auto hit = found.rbegin(); hit != found.rend(); ++hit) hits_[next[hit->begin]++] = *hit;
}

std::span<const WordHit> Scan::at(std::size_t at) const {
  if (at + 1 >= starts_.size()) return {};
  return {hits_.data() + starts_[at], hits_.data() + starts_[at + 1]};
}

const WordHit* Scan::longest_at(std::size_t at, const RoleSet& wanted, std::size_t end) const {
  for (const WordHit& hit : this->at(at)) {
    if (hit.end <= end && (lexicon_.roles_of(hit.word) & wanted).any()) return &hit;
  }
  return nullptr;
}

const WordHit* Scan::longest_at(std::size_t at, Role wanted, std::size_t end) const {
  return longest_at(at, only(wanted), end);
}

const WordHit* Scan::first(Role wanted, Range range) const {
  const RoleSet set = only(wanted);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (const WordHit* hit = longest_at(i, set, range.end)) return hit;
  }
  return nullptr;
}

const WordHit* Scan::ending(Role wanted, Range range) const {
  const std::size_t from = range.size() > kLongestWord ? range.end - kLongestWord : range.begin;
  for (std::size_t i = from; i < range.end; ++i) {
    for (const WordHit& hit : at(i)) {
      if (hit.end == range.end && lexicon_.plays(hit.word, wanted)) return &hit;
    }
  }
  return nullptr;
}

std::string Scan::quote(Range range) const {
  return range.empty() ? std::string() : quote(folded_.span(range));
}

std::string Scan::quote(Span span) const {
  return text::to_utf8(original_.substr(span.from, span.to - span.from));
}

}  // namespace niangjia::plan
