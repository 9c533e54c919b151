// The text of a .docx file; see read_document_text for what a line is.
#pragma once
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace niangjia::formats {

[[nodiscard]] Result<std::string> read_docx_text(std::string_view bytes);

}  // namespace niangjia::formats
