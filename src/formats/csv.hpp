// Comma-separated text as offices exchange it (RFC 4180 with what Excel and WPS make of it).
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace niangjia::formats {

struct CsvRow {
  int line = 0;  // where the row begins, from 1; quoted cells may run over several lines
  std::vector<std::string> cells;
};

// Reads UTF-8, UTF-16 or GB18030 text. The separator is the one of , ; and tab that stands most
// often in the first row, or what a first line "sep=;" says. Blank lines are passed over. A quote
// that our writer put before "=" and the like is taken away again. An error of `on_row` ends the
// reading and is returned as it is. Fails with `invalid_argument`, naming the line, when a quoted
// cell never ends or goes on after its closing quote.
[[nodiscard]] Status read_csv(std::string_view bytes,
                              const std::function<Status(const CsvRow&)>& on_row);

// Writes UTF-8 with byte order mark, so that Excel shows Chinese, and "\r\n". Text that a
// spreadsheet would take for a formula (first character = + - @, tab or return) gets a single quote
// before it; plain numbers such as -12.50 don't need one and can still be summed.
class CsvWriter {
 public:
  CsvWriter();
  void add_row(std::span<const std::string> cells);
  // What was written since the last call, to be sent on.
  [[nodiscard]] std::string take();

 private:
  std::string text_;
};

}  // namespace niangjia::formats
