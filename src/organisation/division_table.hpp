// The table of all administrative divisions that lies in the program as read-only data
// (scripts/divisions/build_table.py describes its layout). It is read in place: nothing is parsed at
// the start, and a page of it takes memory only once somebody has looked at it.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace niangjia::organisation {

// What the ending of a name says; endings of one class mean the same thing (街道, 街道办事处). In the
// order of CLASSES in build_table.py.
enum class DivisionClass : std::uint8_t {
  none,
  province,
  city,
  prefecture,
  district,
  county,
  banner,
  street,
  town,
  township,
  village,
  community
};
// Classes that a division may change between, as when a township becomes a town.
[[nodiscard]] bool are_kin(DivisionClass a, DivisionClass b);

// A name is its stem and its ending: 西湖 and 区.
struct NameEnding {
  std::string_view text;        // 村民委员会
  std::string_view short_text;  // 村
  DivisionClass kind = DivisionClass::none;
};

// Views into the table; may be copied and shared between threads freely.
class DivisionTable {
 public:
  static constexpr std::size_t kLevels = 5;

  DivisionTable();

  // Divisions are numbered level by level, and by code within a level.
  std::span<const std::uint32_t> level_starts;  // kLevels + 1
  std::span<const std::uint32_t> first_child;   // of those above the last level, and the end
  std::span<const std::uint16_t> code_parts;    // what the code adds to that of the parent
  std::span<const std::uint32_t> placeholders;

  [[nodiscard]] std::uint32_t stem_of(std::uint32_t division) const {
    return names_[division] & ((1u << kStemBits) - 1);
  }
  [[nodiscard]] NameEnding ending_of(std::uint32_t division) const {
    return ending(names_[division] >> kStemBits);
  }
  [[nodiscard]] std::size_t ending_count() const { return endings_.size(); }
  [[nodiscard]] NameEnding ending(std::size_t index) const;

  // Stems are in the order of their bytes.
  [[nodiscard]] std::uint32_t stem_count() const {
    return static_cast<std::uint32_t>(holder_starts_.size() - 1);
  }
  [[nodiscard]] std::string stem(std::uint32_t index) const;
  // Shows the stems [first, last) as (index, text).
  template <class F>
  void for_stems(std::uint32_t first, std::uint32_t last, F&& each) const {
    for (std::uint32_t block = first / kBlock; block * kBlock < last; ++block) {
      walk_block(block, [&](std::uint32_t at, std::string_view text) {
        if (at >= first && at < last) each(at, text);
        return at < last;
      });
    }
  }
  // The first stem that is not before `text`.
  [[nodiscard]] std::uint32_t first_stem_not_before(std::string_view text) const;
  // Divisions with one of the stems [first, last); by number when there is one stem.
  [[nodiscard]] std::span<const std::uint32_t> holders(std::uint32_t first,
                                                       std::uint32_t last) const {
    return holders_.subspan(holder_starts_[first], holder_starts_[last] - holder_starts_[first]);
  }

  // Divisions that have `text` as another name.
  template <class F>
  void for_alias(std::string_view text, F&& each) const {
    for (const AliasRow& row : aliases_) {
      if (texts_.substr(row.text, row.size) == text) each(row.division);
    }
  }
  // Whether a reading of a character begins with that letter, a to z.
  [[nodiscard]] bool is_read_as(char32_t character, char letter) const;
  template <class F>
  void for_characters_read_as(char letter, F&& each) const {
    for (const Reading& reading : readings_) {
      if (reading.letters >> (letter - 'a') & 1u) each(static_cast<char32_t>(reading.character));
    }
  }

 private:
  static constexpr int kStemBits = 20;
  static constexpr std::uint32_t kBlock = 16;
  struct EndingRow {
    std::uint32_t text;
    std::uint8_t size, short_size, kind, unused;
  };
  struct AliasRow {
    std::uint32_t text, size, division;
  };
  struct Reading {
    std::uint32_t character, letters;
  };

  // Shows the stems of a block one after the other until `each` answers false.
  template <class F>
  void walk_block(std::uint32_t block, F&& each) const {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(stems_[at]); };
    std::string text(first_of_block(block));
    std::size_t at = stem_blocks_[block] + 1 + text.size();
    const std::uint32_t end = std::min(stem_count(), (block + 1) * kBlock);
    for (std::uint32_t index = block * kBlock;;) {
      if (!each(index, std::string_view(text)) || ++index == end) return;
      text.resize(byte(at));
      text += stems_.substr(at + 2, byte(at + 1));
      at += 2 + byte(at + 1);
    }
  }
  [[nodiscard]] std::string_view first_of_block(std::uint32_t block) const;

  std::span<const std::uint32_t> names_, stem_blocks_, holder_starts_, holders_;
  std::string_view stems_, texts_;
  std::span<const EndingRow> endings_;
  std::span<const AliasRow> aliases_;
  std::span<const Reading> readings_;
};

}  // namespace niangjia::organisation
