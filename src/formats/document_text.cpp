#include "formats/document_text.hpp"

#include "base/text.hpp"
#include "formats/docx_text.hpp"
#include "formats/office_package.hpp"
#include "formats/ole_stream.hpp"
#include "formats/program_output.hpp"

namespace niangjia::formats {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;
constexpr std::size_t kMostText = 32u << 20;

tl::unexpected<Error> wrong_content(const char* message, const char* detail) {
  return fail(ErrorCode::invalid_argument, message, detail);
}

std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      plain += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      plain += '\n';
    }
  }
  return plain;
}

Result<std::string> read_plain(std::string_view bytes) {
  if (is_zip_file(bytes) || is_ole_file(bytes)) {
    return wrong_content("office file named as text",
                         "这个文件不是纯文本，请把结尾改回.docx或.doc再试。");
  }
  auto text = text::decode(bytes);
  if (!text) {
    return fail(text.error().code, text.error().message,
                "认不出这个文件的文字编码，请另存为UTF-8文本再试。");
  }
  if (text->size() > kMostText) {
    return fail(ErrorCode::too_large, "more than 32 MiB of text",
                "文件的文字太多，请分成几个文件再试。");
  }
  return with_plain_line_ends(*text);
}

Result<std::string> read_docx(std::string_view bytes) {
  if (is_ole_file(bytes)) {
    return wrong_content(
        "OLE file named .docx",
        "这个文件设有密码，或是改了名的旧格式.doc。请用Word去掉密码、另存为.docx再试。");
  }
  if (!is_zip_file(bytes)) {
    return wrong_content("no zip file behind .docx",
                         "这个文件不是.docx文档，可能改过名或没有传完整。");
  }
  return read_docx_text(bytes);
}

Result<std::string> read_doc(std::string_view bytes) {
  if (is_zip_file(bytes)) {
    return wrong_content("zip file named .doc",
                         "这个文件其实是.docx，请把文件名的结尾改成.docx再试。");
  }
  if (!is_ole_file(bytes)) {
    return wrong_content("no OLE file behind .doc",
                         "这个文件不是Word的.doc文档，请用Word打开后另存为.docx再试。");
  }
  auto text = program_output({"catdoc", "-w", "-d", "utf-8", "-"}, bytes);
  if (text) return with_plain_line_ends(*text);
  const bool missing = text.error().code == ErrorCode::unavailable;
  return fail(text.error().code, text.error().message,
              missing ? "这台服务器暂时读不了旧格式.doc，请用Word另存为.docx再试。"
                      : "这个.doc文档读不出来，请用Word打开后另存为.docx再试。");
}

}  // namespace

Result<std::string> read_document_text(std::string_view file_name, std::string_view bytes) {
  if (bytes.size() > kMostBytes) {
    return fail(ErrorCode::too_large, "document above 64 MiB",
                "文件超过64MB，请分成几个文件再试。");
  }
  const std::string extension = extension_of(file_name);
  if (extension == ".txt" || extension == ".md") return read_plain(bytes);
  if (extension == ".docx") return read_docx(bytes);
  if (extension == ".doc") return read_doc(bytes);
  return fail(ErrorCode::invalid_argument, "document with the ending '" + extension + "'",
              "只能读.txt、.md、.docx和.doc文件。");
}

}  // namespace niangjia::formats
