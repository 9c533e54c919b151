#include "plan/reader/outline.hpp"

#include <algorithm>

#include "plan/reader/actors.hpp"
#include "plan/reader/pieces.hpp"
#include "plan/reader/sentences.hpp"
#include "plan/reader/tables.hpp"
#include "plan/reader/targets.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestHeading = 48;      // with text of its own below
constexpr std::size_t kLongestBareHeading = 30;  // without any mark, or closed by a full stop
constexpr std::size_t kLongestNumbered = 22;     // before the rest of its paragraph: 1、…。
constexpr std::size_t kLongestSection = 32;      // the same for 一、 and (一)
constexpr std::size_t kLongestByMeans = 40;      // the same for 以…为…,…
constexpr std::size_t kLongestOrdinal = 18;

bool is_hash(MarkerKind kind) { return kind >= MarkerKind::hash1 && kind <= MarkerKind::hash4; }

bool is_section(MarkerKind kind) {
  return kind == MarkerKind::part || kind == MarkerKind::chinese ||
         kind == MarkerKind::chinese_paren || is_hash(kind);
}

// The first sentence of a piece, and what follows it.
struct Opening {
  Range text;
  Range rest;
  bool closed = false;  // by a full stop
  bool colon = false;
};

struct Level {
  MarkerKind kind;
  Range heading;
  std::optional<TimePhrase> window;
  bool paragraph_only = false;  // an opening sentence governs its own paragraph
};

class Outliner {
 public:
  Outliner(const Scan& scan, Range body, Mood mood)
      : scan_(scan), folded_(scan.folded()), mood_(mood) {
    for (const Range& paragraph : paragraphs_of(folded_, body)) {
      if (cells_of(scan_, paragraph)) {
        pieces_.push_back({MarkerKind::none, paragraph, paragraph, true});
      } else {
        append_pieces(folded_, paragraph, pieces_);
      }
    }
  }

  std::vector<Passage> run() {
    for (index_ = 0; index_ < pieces_.size(); ++index_) read(pieces_[index_]);
    mark_opening();
    return std::move(passages_);
  }

 private:
  void read(const Piece& piece) {
    if (auto cells = cells_of(scan_, piece.whole)) return read_row(piece, *cells);
    columns_.forget();
    row_window_.reset();
    leave_levels(piece);
    if (read_calendar_heading(piece)) return;
    const Opening opening = opening_of(piece);
    if (opening.text.empty()) return;
    read_text(piece, opening);
  }

  void read_text(const Piece& piece, const Opening& opening) {
    if (is_heading(piece, opening)) {
      push({piece.kind == MarkerKind::none ? MarkerKind::plain : piece.kind,
            heading_range(piece, opening),
            {},
            piece.kind == MarkerKind::none && !opening.rest.empty()});
      had_body_ = true;
      if (!opening.rest.empty()) add(opening.rest, false, piece);
      below_heading_ = opening.rest.empty();
      return;
    }
    had_body_ = false;
    add(piece.body, piece.kind != MarkerKind::none, piece);
    below_heading_ = false;
  }

  // Levels that the piece closes: its own kind and everything below it.
  void leave_levels(const Piece& piece) {
    const bool ordinal = piece.kind == MarkerKind::ordinal;
    if (piece.starts_paragraph && !ordinal) {
      while (!levels_.empty() && levels_.back().paragraph_only) levels_.pop_back();
    }
    if (piece.kind == MarkerKind::none) {
      if (piece.starts_paragraph) leave(MarkerKind::ordinal);
      return;
    }
    leave(piece.kind);
  }

  void leave(MarkerKind kind) {
    const auto same = std::find_if(levels_.begin(), levels_.end(),
                                   [&](const Level& l) { return l.kind == kind; });
    levels_.erase(same, levels_.end());
  }

  void push(Level level) {
    if (level.kind == MarkerKind::plain && !level.paragraph_only) {
      leave(MarkerKind::plain);
    }
    levels_.push_back(std::move(level));
    if (first_heading_ == kNowhere) first_heading_ = passages_.size();
  }

