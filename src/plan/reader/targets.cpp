#include "plan/reader/targets.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/reader/numbers.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kNounReach =
    8;  // characters behind the measure word in which its noun is looked for
constexpr std::size_t kCampaignReach =
    14;  // … in which the word that makes it a campaign's name is looked for
constexpr std::size_t kMakingReach =
    10;  // characters before 一 in which 再创建 and its kin are looked for
constexpr std::size_t kWhatLength = 14;

enum class Bound { exact, floor, cap };

// One number being read, with the words around it.
struct Amount {
  Number number;
  Range range;  // with the words that bound it
  Range unit;
  std::size_t unit_at = 0;
  double least = 0;
  double most = 0;
  Bound bound = Bound::exact;
};

class TargetReader {
 public:
  TargetReader(const Scan& scan, Range range) : scan_(scan), text_(scan.text()), range_(range) {}

  std::vector<Target> run() {
    bool quoted = false, rate_quoted = false;
    for (std::size_t at = range_.begin; at < range_.end;) {
      if (text_[at] == U'"') {
        quoted = !quoted && closes_soon(at);
        rate_quoted = false;
      }
      rate_quoted =
          rate_quoted || (quoted && scan_.longest_at(at, Role::every, range_.end) != nullptr);
      if (!is_digit(text_[at]) && !is_numeral(text_[at])) {
        if (text_[at] == U'《') at = law_end(at);
        ++at;
        continue;
      }
      const std::size_t after = std::max(numerals_end(text_, at, range_.end), at + 1);
      std::size_t next = after;
      if (!quoted || rate_quoted) {
        if (auto amount = amount_at(at)) {
          if (counts(*amount)) targets_.push_back(target_of(*amount));
          next = std::max(after, amount->unit.end);
        }
      }
      at = next;
    }
    return std::move(targets_);
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t at) const { return at < range_.end ? text_[at] : U'\0'; }
  [[nodiscard]] char32_t before(std::size_t at) const { return at > 0 ? text_[at - 1] : U'\0'; }
  [[nodiscard]] std::size_t reach(std::size_t at, std::size_t length) const {
    return std::min(range_.end, at + length);
  }

  // A quotation mark opens a quotation only when another follows within a phrase's length.
  [[nodiscard]] bool closes_soon(std::size_t at) const {
    constexpr std::size_t kLongestQuotation = 40;
    return text_.substr(at + 1, kLongestQuotation).find(U'"') != std::u32string::npos;
  }

  [[nodiscard]] std::size_t law_end(std::size_t at) const {
    constexpr std::size_t kLongestTitle = 80;
    const std::size_t end = reach(at, kLongestTitle);
    for (std::size_t i = at; i < end; ++i) {
      if (text_[i] == U'》') return i;
    }
    return at;
  }

  std::optional<Amount> amount_at(std::size_t at) {
    Amount amount;
    std::size_t cursor = at;
    if (text_.compare(at, 3, U"百分之") == 0) return percent_words(at);
    const auto number = number_at(text_, at, range_.end);
    if (!number) return std::nullopt;
    amount.number = *number;
    amount.least = number->least;
    amount.most = number->most;
    cursor = number->range.end;
    if (number->open) amount.bound = Bound::floor;
    if (!take_range(cursor, amount)) return std::nullopt;
    if (is_open(peek(cursor))) {
      amount.bound = Bound::floor;
      ++cursor;
      if (peek(cursor) == U'万') return std::nullopt;
    }
    const WordHit* unit = scan_.longest_at(cursor, Role::unit, range_.end);
    if (unit == nullptr) return std::nullopt;
    amount.unit = {unit->begin, unit->end};
    amount.unit_at = unit->begin;
    amount.range = {at, unit->end};
    take_second_end(amount);
    bound_by_words(amount);
    return amount;
  }

  static bool is_open(char32_t sign) { return sign == U'余' || sign == U'多' || sign == U'+'; }
  static bool joins_range(char32_t sign) {
    return sign == U'~' || sign == U'-' || sign == U'至' || sign == U'到';
  }

  // "1~2", "一至两"; false when the row of numbers goes on like a telephone number or a date.
  bool take_range(std::size_t& cursor, Amount& amount) const {
    std::size_t at = cursor;
    while (at < cursor + 2 && joins_range(peek(at))) ++at;
    if (at == cursor) return true;
    const auto second = number_at(text_, at, range_.end);
    if (!second) return true;
    if (joins_range(peek(second->range.end))) return false;
    const double scale =
        second->most >= 10000 && amount.least < 1000 && amount.number.range.size() < 4
            ? scale_of(*second)
            : 1.0;
    amount.least *= scale;
    amount.most = second->most;
    cursor = second->range.end;
    return amount.least <= amount.most;
  }

