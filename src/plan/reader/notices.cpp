#include "plan/reader/notices.hpp"

#include <algorithm>
#include <set>

#include "plan/reader/law_names.hpp"
#include "plan/reader/numbers.hpp"
#include "plan/reader/pieces.hpp"
#include "plan/reader/sentences.hpp"

namespace niangjia::plan {
namespace {

bool is_one_of(char32_t sign, std::u32string_view set) { return set.find(sign) != set.npos; }
bool is_filler(char32_t sign) { return is_one_of(sign, U"x*_□〇^…-"); }

class NoticeReader {
 public:
  NoticeReader(const Scan& scan, const PlanText& plan)
      : scan_(scan), text_(scan.text()), range_(plan.whole()), plan_(plan) {}

  std::vector<Notice> run() {
    for (std::size_t at = range_.begin; at < range_.end; ++at) at = read(at);
    if (const auto last = broken_end()) add("truncated", *last);
    return std::move(notices_);
  }

 private:
  void add(const char* kind, Range range) {
    const Span span = scan_.folded().span(range);
    notices_.push_back({kind, scan_.quote(span), span});
  }

  // The last character that was used.
  std::size_t read(std::size_t at) {
    if (text_[at] == U'《') return read_law(at);
    if (const std::size_t end = open_year_end(at); end > at) {
      add("placeholder_year", {at, end});
      return end - 1;
    }
    if (const std::size_t end = filler_end(at); end > at) {
      if (placeholders_.emplace(scan_.folded().view({at, end})).second)
        add("placeholder", {at, end});
      return end - 1;
    }
    for (const auto& [role, kind] : kWordNotices) {
      if (const WordHit* hit = scan_.longest_at(at, role, range_.end)) {
        add(kind, {hit->begin, hit->end});
        return hit->end - 1;
      }
    }
    return at;
  }

  std::size_t read_law(std::size_t at) {
    constexpr std::size_t kLongestName = 60;
    const std::size_t limit = std::min(range_.end, at + kLongestName);
    std::size_t end = at + 1;
    while (end < limit && text_[end] != U'》') ++end;
    if (end == limit) return at;
    switch (check_law_name(scan_.lexicon(), scan_.folded().view({at + 1, end}))) {
      case LawName::renamed:
        add("renamed_law", {at, end + 1});
        break;
      case LawName::misspelt:
        add("misspelt_law", {at, end + 1});
        break;
      case LawName::unknown:
      case LawName::current:
        break;
    }
    return end;
  }

  // 20xx年, 20_年, 20**-20**年, xx年, __年度; `at` when none starts here.
  [[nodiscard]] std::size_t open_year_end(std::size_t at) const {
    if (at > 0 && is_digit(text_[at - 1])) return at;
    std::size_t end = one_open_year(at);
    if (end == at) return at;
    if (end + 1 < range_.end && is_one_of(text_[end], U"-~至")) {
      const std::size_t begin = end + (text_[end + 1] == U'-' ? 2 : 1);
      const std::size_t second = one_open_year(begin);
      if (second > begin) end = second;
    }
    const bool is_year = end < range_.end && text_[end] == U'年';
    const bool is_decade = text_[at] == U'2';  // 20xx needs no 年 behind it
    if (is_year && end + 1 < range_.end && is_one_of(text_[end + 1], U"来")) return at;
    if (!is_year && !is_decade) return at;
    return is_year ? end + 1 : end;
  }

  [[nodiscard]] std::size_t one_open_year(std::size_t at) const {
    std::size_t end = at;
    const bool decade = end + 2 < range_.end && text_[end] == U'2' && text_[end + 1] == U'0';
    if (decade) end += 2;
    const std::size_t fillers = end;
    while (end < range_.end && end < fillers + 4 && is_filler(text_[end])) ++end;
    const bool blank = decade && end == fillers && end < range_.end && text_[end] == U'年' &&
                       scan_.folded().gap[end];
    if (end == fillers) return blank ? end : at;
    if (end == fillers + 1 && !decade) return at;
    if (text_[fillers] == U'-' && !(end - fillers >= 2)) return at;
    return end;
  }