  // "1~2月" alone, "3月:组织…", "(二)二季度工作".
  bool read_calendar_heading(const Piece& piece) {
    const auto phrase = calendar_heading(scan_, piece.body);
    if (!phrase || phrase->range.begin != piece.body.begin) return false;
    std::size_t end = phrase->range.end;
    while (end < piece.body.end && !ends_heading(end)) ++end;
    constexpr std::size_t kLongestTail = 12;
    const Range tail = trimmed(folded_, {phrase->range.end, end});
    const bool whole = end == piece.body.end || folded_.text[end] == U'。';
    const bool calls_for_work = scan_.has(Role::act, tail) || scan_.has(Role::light, tail);
    const bool colon = end < piece.body.end && folded_.text[end] == U':';
    const bool gap = end < piece.body.end && tail.empty() && folded_.gap[end];
    if (tail.size() > kLongestTail || !(whole || colon || gap) || (calls_for_work && !colon))
      return false;
    if (folded_.text[std::min(end, folded_.text.size() - 1)] == U',') return false;
    const MarkerKind kind = piece.kind == MarkerKind::none ? MarkerKind::when : piece.kind;
    leave(kind);
    push({kind, trimmed(folded_, {piece.whole.begin, end}), phrase, false});
    had_body_ = true;
    const Range rest{std::min(end + (gap ? 0 : 1), piece.body.end), piece.body.end};
    if (!trimmed(folded_, rest).empty()) add(rest, true, piece);
    return true;
  }

  [[nodiscard]] bool ends_heading(std::size_t at) const {
    const char32_t sign = folded_.text[at];
    return sign == U':' || sign == U',' || ends_sentence(folded_, at) || folded_.gap[at];
  }

  [[nodiscard]] Opening opening_of(const Piece& piece) const {
    const Range body = piece.body;
    Opening opening;
    for (std::size_t at = body.begin; at < body.end; ++at) {
      const bool stop = ends_sentence(folded_, at);
      const bool colon = folded_.text[at] == U':' && at - body.begin <= kLongestBareHeading;
      const bool gap = at > body.begin + 1 && folded_.gap[at] && is_section(piece.kind) &&
                       at - body.begin <= kLongestNumbered && !has_comma({body.begin, at});
      if (!stop && !colon && !gap) continue;
      opening.text = trimmed(folded_, {body.begin, at});
      opening.rest = {gap && !stop && !colon ? at : at + 1, body.end};
      opening.closed = stop;
      opening.colon = colon;
      break;
    }
    if (opening.text.empty()) opening.text = trimmed(folded_, body);
    opening.rest = trimmed(folded_, opening.rest);
    return opening;
  }

  [[nodiscard]] Range heading_range(const Piece& piece, const Opening& opening) const {
    std::size_t begin = piece.whole.begin;
    if (is_hash(piece.kind) || piece.kind == MarkerKind::bullet) {
      while (begin < piece.body.begin &&
             (folded_.text[begin] == U'#' || folded_.text[begin] == U'-'))
        ++begin;
    }
    return {begin, opening.text.end};
  }

  [[nodiscard]] bool has_comma(Range range) const {
    return folded_.view(range).find(U',') != std::u32string_view::npos;
  }

  [[nodiscard]] bool is_heading(const Piece& piece, const Opening& opening) const {
    if (scan_.has(Role::remark, opening.text)) return false;
    if (is_hash(piece.kind)) return opening.text.size() <= kLongestHeading;
    return opening.rest.empty() ? heads_what_follows(piece, opening)
                                : heads_its_paragraph(piece, opening);
  }

