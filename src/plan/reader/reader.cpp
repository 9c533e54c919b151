#include "plan/reader/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "plan/reader/actors.hpp"
#include "plan/reader/commitments.hpp"
#include "plan/reader/notices.hpp"
#include "plan/reader/outline.hpp"
#include "plan/reader/plan_split.hpp"
#include "plan/reader/plan_traits.hpp"
#include "plan/reader/sentences.hpp"
#include "plan/reader/targets.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kMostCodes = 3;
constexpr float kHeadingWeight =
    0.35f;  // of the nearest heading; each one further out counts half of that
constexpr std::size_t kWorkPlanningCode = 1;    // C02 年度任务与督办
constexpr std::size_t kTargetTrackingCode = 2;  // C03 量化目标跟踪
constexpr std::size_t kFallbackCode = 9;        // C10 活动全程

class PlanReader {
 public:
  PlanReader(const Scan& scan, const PlanText& text) : scan_(scan), text_(text) {}

  Plan run() {
    Plan plan;
    plan.title = scan_.quote(text_.title);
    plan.span = scan_.folded().span(text_.whole());
    plan.level = level_of(scan_, text_);
    plan.year = year_of(scan_, text_);
    for (const Passage& passage : outline_of(scan_, text_.body, mood_of(scan_, text_)))
      read(passage, plan);
    plan.notices = notices_in(scan_, text_, plan.year);
    return plan;
  }

 private:
  void read(const Passage& passage, Plan& plan) {
    const CapabilityScore context = context_of(passage);
    const std::vector<Commitment> commitments = commitments_in(scan_, passage);
    for (std::size_t i = 0; i < commitments.size(); ++i) {
      plan.measures.push_back(
          measure_of(passage, commitments[i], context, sentence_time(commitments, i)));
    }
    if (passage.amounts && !commitments.empty()) {
      const std::vector<Target> more = targets_in(scan_, *passage.amounts);
      Measure& last = plan.measures[plan.measures.size() - commitments.size()];
      last.targets.insert(last.targets.end(), more.begin(), more.end());
    }
  }

  // A time that opens the sentence holds for all its measures.
  std::optional<TimePhrase> sentence_time(const std::vector<Commitment>& commitments,
                                          std::size_t index) const {
    const Range sentence = commitments[index].sentence;
    constexpr std::size_t kOpening = 16;
    const Range opening{sentence.begin, std::min(sentence.end, sentence.begin + kOpening)};
    auto time = time_in(scan_, opening);
    const std::vector<Range> clauses = clauses_of(scan_.folded(), opening);
    const bool apart = time && !clauses.empty() && time->range.begin <= sentence.begin + 1 &&
                       time->range.end + 2 >= clauses[0].end;
    return apart ? time : std::nullopt;
  }

  Measure measure_of(const Passage& passage, const Commitment& commitment,
                     const CapabilityScore& context,
                     const std::optional<TimePhrase>& shared) const {
    const Range range = commitment.range;
    Measure measure;
    measure.span = scan_.folded().span(range);
    measure.text = scan_.quote(measure.span);
    for (const Range& heading : passage.headings) measure.headings.push_back(scan_.quote(heading));
    measure.targets = targets_in(scan_, range);
    measure.window = window_of(passage, range, shared);
    measure.capabilities = codes_of(commitment.score, context, passage, !measure.targets.empty());
    measure.owners = owners_in(scan_, range, commitment.sentence);
    measure.partners = partners_in(scan_, range);
    if (measure.owners.empty()) measure.owners = passage.owners;
    if (measure.partners.empty()) measure.partners = passage.partners;
    measure.done = is_done(passage, range);
    return measure;
  }

  // A day or month in the measure, else the calendar heading, else a looser time in the measure.
  std::optional<Window> window_of(const Passage& passage, Range range,
                                  const std::optional<TimePhrase>& shared) const {
    auto own = time_in(scan_, range);
    if (!own && shared) own = shared;
    if (passage.window && (!own || own->kind < TimeKind::month)) return passage.window->window;
    return own ? std::optional(own->window) : std::nullopt;
  }

  CapabilityScore context_of(const Passage& passage) const {
    CapabilityScore context;
    float weight = kHeadingWeight;
    for (auto heading = passage.headings.rbegin(); heading != passage.headings.rend(); ++heading) {
      context.add(score_of(scan_, *heading), weight);
      weight /= 2;
    }
    return context;
  }

  static std::vector<std::string> codes_of(const CapabilityScore& own,
                                           const CapabilityScore& context, const Passage& passage,
                                           bool counted) {
    CapabilityScore score = own;
    score.add(context);
    std::vector<std::size_t> best = score.leading(kMostCodes);
    if (best.empty()) best.push_back(kFallbackCode);
    const auto append = [&](std::size_t code) {
      if (best.size() < kMostCodes && std::find(best.begin(), best.end(), code) == best.end())
        best.push_back(code);
    };
    if (counted) append(kTargetTrackingCode);
    if (passage.window) append(kWorkPlanningCode);
    std::vector<std::string> codes;
    for (const std::size_t capability : best) codes.push_back(capability_code(capability));
    return codes;
  }

  bool is_done(const Passage& passage, Range range) const {
    if (passage.mood == Mood::future || scan_.has(Role::future, range)) return false;
    return passage.mood == Mood::past || scan_.has(Role::past, range) || tells_of_done_work(range);
  }

  // 开展了, 举办了; not 为了 or 了解.
  [[nodiscard]] bool tells_of_done_work(Range range) const {
    const RoleSet verbs = roles({Role::act, Role::push, Role::light});
    for (std::size_t at = range.begin; at + 1 < range.end; ++at) {
      const WordHit* verb = scan_.longest_at(at, verbs, range.end - 1);
      if (verb == nullptr || scan_.text()[verb->end] != U'了') continue;
      if (verb->end + 1 >= range.end || scan_.text()[verb->end + 1] != U'解') return true;
    }
    return false;
  }

  const Scan& scan_;
  const PlanText& text_;
};

}  // namespace

const char* to_string(Level level) {
  switch (level) {
    case Level::unit:
      return "unit";
    case Level::community:
      return "community";
    case Level::township:
      return "township";
    case Level::street:
      return "street";
    case Level::county:
      return "county";
    case Level::city:
      return "city";
    case Level::province:
      return "province";
  }
  return "";
}

Result<Reading> read_plans(std::string_view utf8, const Lexicon& lexicon) {
  if (utf8.size() > kLargestText) {
    return fail(ErrorCode::too_large,
                fmt::format("the plan has {} bytes, more than {}", utf8.size(), kLargestText),
                "文件超过4MB，请分成几个文件再读。");
  }
  const std::u32string text = text::to_code_points(utf8);
  const Scan scan(text, lexicon);
  Reading reading;
  for (const PlanText& plan : plans_in(scan)) reading.plans.push_back(PlanReader(scan, plan).run());
  return reading;
}

}  // namespace niangjia::plan
