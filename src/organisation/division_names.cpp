#include "organisation/division_names.hpp"

#include "base/text.hpp"

namespace niangjia::organisation {
namespace {

// How a name with the ending `asked` (empty: without one) fits a division with the ending `own`.
std::optional<DivisionMatch> match_of(const NameEnding& asked, const NameEnding& own) {
  if (asked.text.empty())
    return own.text.empty() ? DivisionMatch::name : DivisionMatch::short_name;
  if (asked.kind == own.kind) return DivisionMatch::name;
  if (are_kin(asked.kind, own.kind)) return DivisionMatch::other_ending;
  return std::nullopt;
}

// The stem that is exactly `text`.
std::optional<std::uint32_t> stem_named(const DivisionTable& table, std::string_view text) {
  const std::uint32_t stem = table.first_stem_not_before(text);
  if (text.empty() || stem == table.stem_count() || table.stem(stem) != text) return std::nullopt;
  return stem;
}

// How many of the letters, from the first on, begin the readings of the characters of `text`.
std::size_t letters_read(const DivisionTable& table, std::string_view text,
                         std::string_view letters) {
  std::size_t read = 0;
  for (const char32_t character : text::to_code_points(text)) {
    if (read == letters.size() || !table.is_read_as(character, letters[read])) break;
    ++read;
  }
  return read;
}

}  // namespace

std::size_t character_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

void show_named(const DivisionTable& table, std::string_view name, const DivisionSink& sink) {
  for (std::size_t index = 0; index < table.ending_count(); ++index) {
    const NameEnding ending = table.ending(index);
    if (!name.ends_with(ending.text)) continue;
    const auto stem = stem_named(table, name.substr(0, name.size() - ending.text.size()));
    if (!stem) continue;
    for (const std::uint32_t number : table.holders(*stem, *stem + 1)) {
      if (const auto match = match_of(ending, table.ending_of(number))) sink({number}, *match);
    }
  }
  table.for_alias(name,
                  [&](std::uint32_t number) { sink({number}, DivisionMatch::alias); });
}

void show_beginning(const DivisionTable& table, std::string_view name, const DivisionSink& sink) {
  // Behind every text that begins with the name, as no byte of UTF-8 is 0xFF.
  const std::uint32_t first = table.first_stem_not_before(name),
                      last = table.first_stem_not_before(std::string(name) + '\xFF');
  for (const std::uint32_t number : table.holders(first, last))
    sink({number}, DivisionMatch::beginning);
  for (std::size_t cut = 1; cut < name.size(); ++cut) {
    if ((static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) continue;
    const auto stem = stem_named(table, name.substr(0, cut));
    if (!stem) continue;
    for (const std::uint32_t number : table.holders(*stem, *stem + 1)) {
      if (table.ending_of(number).text.starts_with(name.substr(cut)))
        sink({number}, DivisionMatch::beginning);
    }
  }
}

void show_initials(const DivisionTable& table, std::string_view letters, const DivisionSink& sink) {
  const auto show_holders = [&](std::uint32_t stem, std::string_view text) {
    const std::string_view rest = letters.substr(letters_read(table, text, letters));
    // What the stem leaves over is the ending's, when the stem was read to its end.
    if (!rest.empty() && text::length(text) + rest.size() != letters.size()) return;
    for (const std::uint32_t number : table.holders(stem, stem + 1)) {
      if (letters_read(table, table.ending_of(number).text, rest) == rest.size())
        sink({number}, DivisionMatch::initials);
    }
  };
  // Stems are in the order of their characters, so that only those of a fitting first one are read.
  table.for_characters_read_as(letters.front(), [&](char32_t character) {
    const std::u32string next{character + 1};
    table.for_stems(table.first_stem_not_before(text::to_utf8({&character, 1})),
                    table.first_stem_not_before(text::to_utf8(next)), show_holders);
  });
}

}  // namespace niangjia::organisation
