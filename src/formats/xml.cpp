#include "formats/xml.hpp"

#include <fmt/format.h>

#include <charconv>

namespace niangjia::formats {
namespace {

constexpr int kMostDepth = 256;
constexpr long long kLongestTag = 1 << 20;
constexpr const char* kDamaged = "文件内容已损坏，请用办公软件打开后另存一份再试。";

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view local_name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local(pair[0]) == local_name) return pair[1];
  }
  return std::nullopt;
}

std::string_view XmlAttributes::get(std::string_view local_name) const {
  return find(local_name).value_or(std::string_view{});
}

std::optional<int> XmlAttributes::number(std::string_view local_name) const {
  const std::string_view value = get(local_name);
  int number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
  return number;
}

bool XmlAttributes::is_on() const {
  const std::string_view value = get("val");
  return value != "0" && value != "false" && value != "off";
}

void XmlHandler::refuse(Error error) {
  if (!refused_) refused_ = std::move(error);
}

XmlParser::XmlParser(XmlHandler& handler, std::string part)
    : handler_(handler),
      part_(std::move(part)),
      parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
  NJ_ASSERT(parser_ != nullptr);
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser_.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
}

Status XmlParser::feed(std::string_view chunk) { return parse(chunk, false); }

Status XmlParser::finish() { return parse({}, true); }

Status XmlParser::parse(std::string_view chunk, bool last) {
  const XML_Status status =
      XML_Parse(parser_.get(), chunk.data(), static_cast<int>(chunk.size()), last);
  if (handler_.refused()) return fail(*handler_.refused());
  if (status == XML_STATUS_ERROR) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}:{}: {}", part_, XML_GetCurrentLineNumber(parser_.get()),
                            XML_ErrorString(XML_GetErrorCode(parser_.get()))),
                kDamaged);
  }
  fed_ += static_cast<long long>(chunk.size());
  // An unfinished tag is scanned anew with every chunk; without a bound that time grows with the
  // square.
  if (!last && fed_ - XML_GetCurrentByteIndex(parser_.get()) > kLongestTag) {
    return fail(ErrorCode::invalid_argument, part_ + ": a tag is longer than 1 MiB", kDamaged);
  }
  return Done{};
}

void XmlParser::refuse(const char* why) {
  handler_.refuse({ErrorCode::invalid_argument,
                   fmt::format("{}:{}: {}", part_, XML_GetCurrentLineNumber(parser_.get()), why),
                   kDamaged,
                   {}});
}

void XmlParser::stop_if_refused() {
  if (handler_.refused()) XML_StopParser(parser_.get(), XML_FALSE);
}

void XmlParser::on_start(void* self, const char* name, const char** attributes) {
  auto& parser = *static_cast<XmlParser*>(self);
  if (++parser.depth_ > kMostDepth) {
    parser.refuse("elements are nested too deep");
  } else {
    parser.handler_.start(local(name), XmlAttributes(attributes));
  }
  parser.stop_if_refused();
}

void XmlParser::on_end(void* self, const char* name) {
  auto& parser = *static_cast<XmlParser*>(self);
  --parser.depth_;
  if (!parser.handler_.refused()) parser.handler_.end(local(name));
  parser.stop_if_refused();
}

void XmlParser::on_text(void* self, const char* utf8, int size) {
  auto& parser = *static_cast<XmlParser*>(self);
  if (!parser.handler_.refused()) parser.handler_.text({utf8, static_cast<std::size_t>(size)});
  parser.stop_if_refused();
}

void XmlParser::on_doctype(void* self, const char*, const char*, const char*, int) {
  auto& parser = *static_cast<XmlParser*>(self);
  parser.refuse("a DOCTYPE is not allowed");
  parser.stop_if_refused();
}

}  // namespace niangjia::formats
