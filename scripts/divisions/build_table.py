#!/usr/bin/env python3
"""Writes the table of divisions that src/organisation/division_table.cpp reads in place.

Usage: build_table.py CSV_FOLDER OUT      CSV_FOLDER holds provinces.csv … villages.csv of china-division

Little-endian. A head of "NJDIVIS1" and pairs of uint32 (offset, number of items), one for each section in the order of
SECTIONS; every section begins at a multiple of four. Divisions are numbered level by level from the provinces down, and by
code within a level, so that the children of each are one run of the next level.

  level_starts   uint32: number of the first division of each of the five levels, and of the end
  first_child    uint32: for every division above the villages its first child, and of the end
  code_parts     uint16: what the code adds to that of the parent (2, 2, 2, 3, 3 digits)
  names          uint32: stem in the low 20 bits, ending in the high 12
  stem_blocks    uint32: offset in `stems` of each block of 16 stems
  stems          bytes: stems in byte order; a block begins with size and text, the others give shared size, rest size, rest
  stem_holders   uint32: where in `holders` those of each stem begin, and of the end
  holders        uint32: divisions by stem and then number; placeholders (市辖区 and the like) are left out
  endings        (uint32 text, uint8 text size, uint8 short size, uint8 class, uint8 0); the short form follows the text
  aliases        (uint32 text, uint32 text size, uint32 division), by the bytes of the text
  readings       (uint32 character, uint32 letters: bit 0 is a), by character
  placeholders   uint32: divisions that only hold a level open and are no place by themselves
  texts          bytes: of endings and aliases
"""
import csv
import struct
import sys
from pathlib import Path

SECTIONS = ("level_starts", "first_child", "code_parts", "names", "stem_blocks", "stems", "stem_holders", "holders",
            "endings", "aliases", "readings", "placeholders", "texts")
LEVELS = ("province", "city", "county", "street", "community")
FILES = ("provinces", "cities", "areas", "streets", "villages")
CODE_SIZES = (2, 4, 6, 9, 12)
# In the order of organisation::DivisionClass.
CLASSES = ("none", "province", "city", "prefecture", "district", "county", "banner", "street", "town", "township",
           "village", "community")
PLACEHOLDER_CITIES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
BLOCK = 16
HERE = Path(__file__).parent


