#include "formats/docx_text.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/text.hpp"
#include "formats/docx_numbering.hpp"
#include "formats/office_package.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kMostText = 32u << 20;

using Lines = std::vector<std::string>;

struct Paragraph {
  std::string text;
  ListPlace place;
  std::string style;
  Lines after;              // what its text boxes hold
  bool joins_next = false;  // its end was deleted, so it runs on into the next paragraph
};

// Where finished lines go: the body, a table cell or a text box.
struct Block {
  Lines lines;
  std::string carried;  // text of paragraphs that run on
};

struct Row {
  std::vector<Lines> cells;
  bool deleted = false;
};

// A cell in one line; its own tabs would look like the next cell.
std::string one_line(const Lines& lines) {
  std::string joined;
  for (const std::string& line : lines) {
    if (!joined.empty()) joined += ' ';
    joined += line;
  }
  std::replace(joined.begin(), joined.end(), '\t', ' ');
  return joined;
}

void append_split(Lines& lines, std::string_view text) {
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;
       text.remove_prefix(end + 1)) {
    lines.emplace_back(text.substr(0, end));
  }
  lines.emplace_back(text);
}

void append(Lines& lines, Lines&& more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

class DocumentHandler : public XmlHandler {
 public:
  explicit DocumentHandler(DocxNumbering& numbering) : numbering_(numbering) {
    blocks_.emplace_back();
  }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (skipped_ > 0 || is_skipped(name)) {
      ++skipped_;
      return;
    }
    open(name, attributes);
    path_.emplace_back(name);
  }
  void end(std::string_view name) override {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    path_.pop_back();
    close(name);
  }
  void text(std::string_view utf8) override {
    if (skipped_ > 0 || path_.empty() || path_.back() != "t") return;
    std::string flat(utf8);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    write(flat);
  }
  [[nodiscard]] std::string take() {
    flush_carried();
    return join_all(blocks_.front().lines);
  }

 private:
  [[nodiscard]] std::string_view parent(std::size_t up = 1) const {
    return path_.size() < up ? std::string_view{} : std::string_view(path_[path_.size() - up]);
  }

  // Fallback repeats a text box for old programs; rt is the reading above a character; ...Change
  // keeps the formatting from before an edit; del outside properties and moveFrom are what is no
  // longer there.
  [[nodiscard]] bool is_skipped(std::string_view name) const {
    const bool property = parent() == "rPr" || parent() == "trPr";
    return name == "Fallback" || name == "rt" || name.ends_with("Change") || name == "moveFrom" ||
           (name == "del" && !property);
  }

  void open(std::string_view name, const XmlAttributes& attributes) {
    if (name == "p") return paragraphs_.emplace_back(), void();
    if (name == "tc" || name == "txbxContent") return blocks_.emplace_back(), void();
    if (name == "tr") return rows_.emplace_back(), void();
    if (name == "del" && parent() == "trPr" && !rows_.empty()) rows_.back().deleted = true;
    if (paragraphs_.empty()) return;
    if (parent() == "r") {
      open_in_run(name, attributes);
    } else {
      open_property(name, attributes);
    }
    if (name == "r") run_hidden_ = false;
  }

  void open_in_run(std::string_view name, const XmlAttributes& attributes) {
    if (name == "tab" || name == "ptab") write("\t");
    if (name == "br" || name == "cr") write("\n");
    if (name == "noBreakHyphen") write("-");
    if (name == "sym") write_symbol(attributes.get("char"));
  }

  void open_property(std::string_view name, const XmlAttributes& attributes) {
    Paragraph& paragraph = paragraphs_.back();
    if (parent() == "numPr" && name == "numId") paragraph.place.list = attributes.number("val");
    if (parent() == "numPr" && name == "ilvl") paragraph.place.level = attributes.number("val");
    if (parent() == "pPr" && name == "pStyle") paragraph.style = attributes.get("val");
    if (parent() != "rPr") return;
    if (name == "del" && parent(2) == "pPr") paragraph.joins_next = true;
    if (name == "vanish" && parent(2) == "r") run_hidden_ = attributes.is_on();
  }

  void close(std::string_view name) {
    if (name == "p") {
      close_paragraph();
    } else if (name == "tc") {
      Lines lines = close_block();
      if (!rows_.empty()) rows_.back().cells.push_back(std::move(lines));
    } else if (name == "txbxContent") {
      Lines lines = close_block();
      append(paragraphs_.empty() ? blocks_.back().lines : paragraphs_.back().after,
             std::move(lines));
    } else if (name == "tr") {
      close_row();
    }
  }

  void close_paragraph() {
    Paragraph paragraph = std::move(paragraphs_.back());
    paragraphs_.pop_back();
    Block& block = blocks_.back();
    block.carried += paragraph.text;
    if (paragraph.joins_next) return;
    const std::string whole = std::exchange(block.carried, {});
    // An empty paragraph of a list takes its number, but nobody reads "三、" with nothing behind
    // it.
    std::string label = numbering_.next_label(paragraph.place, paragraph.style);
    if (text::trim(whole).empty()) label.clear();
    weigh(label.size() + sizeof(Paragraph));
    append_split(block.lines, label + whole);
    append(block.lines, std::move(paragraph.after));
  }

  Lines close_block() {
    flush_carried();
    Lines lines = std::move(blocks_.back().lines);
    blocks_.pop_back();
    return lines;
  }

  void flush_carried() {
    Block& block = blocks_.back();
    if (!block.carried.empty()) append_split(block.lines, std::exchange(block.carried, {}));
  }

  void close_row() {
    Row row = std::move(rows_.back());
    rows_.pop_back();
    if (row.deleted || row.cells.empty()) return;
    Lines& lines = blocks_.back().lines;
    if (row.cells.size() == 1) return append(lines, std::move(row.cells.front()));
    std::string line;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) line += '\t';
      line += one_line(row.cells[i]);
    }
    lines.push_back(std::move(line));
  }

  void write(std::string_view utf8) {
    if (paragraphs_.empty() || run_hidden_) return;
    paragraphs_.back().text += utf8;
    weigh(utf8.size());
  }

  void weigh(std::size_t bytes) {
    weight_ += bytes;
    if (weight_ > kMostText) {
      refuse({ErrorCode::too_large,
              "document has more than 32 MiB of text",
              "文档的文字太多，请分成几个文件再试。",
              {}});
    }
  }

  // Symbol fonts put their signs where Unicode has none; those are left out.
  void write_symbol(std::string_view hex) {
    unsigned code = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (error != std::errc{} || code < 0x20 || (code >= 0xD800 && code < 0xF900) || code > 0x10FFFF)
      return;
    write(text::to_utf8(std::u32string(1, static_cast<char32_t>(code))));
  }

  [[nodiscard]] static std::string join_all(const Lines& lines) {
    std::string all;
    for (const std::string& line : lines) (all += line) += '\n';
    return all;
  }

  DocxNumbering& numbering_;
  std::vector<std::string> path_;
  std::vector<Block> blocks_;
  std::vector<Paragraph> paragraphs_;  // more than one only inside text boxes
  std::vector<Row> rows_;
  int skipped_ = 0;
  bool run_hidden_ = false;
  std::size_t weight_ = 0;  // bytes of text, and something for each paragraph
};

}  // namespace

Result<std::string> read_docx_text(std::string_view bytes) {
  NJ_TRY(Archive archive,
         Archive::open(bytes, {.entry_bytes = 64u << 20, .total_bytes = 128u << 20}));
  NJ_TRY(const auto package, read_relationships(archive, ""));
  const std::string document = find_target(package, "officeDocument");
  if (!archive.contains(document) || archive.contains("xl/workbook.xml")) {
    return fail(ErrorCode::invalid_argument, "zip file without a Word document",
                "这个文件不是Word文档，请检查文件名的结尾是否正确。");
  }
  NJ_TRY(const auto parts, read_relationships(archive, document));
  NJ_TRY(DocxNumbering numbering, DocxNumbering::read(archive, find_target(parts, "numbering"),
                                                      find_target(parts, "styles")));
  DocumentHandler handler(numbering);
  NJ_CHECK(read_part(archive, document, handler));
  return handler.take();
}

}  // namespace niangjia::formats
