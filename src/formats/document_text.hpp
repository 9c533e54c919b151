// The plain text of a document that a person brings: .txt, .md, .docx or .doc.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace niangjia::formats {

// UTF-8 with '\n' between lines, in reading order. The kind is told by the ending of `file_name`.
// .txt, .md  as they are, from UTF-8, UTF-16 or GB18030; "\r\n" becomes "\n".
// .docx      a line for each paragraph, with its automatic number written out ("一、", "（二）",
// "1. ", "• "); soft
//            breaks start a new line; a table row is one line with tabs between cells, while a row
//            of one cell keeps its paragraphs; insertions count, deletions, hidden text, headers
//            and footnotes do not.
// .doc       through the program catdoc, within 20 seconds.
// Fails with `invalid_argument` for other endings, damaged files and files whose content is not
// what the ending says; with `too_large` above 64 MiB of input or 32 MiB of text; with
// `unavailable` when catdoc is missing. Every error carries a sentence for the person in `detail`.
// Any thread.
[[nodiscard]] Result<std::string> read_document_text(std::string_view file_name,
                                                     std::string_view bytes);

}  // namespace niangjia::formats
