#include "plan/reader/plan_split.hpp"

#include <algorithm>

#include "plan/reader/pieces.hpp"
#include "plan/reader/sentences.hpp"
#include "plan/reader/tables.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestTitle = 50;
constexpr std::size_t kOwnPlan =
    200;  // characters before the first title that make a plan of their own

enum class LineKind { text, title, collection, editorial };

class PlanSplitter {
 public:
  explicit PlanSplitter(const Scan& scan) : scan_(scan), folded_(scan.folded()) {}

  std::vector<PlanText> run() {
    for (const Range& paragraph : paragraphs_of(folded_, scan_.all())) read(paragraph);
    close();
    drop_lead_in();
    return std::move(plans_);
  }

 private:
  void read(Range paragraph) {
    if (const std::size_t head = run_on_title(paragraph); head > paragraph.begin) {
      close();
      current_ = {title_of({paragraph.begin, head}), {head, paragraph.end}};
      open_ = true;
      return;
    }
    switch (kind_of(paragraph)) {
      case LineKind::title:
        close();
        current_ = {title_of(paragraph), {paragraph.end, paragraph.end}};
        open_ = true;
        return;
      case LineKind::collection:
      case LineKind::editorial:
        return;
      case LineKind::text:
        break;
    }
    if (!open_ || (current_.title.empty() && current_.body.empty())) {
      if (!open_) current_ = {{}, paragraph};
      open_ = true;
    }
    if (current_.body.empty()) current_.body.begin = paragraph.begin;
    current_.body.end = paragraph.end;
  }

  // Where the title ends that opens a paragraph together with the plan's text:
  // "某村工作计划:一是…".
  [[nodiscard]] std::size_t run_on_title(Range paragraph) const {
    if (open_ || !plans_.empty() || paragraph.size() < kLongestTitle) return paragraph.begin;
    std::vector<Piece> pieces;
    append_pieces(folded_, paragraph, pieces);
    if (pieces[0].kind != MarkerKind::none) return paragraph.begin;
    std::size_t end = std::min(pieces[0].whole.end, paragraph.begin + kLongestTitle);
    for (std::size_t at = paragraph.begin + 1; at < end; ++at) {
      if (folded_.gap[at] && is_run_on_title({paragraph.begin, at})) return at;
    }
    return pieces.size() > 1 && end == pieces[0].whole.end &&
                   is_run_on_title({paragraph.begin, end})
               ? end
               : paragraph.begin;
  }

  [[nodiscard]] bool is_run_on_title(Range head) const {
    head = trimmed(folded_, head);
    return !head.empty() && closes_with_title_word(head) &&
           folded_.view(head).find_first_of(U",。;") == std::u32string_view::npos;
  }

  void close() {
    if (open_) plans_.push_back(current_);
    open_ = false;
  }

  // A few lines before the first title (a letterhead, a date) belong to no plan.
  void drop_lead_in() {
    const bool leads_in =
        plans_.size() > 1 && plans_[0].title.empty() && plans_[0].body.size() < kOwnPlan;
    if (leads_in) plans_.erase(plans_.begin());
  }

  [[nodiscard]] Range title_of(Range paragraph) const {
    while (!paragraph.empty() && folded_.text[paragraph.begin] == U'#') ++paragraph.begin;
    return trimmed(folded_, paragraph);
  }

  [[nodiscard]] LineKind kind_of(Range paragraph) const {
    if (scan_.has(Role::editor, paragraph)) return LineKind::editorial;
    const Range line = title_of(paragraph);
    if (line.empty() || line.size() > kLongestTitle) return LineKind::text;
    if (cells_of(scan_, paragraph) || !scan_.has(Role::title_word, line)) return LineKind::text;
    if (scan_.has(Role::collection, line)) return LineKind::collection;
    return is_title(paragraph, line) ? LineKind::title : LineKind::text;
  }

  [[nodiscard]] bool is_title(Range paragraph, Range line) const {
    const bool stopped =
        ends_sentence(folded_, paragraph.end - 1) || folded_.text[paragraph.end - 1] == U':';
    const bool hash =
        folded_.text[paragraph.begin] == U'#' && folded_.text[paragraph.begin + 1] != U'#';
    const auto marker =
        marker_at(folded_.text, paragraph.begin, paragraph.end, MarkerPlace::line_start);
    if (stopped || (marker && !hash && !counts_plans(line))) return false;
    if (folded_.view(line).find(U',') != std::u32string_view::npos) return false;
    if (!closes_with_title_word(line)) return false;
    const bool first = !open_ && plans_.empty();
    if (scan_.longest_at(line.begin, Role::not_title, line.end) != nullptr) return false;
    if (first || hash || counts_plans(line)) return true;
    return scan_.has(Role::title_subject, line);
  }

  // …计划, …计划(一), …计划篇3, …要点(草案)
  [[nodiscard]] bool closes_with_title_word(Range line) const {
    constexpr std::size_t kLongestTail = 8;
    std::size_t last = 0;
    for (std::size_t at = line.begin; at < line.end; ++at) {
      if (const WordHit* word = scan_.longest_at(at, Role::title_word, line.end)) last = word->end;
    }
    const bool bracket =
        last < line.end && (folded_.text[last] == U'(' || folded_.text[last] == U'篇');
    return line.end - last <= (bracket ? 2 * kLongestTail : 2) || counts_plans(line);
  }

  // 篇1, 篇一, 范文三, (篇二)
  [[nodiscard]] bool counts_plans(Range line) const {
    const std::u32string_view text = folded_.view(line);
    for (const std::u32string_view word : {U"篇", U"范文"}) {
      const std::size_t at = text.find(word);
      if (at == text.npos || at + word.size() >= text.size()) continue;
      const char32_t next = text[at + word.size()];
      if ((next >= U'0' && next <= U'9') ||
          std::u32string_view(U"一二三四五六七八九十").find(next) != text.npos) {
        return true;
      }
    }
    return false;
  }

  const Scan& scan_;
  const FoldedText& folded_;
  std::vector<PlanText> plans_;
  PlanText current_;
  bool open_ = false;
};

}  // namespace

std::vector<PlanText> plans_in(const Scan& scan) { return PlanSplitter(scan).run(); }

}  // namespace niangjia::plan