  // 3-5万: the first number shares the second's 万.
  [[nodiscard]] double scale_of(const Number& number) const {
    const char32_t last = text_[number.range.end - 1];
    return last == U'万' ? 10000.0 : last == U'亿' ? 100000000.0 : 1.0;
  }

  // "10名至15名": a second number with the same measure word.
  void take_second_end(Amount& amount) const {
    std::size_t at = amount.unit.end;
    if (!joins_range(peek(at))) return;
    const auto second = number_at(text_, at + 1, range_.end);
    if (!second || second->most < amount.least) return;
    const WordHit* unit = scan_.longest_at(second->range.end, Role::unit, range_.end);
    if (unit == nullptr ||
        scan_.folded().view({unit->begin, unit->end}) != scan_.folded().view(amount.unit))
      return;
    amount.most = second->most;
    amount.range.end = unit->end;
    amount.unit = {unit->begin, unit->end};
  }

  std::optional<Amount> percent_words(std::size_t at) const {
    const auto number = number_at(text_, at + 3, range_.end);
    if (!number) return std::nullopt;
    Amount amount{*number,           {at, number->range.end}, {at, at + 3},
                  number->range.end, number->least,           number->most};
    bound_by_words(amount);
    amount.unit.end = std::max(amount.unit.end, number->range.end);
    return amount;
  }

  // 不少于, 约, 以上 and their kin around the number.
  void bound_by_words(Amount& amount) const {
    const std::array<std::pair<Role, Bound>, 3> before = {{{Role::floor_before, Bound::floor},
                                                           {Role::cap_before, Bound::cap},
                                                           {Role::about_before, Bound::exact}}};
    const Range ahead{range_.begin, amount.range.begin};
    for (const auto& [role, bound] : before) {
      const WordHit* hit = longest_ending(role, ahead);
      if (hit == nullptr || hit->begin >= amount.range.begin) continue;  // 不超过 holds 超过
      amount.range.begin = hit->begin;
      amount.bound = bound == Bound::exact ? amount.bound : bound;
    }
    const std::array<std::pair<Role, Bound>, 3> after = {{{Role::floor_after, Bound::floor},
                                                          {Role::cap_after, Bound::cap},
                                                          {Role::about_after, Bound::exact}}};
    for (const auto& [role, bound] : after) {
      const WordHit* hit = scan_.longest_at(amount.range.end, role, range_.end);
      if (hit == nullptr) continue;
      amount.range.end = hit->end;
      amount.bound = bound == Bound::exact ? amount.bound : bound;
      break;
    }
    if (amount.bound == Bound::exact) bound_before_verb(amount);
    const WordHit* every = longest_ending(Role::every, {range_.begin, amount.range.begin});
    if (every != nullptr) amount.range.begin = every->begin;
  }

  // 至少举办1场: the verb stands between.
  void bound_before_verb(Amount& amount) const {
    const WordHit* verb = longest_ending(Role::act, {range_.begin, amount.range.begin});
    if (verb == nullptr) return;
    const WordHit* floor = longest_ending(Role::floor_before, {range_.begin, verb->begin});
    if (floor == nullptr) return;
    amount.bound = Bound::floor;
    amount.range.begin = floor->begin;
  }

  [[nodiscard]] const WordHit* longest_ending(Role role, Range range) const {
    return range.empty() ? nullptr : scan_.ending(role, range);
  }

  [[nodiscard]] bool counts(const Amount& amount) const {
    const std::size_t at = amount.number.range.begin;
    const std::size_t after = amount.unit.end;
    if (before(at) == U'第' || before(at) == U'.' || before(at) == U'·' || before(at) == U'进')
      return false;
    if (before(at) >= U'a' && before(at) <= U'z') return false;
    if (is_digit(peek(after)) || is_numeral(peek(after)))
      return false;  // 五个一, 一户一档, 千家万户
    if (amount.range.end < range_.end && peek(amount.range.end) == U'的' &&
        amount.bound != Bound::exact && after != amount.range.end) {
      return false;  // 20人以上的单位: a condition
    }
    if (amount.number.bare_power && at >= 2 && is_numeral(text_[at - 2])) return false;  // 千家万户
    if (amount.bound == Bound::cap && measures_time(amount))
      return false;  // 24小时内上报: a limit of time
    if (names_a_campaign(amount)) return false;
    if (amount.number.chinese && is_abstract(amount)) return false;
    if (amount.number.chinese && amount.number.range.size() == 1 && text_[at] == U'一')
      return one_counts(amount);
    return true;
  }

