#include "formats/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace niangjia::formats {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kFormulaStarts = "=+-@\t\r";
constexpr std::array kSeparators{',', ';', '\t'};

bool is_plain_negative_number(std::string_view text) {
  if (text.size() < 2 || text[0] != '-' || text[1] < '0' || text[1] > '9') return false;
  return text.find_first_not_of("0123456789.", 1) == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

bool looks_like_formula(std::string_view text) {
  return !text.empty() && kFormulaStarts.find(text[0]) != std::string_view::npos &&
         !is_plain_negative_number(text);
}

// Counted in the first row outside quotes.
char detect_separator(std::string_view text) {
  std::array<int, kSeparators.size()> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    for (std::size_t i = 0; i < kSeparators.size(); ++i) counts[i] += c == kSeparators[i];
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

class CsvParser {
 public:
  explicit CsvParser(std::string_view text) : text_(text), separator_(detect_separator(text)) {
    if (text_.starts_with("sep=") && text_.size() > 4) {
      separator_ = text_[4];
      at_ = 5;
      end_line();
    }
  }

  Status read(const std::function<Status(const CsvRow&)>& on_row) {
    while (at_ < text_.size()) {
      CsvRow row{line_, {}};
      do {
        NJ_TRY(std::string cell, read_cell());
        row.cells.push_back(std::move(cell));
      } while (take_separator());
      end_line();
      const bool blank = row.cells.size() == 1 && text::trim(row.cells[0]).empty();
      if (!blank) NJ_CHECK(on_row(row));
    }
    return Done{};
  }

 private:
  [[nodiscard]] bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }

  bool take_separator() {
    if (at_ == text_.size() || text_[at_] != separator_) return false;
    ++at_;
    return true;
  }

  void end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  Result<std::string> read_cell() {
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') {
      NJ_TRY(cell, read_quoted());
    } else {
      const std::size_t first = at_;
      while (!at_line_end() && text_[at_] != separator_) ++at_;
      cell = text_.substr(first, at_ - first);
    }
    if (cell.starts_with('\'') && looks_like_formula(std::string_view(cell).substr(1)))
      cell.erase(0, 1);
    return cell;
  }

  Result<std::string> read_quoted() {
    const int opened = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      line_ += text_[at_] == '\n';
      cell += text_[at_];
    }
    if (at_ == text_.size()) {
      return fail(ErrorCode::invalid_argument,
                  fmt::format("csv line {}: a quoted cell never ends", opened),
                  fmt::format("第{}行有一个引号没有配对，请补上再试。", opened));
    }
    ++at_;
    if (!at_line_end() && text_[at_] != separator_) {
      return fail(ErrorCode::invalid_argument,
                  fmt::format("csv line {}: text behind a closing quote", line_),
                  fmt::format("第{}行引号后面多了文字，请检查这一行的引号。", line_));
    }
    return cell;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

Status read_csv(std::string_view bytes, const std::function<Status(const CsvRow&)>& on_row) {
  const auto text = text::decode(bytes);
  if (!text) {
    return fail(text.error().code, text.error().message,
                "认不出这个文件的文字编码，请另存为UTF-8的.csv或.xlsx再试。");
  }
  return CsvParser(*text).read(on_row);
}

CsvWriter::CsvWriter() : text_(kByteOrderMark) {}

void CsvWriter::add_row(std::span<const std::string> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text_ += ',';
    const std::string cell = looks_like_formula(cells[i]) ? "'" + cells[i] : cells[i];
    // A lone empty cell is quoted, or its row would be a blank line.
    if (cell.find_first_of(",;\"\r\n\t") == std::string::npos &&
        !(cells.size() == 1 && cell.empty())) {
      text_ += cell;
      continue;
    }
    text_ += '"';
    for (const char c : cell) text_.append(c == '"' ? 2 : 1, c);
    text_ += '"';
  }
  text_ += "\r\n";
}

std::string CsvWriter::take() { return std::exchange(text_, {}); }

}  // namespace niangjia::formats
