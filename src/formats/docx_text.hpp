// The text of a .docx file; see read_document_text for what a line is.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace niangjia::formats {

[[nodiscard]] Result<std::string> read_docx_text(std::string_view bytes);

}  // namespace niangjia::formats
