// Streams of compound files (MS-CFB), the container of Office 97-2003.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace niangjia::formats {

// True when the bytes begin like a compound file; encrypted .docx and .xlsx files do too.
[[nodiscard]] bool is_ole_file(std::string_view bytes);

// The content of the first stream with that name, which must be ASCII. Fails with `not_found` when
// there is none, with `invalid_argument` when the file is damaged. Time and memory grow with the
// size of the file at most.
[[nodiscard]] Result<std::string> read_ole_stream(std::string_view bytes, std::string_view name);

}  // namespace niangjia::formats