  [[nodiscard]] bool measures_time(const Amount& amount) const {
    return std::u32string_view(U"时钟").find(text_[amount.unit.end - 1]) !=
           std::u32string_view::npos;
  }

  // 千名执委大走访, 百名专家进百村, 三项行动
  [[nodiscard]] bool names_a_campaign(const Amount& amount) const {
    if (!amount.number.chinese) return false;
    const std::size_t after = amount.unit.end;
    const std::size_t end = reach(after, kCampaignReach);
    std::size_t clause_end = after;
    while (clause_end < end && text_[clause_end] != U',' && text_[clause_end] != U'、')
      ++clause_end;
    const Range behind{after, clause_end};
    if (amount.number.bare_power) {
      if (scan_.has(Role::campaign, behind)) return true;
      for (std::size_t i = behind.begin; i < behind.end; ++i) {
        if (text_[i] == U'百' || text_[i] == U'千' || text_[i] == U'万') return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_abstract(const Amount& amount) const {
    const std::size_t after = amount.unit.end;
    std::size_t end = after;
    while (end < reach(after, kNounReach) &&
           std::u32string_view(U",、。;:)\"的").find(text_[end]) == std::u32string_view::npos) {
      ++end;
    }
    const Range noun{after, end};
    return scan_.longest_at(after, Role::abstract_noun, end) != nullptr ||
           (!noun.empty() && scan_.ending(Role::abstract_noun, noun) != nullptr);
  }

  // 一 is an indefinite article unless the text says how many will be made, or how often.
  [[nodiscard]] bool one_counts(const Amount& amount) const {
    if (amount.range.begin < amount.number.range.begin || amount.bound != Bound::exact) return true;
    if (scan_.lexicon().plays(unit_word(amount), Role::rate_unit))
      return before(amount.number.range.begin) != U'又';
    const std::size_t at = amount.number.range.begin;
    const std::size_t from = at - std::min(at - range_.begin, kMakingReach);
    return scan_.has(Role::making, {from, at}) && !is_described(amount.unit.end);
  }

  // 一支高素质的队伍: a description, not a count.
  [[nodiscard]] bool is_described(std::size_t at) const {
    for (std::size_t i = at; i < reach(at, kCampaignReach) && text_[i] != U','; ++i) {
      if (text_[i] == U'的') return true;
    }
    return false;
  }

  [[nodiscard]] std::uint32_t unit_word(const Amount& amount) const {
    return scan_.longest_at(amount.unit_at, Role::unit, range_.end)->word;
  }

  [[nodiscard]] Target target_of(const Amount& amount) const {
    Target target;
    target.span = scan_.folded().span(amount.range);
    target.text = scan_.quote(target.span);
    target.unit =
        text_[amount.unit.begin] == U'百' ? "%" : text::to_utf8(scan_.folded().view(amount.unit));
    target.min = amount.bound == Bound::cap ? 0 : amount.least;
    if (amount.bound != Bound::floor) target.max = amount.most;
    target.what = what_of(amount);
    return target;
  }

  // The noun behind the amount, else the one before it.
  [[nodiscard]] std::string what_of(const Amount& amount) const {
    constexpr std::u32string_view kStops = U",、。;:()\"\n\t|《》";
    const auto stops = [&](std::size_t i) { return kStops.find(text_[i]) != kStops.npos; };
    std::size_t begin = amount.range.end;
    if (peek(begin) == U'"' || peek(begin) == U'的') ++begin;
    std::size_t end = begin;
    while (end < reach(begin, kWhatLength) && !stops(end)) ++end;
    if (end > begin) return scan_.quote(Range{begin, end});
    end = amount.range.begin;
    if (end > range_.begin && stops(end - 1)) --end;
    begin = end;
    while (begin > range_.begin && end - begin < kWhatLength && !stops(begin - 1)) --begin;
    return scan_.quote(Range{begin, end});
  }

  const Scan& scan_;
  const std::u32string& text_;
  Range range_;
  std::vector<Target> targets_;
};

}  // namespace

std::vector<Target> targets_in(const Scan& scan, Range range) {
  return TargetReader(scan, range).run();
}

}  // namespace niangjia::plan
