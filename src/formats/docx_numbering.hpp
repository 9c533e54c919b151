// Automatic list numbers of a .docx file. The file holds no number: each paragraph names a list and
// a level, and whoever reads the paragraphs in order counts.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "formats/archive.hpp"

namespace niangjia::formats {

constexpr int kListLevels = 9;

struct ListLevel {
  int start = 1;
  std::string format = "decimal";
  std::string pattern;       // "%1、"; "%1" stands for the number of the first level
  std::string style;         // paragraph style tied to this level, or ""
  bool digits_only = false;  // all numbers of the pattern in decimal digits
  bool restarts = true;      // after a paragraph of a higher level
};

struct ListDefinition {
  std::array<ListLevel, kListLevels> levels;
};

// One list of the document: a definition, possibly with other start numbers.
struct ListInstance {
  int definition = -1;
  std::map<int, int> starts;  // level -> number to start again at
};

// Where a paragraph or its style says that it belongs; empty when it says nothing. List 0 means "in
// no list".
struct ListPlace {
  std::optional<int> list;
  std::optional<int> level;
};

struct ParagraphStyle {
  ListPlace place;
  std::string based_on;
};

// The last number given on each level.
using ListCounters = std::array<std::optional<int>, kListLevels>;

class DocxNumbering {
 public:
  // Reads numbering.xml and styles.xml; either name may be "" when the document has none.
  [[nodiscard]] static Result<DocxNumbering> read(Archive& archive,
                                                  const std::string& numbering_part,
                                                  const std::string& styles_part);

  // Counts one paragraph and gives the label to print before it, with the blank that belongs
  // between them: "一、", "（二）", "1. ", "• "; "" when the paragraph is in no list.
  [[nodiscard]] std::string next_label(const ListPlace& place, const std::string& style);

 private:
  [[nodiscard]] ListPlace resolve(ListPlace place, const std::string& style) const;
  void count(int list, const ListInstance& instance, const ListDefinition& definition, int level);

  std::map<int, ListDefinition> definitions_;
  std::map<int, ListInstance> lists_;
  std::map<std::string, ParagraphStyle> styles_;
  std::map<int, ListCounters> counters_;     // by definition: lists of one definition count on
  std::set<std::pair<int, int>> restarted_;  // list and level whose own start number has been used
};

}  // namespace niangjia::formats
