// The records of .xls workbooks (MS-XLS, BIFF8) and the strings in them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace niangjia::formats {

enum class XlsRecordKind : std::uint16_t {
  formula = 0x0006,
  end = 0x000A,
  date_mode = 0x0022,
  file_pass = 0x002F,
  continued = 0x003C,
  bound_sheet = 0x0085,
  several_rk = 0x00BD,
  rich_label = 0x00D6,
  cell_format = 0x00E0,
  merged = 0x00E5,
  shared_strings = 0x00FC,
  shared_label = 0x00FD,
  number = 0x0203,
  label = 0x0204,
  bool_or_error = 0x0205,
  string = 0x0207,
  rk = 0x027E,
  format = 0x041E,
  begin = 0x0809,
};

struct XlsRecord {
  XlsRecordKind kind{};
  std::string_view body;
};

// Walks through the records of a stream; the stream must outlive it.
class XlsRecords {
 public:
  XlsRecords(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}
  // nullopt at the end of the stream, also when the last record is cut off.
  [[nodiscard]] std::optional<XlsRecord> next();

 private:
  std::string_view stream_;
  std::size_t at_;
};

// Reads strings that may run on from one record into the next; what is missing makes `failed` true.
class XlsStrings {
 public:
  explicit XlsStrings(std::vector<std::string_view> segments) : segments_(std::move(segments)) {}

  template <class T>
  [[nodiscard]] T number() {
    T value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
      value |= static_cast<T>(static_cast<T>(byte()) << (8 * i));
    return value;
  }
  // A string whose number of characters has been read: flags, counts, characters, formatting.
  [[nodiscard]] std::string string(std::size_t characters);
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::uint8_t byte();
  void skip(std::size_t bytes);
  bool next_segment();

  std::vector<std::string_view> segments_;
  std::size_t segment_ = 0, at_ = 0;
  bool failed_ = false;
};

}  // namespace niangjia::formats