def lines_of(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_divisions(folder: Path) -> list[list[tuple[str, str]]]:
    """(code, name) of each level, by code."""
    levels = []
    for level, (file, size) in enumerate(zip(FILES, CODE_SIZES)):
        with open(folder / f"{file}.csv", encoding="utf-8", newline="") as rows:
            found = [(row["code"], row["name"]) for row in csv.DictReader(rows)]
        if level == 0:
            found += [(code.rstrip("0"), name) for code, name in lines_of("additions.tsv")]
        found.sort()
        if any(len(code) != size or not name for code, name in found) or len({code for code, _ in found}) != len(found):
            sys.exit(f"{file}.csv: codes that are no {size} digits, stand twice or have no name")
        levels.append(found)
    for above, below, size in zip(levels, levels[1:], CODE_SIZES):
        codes = {code for code, _ in above}
        if stray := next((code for code, _ in below if code[:size] not in codes), None):
            sys.exit(f"division {stray} has nothing above it")
    return levels


class Endings:
    """Cuts names into stem and ending by the rules of suffixes.tsv and nations.txt."""

    def __init__(self) -> None:
        self.rules: dict[str, list[tuple[str, str, str]]] = {level: [] for level in LEVELS}
        self.numbers: dict[tuple[str, str, str], int] = {("", "none", ""): 0}
        self.nations = sorted((line[0] for line in lines_of("nations.txt")), key=len, reverse=True)
        for level, kind, form, short in lines_of("suffixes.tsv"):
            self.rules[level].append((form, kind, short))
            self.numbers.setdefault((form, kind, short), len(self.numbers))
        for rules in self.rules.values():
            rules.sort(key=lambda rule: len(rule[0]), reverse=True)

    def cut(self, level: str, name: str) -> tuple[str, int]:
        for form, kind, short in self.rules[level]:
            if name.endswith(form) and len(name) - len(form) >= 2:
                stem = self.without_nations(name[:-len(form)], form) if level != "community" else name[:-len(form)]
                if len(stem) + len(form) < len(name):
                    form = short = name[len(stem):]
                return stem, self.numbers.setdefault((form, kind, short), len(self.numbers))
        return name, 0

    def without_nations(self, text: str, form: str) -> str:
        """积石山保安族东乡族撒拉族 -> 积石山; 东乡族, of which nothing would be left, -> 东乡."""
        rest, cut = text, True
        while cut:
            cut = next((word for word in self.nations if rest.endswith(word) and len(rest) - len(word) >= 2
                        and (word.endswith("族") or "自治" in form)), None)
            rest = rest[:-len(cut)] if cut else rest
        return rest[:-1] if rest == text and rest.endswith("族") and len(rest) > 2 else rest


def front_coded(stems: list[bytes]) -> tuple[list[int], bytes]:
    blocks, out = [], bytearray()
    for number, stem in enumerate(stems):
        if number % BLOCK == 0:
            blocks.append(len(out))
            out += bytes([len(stem)]) + stem
        else:
            before = stems[number - 1]
            shared = next((i for i, (a, b) in enumerate(zip(before, stem)) if a != b), min(len(before), len(stem)))
            out += bytes([shared, len(stem) - shared]) + stem[shared:]
    return blocks, bytes(out)


def readings() -> list[tuple[int, int]]:
    letters: dict[str, int] = {}
    for line in (HERE / "initials.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        for character in line[2:]:
            letters[character] = letters.get(character, 0) | 1 << (ord(line[0]) - ord("a"))
    return sorted((ord(character), mask) for character, mask in letters.items())


def is_placeholder(level: int, code: str, name: str) -> bool:
    return level == 1 and name in PLACEHOLDER_CITIES or level == 2 and code.endswith("00")


def children(levels: list[list[tuple[str, str]]], starts: list[int]) -> list[int]:
    first = []
    for level in range(4):
        below, at = levels[level + 1], 0
        for code, _ in levels[level]:
            while at < len(below) and below[at][0] < code:
                at += 1
            first.append(starts[level + 1] + at)
    return [*first, starts[5]]


def build(levels: list[list[tuple[str, str]]]) -> dict[str, bytes]:
    starts = [sum(map(len, levels[:level])) for level in range(len(levels) + 1)]
    endings, cuts, parts, placeholders, number_of = Endings(), [], [], [], {}
    for level, found in enumerate(levels):
        for code, name in found:
            if is_placeholder(level, code, name):
                placeholders.append(len(cuts))
            number_of[code] = len(cuts)
            cuts.append(endings.cut(LEVELS[level], name))
            parts.append(int(code[CODE_SIZES[level - 1] if level else 0:]))
    stems = sorted({stem.encode() for stem, _ in cuts})
    stem_number = {stem.decode(): number for number, stem in enumerate(stems)}
    if len(stems) >= 1 << 20 or len(endings.numbers) >= 1 << 12 or max(map(len, stems)) > 255:
        sys.exit("more stems or endings than the table has room for")
    holders = sorted((stem_number[stem], number) for number, (stem, _) in enumerate(cuts))
    skipped = set(placeholders)
    holders = [holder for holder in holders if holder[1] not in skipped]
    holder_starts, at = [], 0
    for number in range(len(stems) + 1):
        while at < len(holders) and holders[at][0] < number:
            at += 1
        holder_starts.append(at)

    texts, ending_rows, alias_rows = bytearray(), bytearray(), bytearray()
    for (form, kind, short), _ in sorted(endings.numbers.items(), key=lambda item: item[1]):
        form, short = form.encode(), short.encode()
        ending_rows += struct.pack("<IBBBB", len(texts), len(form), len(short), CLASSES.index(kind), 0)
        texts += form + short
    for alias, code in sorted((line[1].encode(), line[0]) for line in lines_of("aliases.tsv")):
        alias_rows += struct.pack("<III", len(texts), len(alias), number_of[code])
        texts += alias
    blocks, pool = front_coded(stems)

    def words(values: list[int], kind: str = "I") -> bytes:
        return struct.pack(f"<{len(values)}{kind}", *values)

    return {"level_starts": words(starts), "first_child": words(children(levels, starts)), "code_parts": words(parts, "H"),
            "names": words([stem_number[stem] | ending << 20 for stem, ending in cuts]), "stem_blocks": words(blocks),
            "stems": pool, "stem_holders": words(holder_starts), "holders": words([number for _, number in holders]),
            "endings": bytes(ending_rows), "aliases": bytes(alias_rows),
            "readings": b"".join(struct.pack("<II", *reading) for reading in readings()),
            "placeholders": words(placeholders), "texts": bytes(texts)}


ITEM_SIZES = {"code_parts": 2, "stems": 1, "endings": 8, "aliases": 12, "readings": 8, "texts": 1}


def assemble(sections: dict[str, bytes]) -> bytes:
    head, body = bytearray(b"NJDIVIS1"), bytearray()
    begin = len(head) + 8 * len(SECTIONS)
    for name in SECTIONS:
        body += bytes(-len(body) % 4)
        head += struct.pack("<II", begin + len(body), len(sections[name]) // ITEM_SIZES.get(name, 4))
        body += sections[name]
    return bytes(head + body)


def main() -> None:
    Path(sys.argv[2]).write_bytes(assemble(build(read_divisions(Path(sys.argv[1])))))


main()