  // A line of its own: a heading when deeper pieces or plain text follow.
  [[nodiscard]] bool heads_what_follows(const Piece& piece, const Opening& opening) const {
    if (index_ + 1 >= pieces_.size() || opening.text.size() > kLongestHeading) return false;
    const Piece& next = pieces_[index_ + 1];
    const bool row = cells_of(scan_, next.whole).has_value();
    if (piece.kind == MarkerKind::none) return heads_bare(piece, opening, next, row);
    if (row) return true;
    if (calendar_heading(scan_, next.body) && next.kind == MarkerKind::none &&
        is_section(piece.kind))
      return true;
    if (next.kind != MarkerKind::none) {
      return next.kind != piece.kind && !is_open(next.kind) &&
             !(is_section(next.kind) && !is_section(piece.kind)) && !hash_follows(next);
    }
    if (calendar_heading(scan_, next.body)) return false;
    const bool short_enough = !opening.closed || opening.text.size() <= kLongestBareHeading;
    return short_enough && next.whole.size() > opening.text.size() / 2 &&
           !ends_list_of_items(piece);
  }

  [[nodiscard]] static bool hash_follows(const Piece& next) { return is_hash(next.kind); }

  [[nodiscard]] bool heads_bare(const Piece& piece, const Opening& opening, const Piece& next,
                                bool row) const {
    if (!piece.starts_paragraph || opening.text.size() > kLongestBareHeading) return false;
    const bool stopped = opening.closed && piece.body.end > opening.text.end;
    const bool deeper =
        next.kind != MarkerKind::none && !(is_open(next.kind) && next.starts_paragraph);
    if (stopped && !(deeper && !next.starts_paragraph)) return false;
    if (row || calendar_heading(scan_, next.body)) return !scan_.has(Role::modal, opening.text);
    if (deeper) return !has_comma(opening.text) || !next.starts_paragraph;
    const bool spelled_out =
        next.whole.size() * 2 > opening.text.size() * 3 && next.whole.size() > 24;
    return next.kind == MarkerKind::none && spelled_out && targets_in(scan_, opening.text).empty();
  }

  [[nodiscard]] bool is_open(MarkerKind kind) const {
    return std::any_of(levels_.begin(), levels_.end(),
                       [&](const Level& level) { return level.kind == kind; });
  }

  // The last item of a list whose other items stood for themselves is an item as well.
  [[nodiscard]] bool ends_list_of_items(const Piece& piece) const {
    return !had_body_ && index_ > 0 && pieces_[index_ - 1].kind == piece.kind;
  }

  // An opening sentence that the rest of its paragraph spells out.
  [[nodiscard]] bool heads_its_paragraph(const Piece& piece, const Opening& opening) const {
    const Range text = opening.text;
    if (text.size() < 2 || !targets_in(scan_, text).empty()) return false;
    if (is_section(piece.kind))
      return text.size() <= kLongestSection ||
             (is_by_means(text) && text.size() <= kLongestByMeans);
    if (piece.kind == MarkerKind::none || piece.kind == MarkerKind::ordinal) {
      const bool limited =
          text.size() <= (piece.kind == MarkerKind::ordinal ? kLongestOrdinal : kLongestNumbered);
      const bool marked = piece.kind == MarkerKind::ordinal;
      return limited && !has_comma(text) && opening.closed && (marked || opens_abstractly(text)) &&
             opening.rest.size() > text.size() && !time_in(scan_, text) &&
             (marked || piece.starts_paragraph);
    }
    if (opening.colon) return text.size() <= kLongestNumbered && holds_more_sentences(opening.rest);
    return text.size() <= kLongestNumbered || (is_by_means(text) && text.size() <= kLongestByMeans);
  }

  [[nodiscard]] bool holds_more_sentences(Range range) const {
    return sentences_of(folded_, range).size() > 1;
  }

  [[nodiscard]] bool is_by_means(Range text) const {
    const std::u32string_view words = folded_.view(text);
    return words.front() == U'以' && words.find(U'为') != words.npos;
  }

  [[nodiscard]] bool opens_abstractly(Range text) const {
    return scan_.longest_at(text.begin, roles({Role::heading_verb, Role::adverb}), text.end) !=
           nullptr;
  }

