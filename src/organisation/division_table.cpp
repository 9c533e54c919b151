#include "organisation/division_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/result.hpp"

// Made by scripts/make-divisions.
extern "C" const char niangjia_divisions[];

namespace niangjia::organisation {
namespace {

static_assert(std::endian::native == std::endian::little, "the table is little-endian");

constexpr std::string_view kMark = "NJDIVIS1";

// In the order in which the table has them.
enum class Section {
  level_starts,
  first_child,
  code_parts,
  names,
  stem_blocks,
  stems,
  stem_holders,
  holders,
  endings,
  aliases,
  readings,
  placeholders,
  texts
};

// The table begins at a multiple of 16 and each section at a multiple of four.
template <class T>
std::span<const T> section(Section which) {
  std::array<std::uint32_t, 2> place{};
  std::memcpy(place.data(),
              niangjia_divisions + kMark.size() + static_cast<std::size_t>(which) * sizeof place,
              sizeof place);
  return {reinterpret_cast<const T*>(niangjia_divisions + place[0]), place[1]};
}

std::string_view bytes_of(Section which) {
  const auto bytes = section<char>(which);
  return {bytes.data(), bytes.size()};
}

int family(DivisionClass kind) {
  if (kind >= DivisionClass::village) return 3;
  if (kind >= DivisionClass::street) return 2;
  return kind >= DivisionClass::city ? 1 : 0;
}

}  // namespace

bool are_kin(DivisionClass a, DivisionClass b) {
  return a != DivisionClass::none && b != DivisionClass::none && family(a) == family(b);
}

DivisionTable::DivisionTable()
    : level_starts(section<std::uint32_t>(Section::level_starts)),
      first_child(section<std::uint32_t>(Section::first_child)),
      code_parts(section<std::uint16_t>(Section::code_parts)),
      placeholders(section<std::uint32_t>(Section::placeholders)),
      names_(section<std::uint32_t>(Section::names)),
      stem_blocks_(section<std::uint32_t>(Section::stem_blocks)),
      holder_starts_(section<std::uint32_t>(Section::stem_holders)),
      holders_(section<std::uint32_t>(Section::holders)),
      stems_(bytes_of(Section::stems)),
      texts_(bytes_of(Section::texts)),
      endings_(section<EndingRow>(Section::endings)),
      aliases_(section<AliasRow>(Section::aliases)),
      readings_(section<Reading>(Section::readings)) {
  NJ_ASSERT(std::string_view(niangjia_divisions, kMark.size()) == kMark);
}

NameEnding DivisionTable::ending(std::size_t index) const {
  const EndingRow& row = endings_[index];
  return {texts_.substr(row.text, row.size), texts_.substr(row.text + row.size, row.short_size),
          static_cast<DivisionClass>(row.kind)};
}

std::string_view DivisionTable::first_of_block(std::uint32_t block) const {
  const std::size_t at = stem_blocks_[block];
  return stems_.substr(at + 1, static_cast<unsigned char>(stems_[at]));
}

std::string DivisionTable::stem(std::uint32_t index) const {
  std::string found;
  walk_block(index / kBlock, [&](std::uint32_t at, std::string_view text) {
    if (at == index) found = text;
    return at != index;
  });
  return found;
}

std::uint32_t DivisionTable::first_stem_not_before(std::string_view text) const {
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(stem_blocks_.size());
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if (first_of_block(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return 0;
  // It may stand inside the block before the first one that begins behind it.
  std::uint32_t found = std::min(stem_count(), low * kBlock);
  walk_block(low - 1, [&](std::uint32_t at, std::string_view stem) {
    if (stem >= text) found = at;
    return stem < text;
  });
  return found;
}

bool DivisionTable::is_read_as(char32_t character, char letter) const {
  const auto found = std::lower_bound(
      readings_.begin(), readings_.end(), character,
      [](const Reading& reading, char32_t wanted) { return reading.character < wanted; });
  return found != readings_.end() && found->character == character &&
         (found->letters >> (letter - 'a') & 1u);
}

}  // namespace niangjia::organisation
