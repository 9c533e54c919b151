#include "plan/reader/windows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/reader/numbers.hpp"

namespace niangjia::plan {
namespace {

struct Date {
  int month = 0;
  int day = 0;
};

int last_day(int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month - 1)];
}

// Reads one time phrase; every `take_` moves on only when it succeeds.
class TimeReader {
 public:
  TimeReader(const Scan& scan, std::size_t at, std::size_t end)
      : scan_(scan), begin_(at), at_(at), end_(end) {}

  std::optional<TimePhrase> read() {
    if (begin_ > 0 && is_number_like(begin_ - 1) && is_number_like(begin_)) return std::nullopt;
    take_year();
    if (auto phrase = read_quarter_or_half()) return phrase;
    if (auto phrase = read_months()) return phrase;
    at_ = begin_;
    year_.reset();
    return read_named();
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < end_ ? scan_.text()[at_ + ahead] : U'\0';
  }
  [[nodiscard]] bool is_number_like(std::size_t at) const {
    const char32_t sign = at < end_ ? scan_.text()[at] : U'\0';
    return is_digit(sign) || is_numeral(sign);
  }
  bool take(std::u32string_view word) {
    if (at_ + word.size() > end_ || scan_.text().compare(at_, word.size(), word) != 0) return false;
    at_ += word.size();
    return true;
  }
  bool take_one_of(std::initializer_list<std::u32string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::u32string_view word) { return take(word); });
  }

  std::optional<int> take_number(int least, int most) {
    const auto number = number_at(scan_.text(), at_, end_);
    if (!number || number->least != number->most || number->range.size() > 4) return std::nullopt;
    if (number->least < least || number->least > most ||
        number->least != static_cast<int>(number->least)) {
      return std::nullopt;
    }
    at_ = number->range.end;
    return static_cast<int>(number->least);
  }

  void take_year() {
    const std::size_t start = at_;
    if (const auto year = take_number(1990, 2099); year && take(U"年")) {
      year_ = *year;
    } else {
      at_ = start;
      take_one_of({U"今年", U"明年", U"本年"});
    }
  }

  bool take_connector() { return take_one_of({U"~", U"--", U"-", U"至", U"到"}); }

  [[nodiscard]] TimePhrase phrase(TimeKind kind, Date from, Date to) const {
    const std::string year = year_ ? fmt::format("{}-", *year_) : std::string();
    TimePhrase phrase{{begin_, at_}, kind, {}};
    phrase.window = {scan_.quote(phrase.range),
                     fmt::format("{}{:02}-{:02}", year, from.month, from.day),
                     fmt::format("{}{:02}-{:02}", year, to.month, to.day)};
    return phrase;
  }

  std::optional<TimePhrase> read_quarter_or_half() {
    const std::size_t start = at_;
    if (take_one_of({U"上半年", U"前半年"})) return phrase(TimeKind::half, {1, 1}, {6, 30});
    if (take_one_of({U"下半年", U"后半年"})) return phrase(TimeKind::half, {7, 1}, {12, 31});
    take(U"第");
    if (const auto first = take_number(1, 4)) {
      int last = *first;
      const std::size_t before = at_;
      if (take_connector() || take(U"、")) {
        take(U"第");
        const auto second = take_number(1, 4);
        if (second) last = *second;
        if (!second) at_ = before;
      }
      if (take_one_of({U"季度", U"个季度"})) {
        if (take_one_of({U"末前", U"前"}))
          return phrase(TimeKind::half, {1, 1}, {last * 3, last_day(last * 3)});
        return phrase(TimeKind::half, {*first * 3 - 2, 1}, {last * 3, last_day(last * 3)});
      }
    }
    at_ = start;
    if (take_one_of({U"年底前", U"年底之前", U"年末前", U"年内前", U"年终前"})) {
      return phrase(TimeKind::year_end, {1, 1}, {12, 31});
    }
    at_ = start;
    return std::nullopt;
  }

  std::optional<TimePhrase> read_months() {
    const auto first = take_number(1, 12);
    if (!first) return std::nullopt;
    const std::size_t after_number = at_;
    int last = *first;
    if (take_connector() || take(U"、")) {
      const auto second = take_number(1, 12);
      if (!second || peek() != U'月') {
        at_ = after_number;
      } else {
        last = *second;
      }
    }
    if (!take(U"月")) return std::nullopt;
    if (last == *first) {
      if (auto day = read_day(*first)) return day;
    }
    take(U"份");
    if (last == *first) last = take_second_month().value_or(last);
    return read_part_of_month(*first, last);
  }

  // The second month of "3月至5月".
  std::optional<int> take_second_month() {
    const std::size_t start = at_;
    if (take_connector() || take(U"、") || take(U"和")) {
      const auto month = take_number(1, 12);
      if (month && take(U"月")) {
        take(U"份");
        return month;
      }
    }
    at_ = start;
    return std::nullopt;
  }

  // "3月5日", "3月5日至10日", "3月5日-4月2日", "3月15日前". The month stands before.
  std::optional<TimePhrase> read_day(int month) {
    const std::size_t start = at_;
    const auto day = take_number(1, 31);
    if (!day ||
        !(take(U"日") || take(U"号") || peek() == U'-' || peek() == U'~' || peek() == U'至')) {
      at_ = start;
      return std::nullopt;
    }
    const std::size_t after_day = at_;
    Date to{month, *day};
    if (take_connector()) {
      const std::size_t after_connector = at_;
      if (const auto other = take_number(1, 12); other && take(U"月")) {
        to.month = *other;
      } else {
        at_ = after_connector;
      }
      const auto last = take_number(1, 31);
      if (last && (take(U"日") || take(U"号"))) {
        to.day = *last;
      } else {
        at_ = after_day;
        to = {month, *day};
      }
    }
    if (take_one_of({U"之前", U"以前", U"前"}) && peek() != U'后')
      return phrase(TimeKind::day, {1, 1}, to);
    return phrase(TimeKind::day, {month, *day}, to);
  }

  TimePhrase read_part_of_month(int first, int last) {
    const Date from{first, 1}, to{last, last_day(last)};
    if (take_one_of({U"底前", U"底之前", U"底以前", U"末前"}))
      return phrase(TimeKind::month, {1, 1}, to);
    if (peek() == U'前' && peek(1) != U'后' && take(U"前")) {
      const int before = last > 1 ? last - 1 : 12;
      return phrase(TimeKind::month, {1, 1}, {before, last_day(before)});
    }
    if (take_one_of({U"上旬", U"初"})) return phrase(TimeKind::month, from, {last, 10});
    if (take(U"中下旬")) return phrase(TimeKind::month, {first, 11}, to);
    if (take(U"上中旬")) return phrase(TimeKind::month, from, {last, 20});
    if (take_one_of({U"中旬"})) return phrase(TimeKind::month, {first, 11}, {last, 20});
    if (take_one_of({U"下旬", U"底"})) return phrase(TimeKind::month, {first, 21}, to);
    return phrase(TimeKind::month, from, to);
  }

  // A festival or season of the lexicon, with the words that make it a time (期间, 前后, 之际).
  std::optional<TimePhrase> read_named() {
    const WordHit* hit =
        scan_.longest_at(at_, roles({Role::festival, Role::season, Role::not_festival}), end_);
    if (hit == nullptr) return read_dotted_day();
    if (scan_.lexicon().plays(hit->word, Role::not_festival)) return std::nullopt;
    const DateSpan* dates = scan_.lexicon().dates_of(hit->word);
    const bool festival = scan_.lexicon().plays(hit->word, Role::festival);
    at_ = hit->end;
    take_one_of({U"期间", U"前后", U"之际", U"前夕", U"当天", U"当日", U"来临之际"});
    TimePhrase phrase{{begin_, at_}, festival ? TimeKind::festival : TimeKind::season, {}};
    phrase.window = {scan_.quote(phrase.range), dates->from, dates->to};
    return phrase;
  }

  // "5·12" in quotation marks: a day that gave its name to something.
  std::optional<TimePhrase> read_dotted_day() {
    if (begin_ == 0 || scan_.text()[begin_ - 1] != U'"') return std::nullopt;
    const auto month = take_digits();
    if (!month || *month < 1 || *month > 12 || !take_one_of({U"·", U"."})) return std::nullopt;
    const auto day = take_digits();
    if (!day || *day < 1 || *day > last_day(*month) || peek() != U'"') return std::nullopt;
    return phrase(TimeKind::festival, {*month, *day}, {*month, *day});
  }

  std::optional<int> take_digits() {
    int value = 0;
    const std::size_t start = at_;
    while (at_ < start + 2 && is_digit(peek()))
      value = value * 10 + static_cast<int>(scan_.text()[at_++] - U'0');
    return at_ > start ? std::optional(value) : std::nullopt;
  }

  const Scan& scan_;
  std::size_t begin_;
  std::size_t at_;
  std::size_t end_;
  std::optional<int> year_;
};

// "每月5日" and "每年3月" repeat; only the latter is a window.
bool repeats(const Scan& scan, std::size_t at) {
  const std::u32string& text = scan.text();
  return at >= 1 && (text[at - 1] == U'每' || text[at - 1] == U'第' || text[at - 1] == U'各');
}

}  // namespace

std::optional<TimePhrase> time_at(const Scan& scan, std::size_t at, std::size_t end) {
  if (repeats(scan, at)) return std::nullopt;
  return TimeReader(scan, at, end).read();
}

std::optional<TimePhrase> time_in(const Scan& scan, Range range) {
  std::optional<TimePhrase> best;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    auto phrase = time_at(scan, at, range.end);
    if (!phrase) continue;
    at = phrase->range.end - 1;
    if (!best || phrase->kind > best->kind) best = std::move(phrase);
  }
  return best;
}

std::optional<TimePhrase> calendar_heading(const Scan& scan, Range range) {
  while (!range.empty() && scan.text()[range.begin] == U'(') ++range.begin;
  if (range.empty()) return std::nullopt;
  auto phrase = time_at(scan, range.begin, range.end);
  if (!phrase || phrase->kind < TimeKind::half) return std::nullopt;
  return phrase;
}

}  // namespace niangjia::plan