  void read_row(const Piece& piece, const std::vector<Range>& cells) {
    if (is_rule(scan_, piece.whole) || columns_.take_head(scan_, cells)) return;
    while (!levels_.empty() && levels_.back().paragraph_only) levels_.pop_back();
    Passage row;
    std::vector<Range> work;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Range cell = cells[i];
      if (trimmed(folded_, cell).empty()) continue;
      switch (columns_.of(scan_, cells, i)) {
        case Column::when:
          row_window_ = time_in(scan_, cell);
          break;
        case Column::work:
          work.push_back(cell);
          break;
        case Column::owner:
          row.owners = names_in(scan_, cell);
          break;
        case Column::partner:
          row.partners = names_in(scan_, cell);
          break;
        case Column::target:
          row.amounts = cell;
          break;
        case Column::other:
          break;
      }
    }
    for (const Range& cell : work) {
      std::vector<Piece> inner;
      append_pieces(folded_, cell, inner);
      for (const Piece& part : inner) {
        row.range = part.body;
        if (!trimmed(folded_, row.range).empty()) add(row, true, piece);
      }
    }
  }

  void add(Range range, bool item, const Piece& piece) {
    Passage passage;
    passage.range = range;
    add(std::move(passage), item, piece);
  }

  void add(Passage passage, bool item, const Piece& piece) {
    for (const Level& level : levels_) {
      passage.headings.push_back(level.heading);
      if (level.window) passage.window = level.window;
    }
    if (row_window_) passage.window = row_window_;
    passage.item = item;
    passage.mood = mood_of(passage.headings);
    passage.closing = closes_plan(piece);
    passages_.push_back(std::move(passage));
  }

  [[nodiscard]] Mood mood_of(const std::vector<Range>& headings) const {
    for (auto heading = headings.rbegin(); heading != headings.rend(); ++heading) {
      if (scan_.has(Role::problem_heading, *heading)) return Mood::problems;
      if (scan_.has(Role::future_heading, *heading)) return Mood::future;
      if (scan_.has(Role::past_heading, *heading)) return Mood::past;
      if (scan_.has(Role::guiding_heading, *heading)) return Mood::guiding;
    }
    return mood_;
  }

  // An unmarked paragraph behind a list, with nothing but unmarked lines after it.
  [[nodiscard]] bool closes_plan(const Piece& piece) const {
    if (piece.kind != MarkerKind::none || !piece.starts_paragraph || index_ == 0) return false;
    const Piece& before = pieces_[index_ - 1];
    const bool behind_list = before.kind != MarkerKind::none && !below_heading_;
    constexpr std::size_t kSignatureLines = 3;
    if (!behind_list || pieces_.size() - index_ > kSignatureLines) return false;
    return std::all_of(pieces_.begin() + static_cast<std::ptrdiff_t>(index_), pieces_.end(),
                       [](const Piece& p) { return p.kind == MarkerKind::none; });
  }

  // What stands before the first heading only leads in, unless it is a good part of the whole.
  void mark_opening() {
    if (first_heading_ == kNowhere || first_heading_ >= passages_.size()) return;
    std::size_t before = 0, total = 0;
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      total += passages_[i].range.size();
      if (i < first_heading_) before += passages_[i].range.size();
    }
    if (before * 2 > total) return;
    for (std::size_t i = 0; i < first_heading_; ++i) passages_[i].opening = !passages_[i].item;
  }

  static constexpr std::size_t kNowhere = ~std::size_t{0};
  const Scan& scan_;
  const FoldedText& folded_;
  Mood mood_;
  std::vector<Piece> pieces_;
  std::vector<Level> levels_;
  std::vector<Passage> passages_;
  TableColumns columns_;
  std::optional<TimePhrase> row_window_;
  std::size_t index_ = 0;
  std::size_t first_heading_ = kNowhere;
  bool had_body_ = false;       // the piece before headed something
  bool below_heading_ = false;  // … and ended with its heading
};

}  // namespace

std::vector<Passage> outline_of(const Scan& scan, Range body, Mood mood) {
  return Outliner(scan, body, mood).run();
}

}  // namespace niangjia::plan
