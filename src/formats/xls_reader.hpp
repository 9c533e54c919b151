// Reads .xls workbooks of Excel 97-2003 through libfreexl, which holds the whole file in memory.
#pragma once
#include "base/result.hpp"
#include "formats/sheet_cell.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace niangjia::formats {

// Calls `on_sheet` with the name of each sheet and then `on_row` for each of its rows that has a cell. Their errors
// end the reading and are returned as they are. Fails with `invalid_argument` when the bytes are no such workbook,
// a damaged or an encrypted one.
[[nodiscard]] Status read_xls(std::string_view bytes, const std::function<Status(std::string name)>& on_sheet,
                              const std::function<Status(const ReadRow&)>& on_row);

}  // namespace niangjia::formats
