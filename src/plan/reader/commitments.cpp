#include "plan/reader/commitments.hpp"

#include <algorithm>

#include "plan/reader/clauses.hpp"
#include "plan/reader/sentences.hpp"

namespace niangjia::plan {
namespace {

// How much a clause must say about some capability before it counts as a measure.
constexpr float kEnoughForAct = 1.5f;
constexpr float kEnoughForPush = 3.0f;
constexpr float kEnoughForMeans = 3.0f;
constexpr float kEnoughForNoun = 3.0f;
constexpr float kEnoughInGuidance = 6.0f;  // under 指导思想 and in opening and closing paragraphs
constexpr float kSure = 3.0f;              // a capability is told apart from another only when sure
constexpr float kNearBest = 0.55f;
constexpr float kOwnShare = 1.0f;  // what a clause must say itself when its lead-in says the rest
constexpr std::size_t kShortNoun = 5;

constexpr std::size_t kGeneral = 47;  // C48 goes with any other

class SentenceReader {
 public:
  SentenceReader(const Scan& scan, const Passage& passage, Range sentence,
                 std::vector<Commitment>& out)
      : scan_(scan), passage_(passage), sentence_(sentence), out_(out), first_(out.size()) {
    guarded_ = passage.mood == Mood::guiding;
    numbers_only_ = passage.opening || passage.closing || scan.has(Role::guiding, sentence) ||
                    scan.has(Role::wish, sentence);
  }

  void run() {
    for (const Range& range : clauses_of(scan_.folded(), sentence_)) read(clause_of(scan_, range));
    if (leading_ && leading_->kind == ClauseKind::means) take_means();
    if (out_.size() == first_) take_whole_item();
  }

 private:
  void read(const Clause& clause) {
    switch (clause.kind) {
      case ClauseKind::act:
      case ClauseKind::push:
        return read_commitment(clause);
      case ClauseKind::lead:
      case ClauseKind::means:
        return read_lead(clause);
      case ClauseKind::aim:
        return read_aim(clause);
      case ClauseKind::nominal:
        return read_nominal(clause);
      case ClauseKind::state:
      case ClauseKind::remark:
        if (leading_ && leading_->kind == ClauseKind::means) take_means();
        leading_.reset();
        adjacent_ = false;
        return;
    }
  }

  void read_commitment(const Clause& clause) {
    if (!remembered_) remembered_ = clause;
    CapabilityScore score = clause.score;
    if (leading_) score.add(leading_->score, 0.8f);
    const float enough = clause.kind == ClauseKind::act ? kEnoughForAct : kEnoughForPush;
    const bool goes_on =
        adjacent_ && out_.size() > first_ && !leading_ && !clause.counted &&
        ((clause.kind == ClauseKind::act && clause.range.size() <= kShortNoun) || trails(clause));
    if (goes_on && clause.score.best_weight() > 0) return extend(clause);
    const bool speaks = clause.score.best_weight() >= kOwnShare;
    if (!clause.counted && !(speaks && says_enough(score, enough))) {
      adjacent_ = false;
      leading_.reset();
      return;
    }
    const std::size_t begin = leading_ ? leading_->range.begin : clause.range.begin;
    take({begin, clause.range.end}, score, clause.counted);
  }

  [[nodiscard]] bool trails(const Clause& clause) const {
    return scan_.longest_at(clause.range.begin, Role::trailing, clause.range.end) != nullptr;
  }

  void extend(const Clause& clause) {
    out_.back().range.end = clause.range.end;
    out_.back().score.add(clause.score, 0.5f);
    leading_.reset();
    adjacent_ = true;
  }

  void take(Range range, const CapabilityScore& score, bool counted) {
    leading_.reset();
    adjacent_ = true;
    if (out_.size() > first_ && belongs_to(out_.back(), score, counted)) {
      out_.back().range.end = range.end;
      out_.back().score.add(score);
      return;
    }
    out_.push_back({range, sentence_, score});
  }

