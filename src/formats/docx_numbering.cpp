#include "formats/docx_numbering.hpp"

#include <algorithm>
#include <climits>

#include "base/text.hpp"
#include "formats/number_text.hpp"
#include "formats/office_package.hpp"

namespace niangjia::formats {
namespace {

constexpr int kLongestStyleChain = 32;
constexpr std::size_t kLongestPattern = 256;

int clamp_level(int level) { return std::clamp(level, 0, kListLevels - 1); }

class NumberingHandler : public XmlHandler {
 public:
  NumberingHandler(std::map<int, ListDefinition>& definitions, std::map<int, ListInstance>& lists)
      : definitions_(definitions), lists_(lists) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "abstractNum") {
      definition_ = &definitions_[attributes.number("abstractNumId").value_or(-1)];
    } else if (name == "num") {
      list_ = &lists_[attributes.number("numId").value_or(-1)];
    } else if (list_ != nullptr) {
      start_in_list(name, attributes);
    } else if (name == "lvl" && definition_ != nullptr) {
      level_ = &definition_->levels[static_cast<std::size_t>(
          clamp_level(attributes.number("ilvl").value_or(0)))];
    } else if (level_ != nullptr) {
      start_in_level(name, attributes);
    }
  }
  void end(std::string_view name) override {
    if (name == "abstractNum") definition_ = nullptr;
    if (name == "num") list_ = nullptr;
    if (name == "lvl") level_ = nullptr;
  }
  void text(std::string_view) override {}

 private:
  void start_in_list(std::string_view name, const XmlAttributes& attributes) {
    if (name == "abstractNumId") list_->definition = attributes.number("val").value_or(-1);
    if (name == "lvlOverride") override_ = clamp_level(attributes.number("ilvl").value_or(0));
    if (name == "startOverride") list_->starts[override_] = attributes.number("val").value_or(1);
  }
  void start_in_level(std::string_view name, const XmlAttributes& attributes) {
    if (name == "start") level_->start = attributes.number("val").value_or(1);
    if (name == "numFmt") level_->format = attributes.get("val");
    if (name == "lvlText" && attributes.get("val").size() <= kLongestPattern)
      level_->pattern = attributes.get("val");
    if (name == "pStyle") level_->style = attributes.get("val");
    if (name == "isLgl") level_->digits_only = attributes.is_on();
    if (name == "lvlRestart") level_->restarts = attributes.get("val") != "0";
  }

  std::map<int, ListDefinition>& definitions_;
  std::map<int, ListInstance>& lists_;
  ListDefinition* definition_ = nullptr;
  ListInstance* list_ = nullptr;
  ListLevel* level_ = nullptr;
  int override_ = 0;
};

class StylesHandler : public XmlHandler {
 public:
  explicit StylesHandler(std::map<std::string, ParagraphStyle>& styles) : styles_(styles) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style") style_ = &styles_[std::string(attributes.get("styleId"))];
    if (style_ == nullptr) return;
    if (name == "basedOn") style_->based_on = attributes.get("val");
    if (name == "numId") style_->place.list = attributes.number("val");
    if (name == "ilvl") style_->place.level = attributes.number("val");
  }
  void end(std::string_view name) override {
    if (name == "style") style_ = nullptr;
  }
  void text(std::string_view) override {}

 private:
  std::map<std::string, ParagraphStyle>& styles_;
  ParagraphStyle* style_ = nullptr;
};

// A list number runs into digits that follow ("1.2025年"), so it gets a blank; Chinese signs need
// none.
bool needs_blank(std::string_view label) {
  return static_cast<unsigned char>(label.back()) < 0x80 && label.back() != ')';
}

std::string label(const ListDefinition& definition, const ListCounters& counters, int level) {
  const ListLevel& own = definition.levels[static_cast<std::size_t>(level)];
  if (own.format == "bullet") return "• ";
  std::string text;
  for (std::size_t at = 0; at < own.pattern.size(); ++at) {
    const char next = at + 1 < own.pattern.size() ? own.pattern[at + 1] : '\0';
    if (own.pattern[at] != '%' || next < '1' || next > '9') {
      text += own.pattern[at];
      continue;
    }
    const auto other = static_cast<std::size_t>(next - '1');
    const ListLevel& shown = definition.levels[other];
    text += number_text(counters[other].value_or(shown.start),
                        own.digits_only ? "decimal" : shown.format);
    ++at;
  }
  std::string trimmed(text::trim(text));
  if (!trimmed.empty() && needs_blank(trimmed)) trimmed += ' ';
  return trimmed;
}

}  // namespace

Result<DocxNumbering> DocxNumbering::read(Archive& archive, const std::string& numbering_part,
                                          const std::string& styles_part) {
  DocxNumbering numbering;
  if (archive.contains(numbering_part)) {
    NumberingHandler handler(numbering.definitions_, numbering.lists_);
    NJ_CHECK(read_part(archive, numbering_part, handler));
  }
  if (archive.contains(styles_part)) {
    StylesHandler handler(numbering.styles_);
    NJ_CHECK(read_part(archive, styles_part, handler));
  }
  return numbering;
}

ListPlace DocxNumbering::resolve(ListPlace place, const std::string& style) const {
  std::string name = style;
  for (int step = 0; step < kLongestStyleChain && !(place.list && place.level); ++step) {
    const auto found = styles_.find(name);
    if (found == styles_.end()) break;
    if (!place.list) place.list = found->second.place.list;
    if (!place.level) place.level = found->second.place.level;
    name = found->second.based_on;
  }
  return place;
}

std::string DocxNumbering::next_label(const ListPlace& place, const std::string& style) {
  const ListPlace resolved = resolve(place, style);
  const auto list = lists_.find(resolved.list.value_or(0));
  if (resolved.list.value_or(0) == 0 || list == lists_.end()) return {};
  const auto definition = definitions_.find(list->second.definition);
  if (definition == definitions_.end()) return {};

  int level = resolved.level.value_or(0);
  if (!resolved.level && !style.empty()) {
    const auto& levels = definition->second.levels;
    const auto tied = std::find_if(levels.begin(), levels.end(),
                                   [&](const ListLevel& l) { return l.style == style; });
    if (tied != levels.end()) level = static_cast<int>(tied - levels.begin());
  }
  level = clamp_level(level);
  count(list->first, list->second, definition->second, level);
  return label(definition->second, counters_[list->second.definition], level);
}

void DocxNumbering::count(int list, const ListInstance& instance, const ListDefinition& definition,
                          int level) {
  ListCounters& counters = counters_[instance.definition];
  std::optional<int>& counter = counters[static_cast<std::size_t>(level)];
  const auto start = instance.starts.find(level);
  if (start != instance.starts.end() && restarted_.emplace(list, level).second) {
    counter = start->second;
  } else if (!counter) {
    counter = start != instance.starts.end()
                  ? start->second
                  : definition.levels[static_cast<std::size_t>(level)].start;
  } else if (*counter < INT_MAX) {
    ++*counter;
  }
  for (std::size_t deeper = static_cast<std::size_t>(level) + 1; deeper < kListLevels; ++deeper) {
    if (definition.levels[deeper].restarts) counters[deeper].reset();
  }
}

}  // namespace niangjia::formats
