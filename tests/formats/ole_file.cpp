#include "ole_file.hpp"

#include <algorithm>
#include <cstring>

namespace niangjia::formats::testing {
namespace {

constexpr std::size_t kSector = 512;
constexpr std::size_t kLeastStream = 4096;  // smaller ones would go into the mini stream
constexpr std::uint32_t kEndOfChain = 0xFFFFFFFE, kFatSector = 0xFFFFFFFD, kFree = 0xFFFFFFFF;

template <class T>
void put(std::string& bytes, std::size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

template <class T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_utf16(std::string& bytes, const std::u16string& text) {
  for (const char16_t unit : text) append(bytes, static_cast<std::uint16_t>(unit));
}

std::string directory_entry(const std::string& name, char type, std::uint32_t child,
                            std::uint32_t first, std::uint32_t size) {
  std::string entry(128, '\0');
  for (std::size_t i = 0; i < name.size(); ++i) entry[i * 2] = name[i];
  put(entry, 64, static_cast<std::uint16_t>(name.empty() ? 0 : (name.size() + 1) * 2));
  entry[66] = type;
  entry[67] = 1;
  put(entry, 68, kFree);
  put(entry, 72, kFree);
  put(entry, 76, child);
  put(entry, 116, first);
  put(entry, 120, size);
  return entry;
}

// Layout: header, FAT (sector 0), directory (sector 1), the stream (from sector 2 on).
std::string header() {
  std::string bytes(kSector, '\0');
  bytes.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put<std::uint16_t>(bytes, 24, 0x3E);
  put<std::uint16_t>(bytes, 26, 3);
  put<std::uint16_t>(bytes, 28, 0xFFFE);
  put<std::uint16_t>(bytes, 30, 9);
  put<std::uint16_t>(bytes, 32, 6);
  put<std::uint32_t>(bytes, 44, 1);
  put<std::uint32_t>(bytes, 48, 1);
  put<std::uint32_t>(bytes, 56, kLeastStream);
  put(bytes, 60, kEndOfChain);
  put(bytes, 68, kEndOfChain);
  std::fill(bytes.begin() + 76, bytes.end(), '\xFF');
  put<std::uint32_t>(bytes, 76, 0);
  return bytes;
}

std::string begin_of(std::uint16_t kind) {
  std::string body;
  for (const std::uint16_t word :
       {std::uint16_t{0x600}, kind, std::uint16_t{0x0DBB}, std::uint16_t{0x07CC}}) {
    append(body, word);
  }
  return xls_record(0x809, body + std::string(8, '\0'));
}

std::string cell_record(const XlsCell& cell) {
  std::string body;
  append(body, cell.row);
  append(body, cell.column);
  append(body, cell.style);
  if (cell.text.empty()) {
    append(body, cell.number);
    return xls_record(0x203, body);
  }
  append(body, static_cast<std::uint16_t>(cell.text.size()));
  body += '\x01';  // UTF-16
  append_utf16(body, cell.text);
  return xls_record(0x204, body);
}

std::string style_record(std::uint16_t number_format) {
  std::string body(20, '\0');
  put(body, 2, number_format);
  return xls_record(0xE0, body);
}

}  // namespace

std::string xls_record(std::uint16_t kind, const std::string& body) {
  std::string bytes;
  append(bytes, kind);
  append(bytes, static_cast<std::uint16_t>(body.size()));
  return bytes + body;
}

std::string ole_file(const std::string& name, const std::string& content) {
  std::string stream = content;
  stream.resize((std::max(content.size(), kLeastStream) + kSector - 1) / kSector * kSector);
  const auto sectors = static_cast<std::uint32_t>(stream.size() / kSector);
  std::string fat(kSector, '\xFF');
  put(fat, 0, kFatSector);
  put(fat, 4, kEndOfChain);
  for (std::uint32_t i = 0; i < sectors; ++i)
    put(fat, 8 + i * 4, i + 1 == sectors ? kEndOfChain : i + 3);
  const std::string directory =
      directory_entry("Root Entry", 5, 1, kEndOfChain, 0) +
      directory_entry(name, 2, kFree, 2, static_cast<std::uint32_t>(stream.size())) +
      directory_entry("", 0, kFree, 0, 0) + directory_entry("", 0, kFree, 0, 0);
  return header() + fat + directory + stream;
}

std::string doc_file(const std::u16string& text) {
  constexpr std::uint32_t kTextAt = 1024;
  std::string stream(kTextAt, '\0');
  put<std::uint16_t>(stream, 0, 0xA5EC);
  put<std::uint16_t>(stream, 2, 0xC1);
  put<std::uint16_t>(stream, 10, 0x1000);  // extended characters
  put<std::uint32_t>(stream, 24, kTextAt);
  put<std::uint32_t>(stream, 28, kTextAt + static_cast<std::uint32_t>(text.size() * 2));
  put<std::uint32_t>(stream, 76, static_cast<std::uint32_t>(text.size()));
  append_utf16(stream, text);
  return ole_file("WordDocument", stream);
}

std::string xls_file(const std::vector<XlsCell>& cells, const std::string& globals,
                     const std::string& behind_cells) {
  const std::u16string name = u"表一";
  std::string before = begin_of(5) + style_record(0) + style_record(14) + globals;
  std::string bound;
  append(bound, static_cast<std::uint32_t>(before.size() + 4 + 8 + name.size() * 2 + 4));
  append<std::uint16_t>(bound, 0);
  bound += static_cast<char>(name.size());
  bound += '\x01';
  append_utf16(bound, name);
  before += xls_record(0x85, bound) + xls_record(0x0A, "");

  std::string size(14, '\0');
  for (const XlsCell& cell : cells) {
    put<std::uint32_t>(size, 4, cell.row + 1u);
    put<std::uint16_t>(
        size, 10,
        std::max<std::uint16_t>(static_cast<std::uint16_t>(cell.column + 1),
                                static_cast<std::uint16_t>(static_cast<unsigned char>(size[10]))));
  }
  std::string sheet = begin_of(0x10) + xls_record(0x200, size);
  for (const XlsCell& cell : cells) sheet += cell_record(cell);
  return ole_file("Workbook", before + sheet + behind_cells + xls_record(0x0A, ""));
}

}  // namespace niangjia::formats::testing
