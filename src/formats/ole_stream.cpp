#include "formats/ole_stream.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "formats/little_endian.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kHeaderSize = 512;
constexpr std::size_t kFatPlacesAt = 76, kFatPlacesInHeader = 109;
constexpr std::size_t kEntrySize = 128;
constexpr std::size_t kMiniSector = 64;
constexpr std::uint32_t kFirstSpecial = 0xFFFFFFFA;  // end of chain, free and the like
constexpr const char* kDamaged = "文件已损坏或没有传完整，请用办公软件打开后另存一份再试。";

tl::unexpected<Error> damaged(const char* why) {
  return fail(ErrorCode::invalid_argument, std::string("compound file: ") + why, kDamaged);
}

struct Entry {
  std::uint32_t first = 0;
  std::uint64_t size = 0;
};

class CompoundFile {
 public:
  explicit CompoundFile(std::string_view bytes)
      : bytes_(bytes), sector_(number_at<std::uint16_t>(bytes, 30) == 12 ? 4096 : 512) {}

  Result<std::string> read(std::string_view name) {
    if (bytes_.size() < kHeaderSize) return damaged("no header");
    read_fat();
    NJ_TRY(const std::string directory,
           chain(number_at<std::uint32_t>(bytes_, 48), fat_, bytes_, sector_, sector_));
    NJ_TRY(const Entry found, find(directory, name));
    if (found.size >= number_at<std::uint32_t>(bytes_, 56)) {
      return cut(chain(found.first, fat_, bytes_, sector_, sector_), found.size);
    }
    return read_mini(directory, found);
  }

 private:
  // Where the sectors of the FAT are: in the header first, then in a chain of sectors of their own.
  void read_fat() {
    for (std::size_t i = 0; i < kFatPlacesInHeader; ++i) {
      add_fat_sector(number_at<std::uint32_t>(bytes_, kFatPlacesAt + i * 4));
    }
    std::uint32_t next = number_at<std::uint32_t>(bytes_, 68);
    for (std::size_t left = sectors(); next < kFirstSpecial && left > 0 && !full(); --left) {
      const std::string_view places = sector_at(next);
      for (std::size_t at = 0; at + 4 < places.size(); at += 4)
        add_fat_sector(number_at<std::uint32_t>(places, at));
      next = places.empty() ? kFirstSpecial : number_at<std::uint32_t>(places, sector_ - 4);
    }
  }

  void add_fat_sector(std::uint32_t place) {
    if (place >= kFirstSpecial || full()) return;
    append_numbers(sector_at(place), fat_);
  }

  [[nodiscard]] bool full() const { return fat_.size() >= sectors(); }
  [[nodiscard]] std::size_t sectors() const { return bytes_.size() / sector_; }

  [[nodiscard]] std::string_view sector_at(std::uint32_t number) const {
    const std::size_t at = (std::size_t{number} + 1) * sector_;
    return at < bytes_.size() ? bytes_.substr(at, sector_) : std::string_view{};
  }

  static void append_numbers(std::string_view from, std::vector<std::uint32_t>& to) {
    for (std::size_t at = 0; at + 4 <= from.size(); at += 4)
      to.push_back(number_at<std::uint32_t>(from, at));
  }

  // Follows `next` through `from`, whose sectors of `size` bytes begin at `offset`.
  static Result<std::string> chain(std::uint32_t at, const std::vector<std::uint32_t>& next,
                                   std::string_view from, std::size_t size, std::size_t offset) {
    std::string content;
    for (std::size_t steps = 0; at < kFirstSpecial; ++steps) {
      const std::size_t place = offset + std::size_t{at} * size;
      if (at >= next.size() || place >= from.size() || steps > next.size())
        return damaged("a chain leads nowhere");
      content += from.substr(place, size);
      at = next[at];
    }
    return content;
  }

  static Result<std::string> cut(Result<std::string> content, std::uint64_t size) {
    if (content && content->size() < size) return damaged("a stream is cut off");
    if (content) content->resize(size);
    return content;
  }

  static Result<Entry> find(std::string_view directory, std::string_view name) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    for (std::size_t at = 0; at + kEntrySize <= directory.size(); at += kEntrySize) {
      const std::string_view entry = directory.substr(at, kEntrySize);
      const bool stream = entry[66] == 2 && number_at<std::uint16_t>(entry, 64) == wide.size() + 2;
      if (stream && entry.starts_with(wide)) {
        return Entry{number_at<std::uint32_t>(entry, 116), number_at<std::uint32_t>(entry, 120)};
      }
    }
    return fail(ErrorCode::not_found, "compound file without a stream " + std::string(name),
                kDamaged);
  }

  // Small streams share the sectors of the root entry's stream.
  Result<std::string> read_mini(std::string_view directory, const Entry& entry) {
    NJ_TRY(const std::string shared,
           chain(number_at<std::uint32_t>(directory, 116), fat_, bytes_, sector_, sector_));
    NJ_TRY(const std::string table,
           chain(number_at<std::uint32_t>(bytes_, 60), fat_, bytes_, sector_, sector_));
    std::vector<std::uint32_t> next;
    append_numbers(table, next);
    return cut(chain(entry.first, next, shared, kMiniSector, 0), entry.size);
  }

  std::string_view bytes_;
  std::size_t sector_;
  std::vector<std::uint32_t> fat_;
};

}  // namespace

bool is_ole_file(std::string_view bytes) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

Result<std::string> read_ole_stream(std::string_view bytes, std::string_view name) {
  if (!is_ole_file(bytes)) return damaged("no signature");
  return CompoundFile(bytes).read(name);
}

}  // namespace niangjia::formats