  // Capabilities that one piece of work often serves at once.
  [[nodiscard]] static bool kin(std::size_t a, std::size_t b) {
    constexpr std::array<std::array<std::size_t, 4>, 4> kFamilies = {
        {{9, 10, 13, 14}, {15, 16, 17, 18}, {30, 31, 33, 33}, {3, 4, 4, 4}}};
    return std::any_of(kFamilies.begin(), kFamilies.end(), [&](const auto& family) {
      return std::find(family.begin(), family.end(), a) != family.end() &&
             std::find(family.begin(), family.end(), b) != family.end();
    });
  }

  // Clauses for the same capability stay together; so do those that say too little to tell.
  [[nodiscard]] static bool belongs_to(const Commitment& group, const CapabilityScore& score,
                                       bool counted) {
    if (score.best_weight() < kSure || group.score.best_weight() < kSure) return true;
    const std::size_t theirs = group.score.best(), ours = score.best();
    if (!counted && (theirs == kGeneral || ours == kGeneral || kin(theirs, ours))) return true;
    return group.score.of(ours) >= kNearBest * group.score.best_weight() ||
           score.of(theirs) >= kNearBest * score.best_weight();
  }

  void read_lead(const Clause& clause) {
    if (!leading_) {
      leading_ = clause;
      return;
    }
    leading_->range.end = clause.range.end;
    leading_->score.add(clause.score);
    if (clause.kind == ClauseKind::means) leading_->kind = ClauseKind::means;
  }

  // What it is good for stays outside, unless it says how much or stands for a capability by its
  // name.
  void read_aim(const Clause& clause) {
    if (clause.timed && out_.size() > first_ && !leading_) return extend(clause);
    if (clause.counted) {
      const std::size_t begin = leading_ ? leading_->range.begin : clause.range.begin;
      return take({begin, clause.range.end}, clause.score, true);
    }
    if (leading_ && leading_->kind == ClauseKind::means) take_means();
    adjacent_ = false;
    if (leading_) leading_->range.end = clause.range.end;
  }

  // A row of nouns goes on with what stands before it: 开展读书活动,培训讲座,文艺演出.
  void read_nominal(const Clause& clause) {
    const bool goes_on = adjacent_ && out_.size() > first_ && !leading_;
    if (goes_on && (clause.score.best_weight() > 0 || clause.counted)) return extend(clause);
    if (clause.counted && passage_.mood != Mood::problems)
      return take(clause.range, clause.score, true);
    if (passage_.item && out_.size() == first_ && !guarded_ &&
        says_enough(clause.score, kEnoughForNoun)) {
      return take(clause.range, clause.score, false);
    }
    if (clause.timed || clause.score.best_weight() > 0 || out_.size() == first_) read_lead(clause);
  }

  void take_means() {
    const Clause means = *leading_;
    leading_.reset();
    if (says_enough(means.score, kEnoughForMeans)) take(means.range, means.score, false);
  }

  // A list item commits as a whole even where its words are unknown.
  void take_whole_item() {
    if (!passage_.item || guarded_ || numbers_only_ || passage_.mood == Mood::problems ||
        !remembered_)
      return;
    if (remembered_->range.size() >= 4)
      out_.push_back({remembered_->range, sentence_, remembered_->score});
  }

  [[nodiscard]] bool says_enough(const CapabilityScore& score, float enough) const {
    if (numbers_only_ || passage_.mood == Mood::problems) return false;
    return score.best_weight() >= (guarded_ ? std::max(enough, kEnoughInGuidance) : enough);
  }

  const Scan& scan_;
  const Passage& passage_;
  Range sentence_;
  std::vector<Commitment>& out_;
  std::size_t first_;
  std::optional<Clause> leading_;     // waits for the clause that it leads in to
  std::optional<Clause> remembered_;  // the first clause with a verb that commits
  bool adjacent_ = false;             // the clause before was taken
  bool guarded_ = false;
  bool numbers_only_ = false;
};

}  // namespace

std::vector<Commitment> commitments_in(const Scan& scan, const Passage& passage) {
  std::vector<Commitment> commitments;
  for (const Range& sentence : sentences_of(scan.folded(), passage.range)) {
    SentenceReader(scan, passage, sentence, commitments).run();
  }
  return commitments;
}

}  // namespace niangjia::plan
