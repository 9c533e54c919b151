#include "plan/reader/clauses.hpp"

#include <algorithm>

#include "plan/reader/actors.hpp"
#include "plan/reader/targets.hpp"
#include "plan/reader/windows.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kVerbReach =
    24;  // characters from the clause's start in which its verb stands

const RoleSet& verb_roles() {
  static const RoleSet set =
      roles({Role::act, Role::push, Role::light, Role::aim, Role::state, Role::lead});
  return set;
}

class ClauseReader {
 public:
  ClauseReader(const Scan& scan, Range range)
      : scan_(scan), range_(range), begin_(range.begin), at_(range.begin) {}

  Clause read() {
    Clause clause;
    if (scan_.has(Role::remark, range_)) {
      clause.kind = ClauseKind::remark;
      clause.range = range_;
      return clause;
    }
    skip_opening();
    clause.kind = kind_at_head();
    const bool verb = clause.kind == ClauseKind::act || clause.kind == ClauseKind::push;
    if (verb && scan_.ending(Role::lead_end, range_) != nullptr) clause.kind = ClauseKind::lead;
    clause.range = {std::min(begin_, range_.end - 1), range_.end};
    clause.score = score_with_head(scan_, range_);
    clause.counted = !targets_in(scan_, range_).empty();
    const auto time = time_in(scan_, range_);
    clause.timed = time && time->kind >= TimeKind::year_end;
    return clause;
  }

 private:
  // Adverbs, modals, times and the subject; of these only leading modals and connectives stay out
  // of the measure.
  void skip_opening() {
    bool only_particles = true;
    while (at_ < range_.end) {
      if (const WordHit* word = word_at(roles({Role::connective, Role::modal}))) {
        at_ = word->end;
        if (only_particles) begin_ = at_;
      } else if (const WordHit* adverb = word_at(roles({Role::adverb}))) {
        at_ = adverb->end;
        only_particles = false;
      } else if (const auto time = time_at(scan_, at_, range_.end)) {
        at_ = time->range.end;
        only_particles = false;
      } else if (scan_.text()[at_] == U'"' && at_ > range_.begin && scan_.text()[at_ - 1] != U'"') {
        ++at_;
      } else if (const auto subject =
                     had_subject_ ? std::nullopt : subject_at(scan_, at_, range_.end)) {
        at_ = subject->range.end;
        had_subject_ = true;
        only_particles = false;
      } else {
        break;
      }
    }
    if (at_ >= range_.end) at_ = begin_ = range_.begin;
  }

  ClauseKind kind_at_head() {
    const WordHit* head = word_at(verb_roles());
    if (head == nullptr) return kind_of_late_verb();
    if (plays(*head, Role::lead)) return kind_of_lead(*head);
    return kind_of_verb(*head);
  }

  ClauseKind kind_of_verb(const WordHit& verb) const {
    if (plays(verb, Role::act) || plays(verb, Role::light)) return ClauseKind::act;
    if (plays(verb, Role::push)) return ClauseKind::push;
    if (plays(verb, Role::state)) return ClauseKind::state;
    return ClauseKind::aim;
  }

  // 对…进行考核 commits, 以…为契机 and 结合…等工作 only lead in, 通过…等形式 does both.
  ClauseKind kind_of_lead(const WordHit& lead) const {
    std::size_t from = lead.end;
    if (const WordHit* means = last_means_end(lead.end)) {
      from = means->end;
      const Range behind{from, range_.end};
      if (scan_.has(Role::light, behind) || scan_.has(Role::act, behind) ||
          scan_.has(Role::push, behind)) {
        return ClauseKind::act;
      }
      return ClauseKind::means;
    }
    const std::u32string_view word = scan_.folded().view({lead.begin, lead.end});
    if (word == U"通过")
      return scan_.has(Role::light, {from, range_.end}) || !holds_aim(from) ? ClauseKind::means
                                                                            : ClauseKind::aim;
    if (word == U"在" && acts_in_place(from)) return ClauseKind::act;
    const bool made_of = word == U"以" && scan_.folded().view({from, range_.end}).find(U'为') !=
                                              std::u32string_view::npos;
    if (made_of) return ClauseKind::lead;
    if (scan_.has(Role::light, {from, range_.end})) return ClauseKind::act;
    const bool of_person = word.size() == 1 && word != U"以" && word != U"借" &&
                           word != U"在";  // 对 为 向 与 把 将 由
    if (of_person && scan_.has(Role::act, {from, range_.end})) return ClauseKind::act;
    return word == U"借" || word == U"利用" || word == U"运用" ? ClauseKind::means
                                                               : ClauseKind::lead;
  }

  // A noun or an unknown word opens the clause: its verb comes later or not at all.
  ClauseKind kind_of_late_verb() const {
    const std::size_t end = std::min(range_.end, at_ + kVerbReach);
    for (std::size_t i = at_; i < end; ++i) {
      const WordHit* verb = scan_.longest_at(i, verb_roles() | roles({Role::modal}), range_.end);
      if (verb == nullptr) continue;
      if (plays(*verb, Role::state) && !plays(*verb, Role::act)) return ClauseKind::state;
      if (verb->end == range_.end) break;
      if (plays(*verb, Role::light)) return ClauseKind::push;
      if (plays(*verb, Role::modal)) return kind_behind_modal(verb->end);
      i = verb->end - 1;
    }
    return ClauseKind::nominal;
  }

  [[nodiscard]] bool holds_aim(std::size_t from) const {
    return scan_.has(Role::aim, {from, range_.end});
  }

  // 要以…为核心 is none, 要开展… is one.
  ClauseKind kind_behind_modal(std::size_t at) const {
    while (const WordHit* adverb =
               scan_.longest_at(at, roles({Role::adverb, Role::modal}), range_.end))
      at = adverb->end;
    const WordHit* head = scan_.longest_at(at, verb_roles(), range_.end);
    if (head == nullptr) return ClauseKind::push;
    return plays(*head, Role::lead) ? kind_of_lead(*head) : kind_of_verb(*head);
  }

  // 在企业中创建…: the verb stands right behind the place.
  [[nodiscard]] bool acts_in_place(std::size_t from) const {
    const RoleSet verbs = roles({Role::act, Role::light});
    for (std::size_t i = from; i + 1 < range_.end; ++i) {
      if (std::u32string_view(U"中内里间").find(scan_.text()[i]) == std::u32string_view::npos)
        continue;
      if (scan_.longest_at(i + 1, verbs, range_.end) != nullptr) return true;
    }
    return false;
  }

  [[nodiscard]] const WordHit* last_means_end(std::size_t from) const {
    const WordHit* last = nullptr;
    for (std::size_t i = from; i < range_.end; ++i) {
      if (const WordHit* hit = scan_.longest_at(i, Role::means_end, range_.end)) last = hit;
    }
    return last;
  }

  [[nodiscard]] const WordHit* word_at(const RoleSet& wanted) const {
    return scan_.longest_at(at_, wanted, range_.end);
  }
  [[nodiscard]] bool plays(const WordHit& hit, Role role) const {
    return scan_.lexicon().plays(hit.word, role);
  }

  const Scan& scan_;
  Range range_;
  std::size_t begin_;
  std::size_t at_;
  bool had_subject_ = false;
};

}  // namespace

Clause clause_of(const Scan& scan, Range range) { return ClauseReader(scan, range).read(); }

}  // namespace niangjia::plan