  // xx大, 十x大, xx局, xx周年
  [[nodiscard]] std::size_t filler_end(std::size_t at) const {
    std::size_t end = at;
    while (end < range_.end && end < at + 4 && is_one_of(text_[end], U"x")) ++end;
    if (end == at || end >= range_.end) return at;
    if (at > 0 && text_[at - 1] >= U'a' && text_[at - 1] <= U'z') return at;
    const bool stands_for_name = is_one_of(text_[end], U"大周局县市区镇乡村街社单学园号名位场届");
    return stands_for_name ? end + 1 : at;
  }

  // The last line when it breaks off in mid-sentence.
  [[nodiscard]] std::optional<Range> broken_end() const {
    const std::vector<Range> paragraphs = paragraphs_of(scan_.folded(), plan_.body);
    if (paragraphs.empty()) return std::nullopt;
    const Range last = paragraphs.back();
    const std::u32string_view line = scan_.folded().view(last);
    const Range tail{last.end - std::min<std::size_t>(last.size(), 12), last.end};
    if (is_one_of(line.back(), U",、(《:") || line.ends_with(U"…") || line.ends_with(U"..."))
      return tail;
    if (is_one_of(line.back(), U"。!?;)|\"")) return std::nullopt;
    constexpr std::u32string_view kNeverLast = U"的和与及或在对为把将以并要从向由被等";
    if (last.size() > 6 && is_one_of(line.back(), kNeverLast) && line.back() != U'等') return tail;
    if (bracket_stays_open(line)) return tail;
    return others_are_closed(paragraphs) && line.find(U',') != line.npos ? std::optional(tail)
                                                                         : std::nullopt;
  }

  [[nodiscard]] static bool bracket_stays_open(std::u32string_view line) {
    const auto count = [&](char32_t sign) { return std::count(line.begin(), line.end(), sign); };
    return count(U'《') > count(U'》') || count(U'(') > count(U')');
  }

  // Whether the plan's other sentences end with a full stop, so that one without stands out.
  [[nodiscard]] bool others_are_closed(const std::vector<Range>& paragraphs) const {
    std::size_t closed = 0, open = 0;
    for (std::size_t i = 0; i + 1 < paragraphs.size(); ++i) {
      const std::u32string_view line = scan_.folded().view(paragraphs[i]);
      if (line.find(U',') == line.npos) continue;
      (is_one_of(line.back(), U"。!?;:") ? closed : open) += 1;
    }
    return closed >= 2 && open * 5 <= closed;
  }

  static constexpr std::array<std::pair<Role, const char*>, 3> kWordNotices = {
      {{Role::typo, "typo"}, {Role::outdated, "outdated_term"}, {Role::omitted, "omitted"}}};

  const Scan& scan_;
  const std::u32string& text_;
  Range range_;
  const PlanText& plan_;
  std::vector<Notice> notices_;
  std::set<std::u32string_view> placeholders_;  // each is pointed out once
};

// The first year of the body that is neither the plan's nor beside it.
void append_year_conflict(const Scan& scan, const PlanText& plan, int year,
                          std::vector<Notice>& out) {
  const std::u32string& text = scan.text();
  constexpr std::size_t kOpening = 200;
  const std::size_t end = std::min(plan.body.end, plan.body.begin + kOpening);
  for (std::size_t at = plan.body.begin; at + 5 <= end; ++at) {
    if (at > 0 && is_digit(text[at - 1])) continue;
    const auto number = number_at(text, at, at + 4);
    if (!number || number->range.size() != 4 || text[at + 4] != U'年') continue;
    const int stated = static_cast<int>(number->least);
    if (stated < 1990 || stated > 2099 || std::abs(stated - year) <= 1) continue;
    const Range range{at, at + 5};
    if (scan.has(Role::modal, {at, std::min(end, at + 24)})) {
      out.push_back({"year_conflict", scan.quote(range), scan.folded().span(range)});
      return;
    }
  }
}

}  // namespace

std::vector<Notice> notices_in(const Scan& scan, const PlanText& plan, std::optional<int> year) {
  std::vector<Notice> notices = NoticeReader(scan, plan).run();
  if (year && !plan.title.empty()) append_year_conflict(scan, plan, *year, notices);
  std::stable_sort(notices.begin(), notices.end(),
                   [](const Notice& a, const Notice& b) { return a.span.from < b.span.from; });
  return notices;
}

}  // namespace niangjia::plan
