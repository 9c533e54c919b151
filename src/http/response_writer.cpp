#include "http/response_writer.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <boost/beast/http/status.hpp>
#include <ctime>
#include <iterator>

namespace niangjia::http {
namespace {

constexpr std::string_view kContentPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

// RFC 9110 dates change once a second; each thread keeps its last.
std::string_view http_date() {
  thread_local std::time_t last = 0;
  thread_local char text[32];
  thread_local std::size_t size = 0;
  const std::time_t now = std::time(nullptr);
  if (now != last) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    last = now;
  }
  return {text, size};
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_default(std::string& out, const Response& response, std::string_view name,
                    std::string_view value) {
  if (response.header(name).empty()) append_header(out, name, value);
}

void append_length(std::string& out, const Response& response) {
  if (response.stream || response.status == 204 || response.status == 304) return;
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("Content-Length: {}\r\n"),
                 response.content().size());
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto text = boost::beast::http::obsolete_reason(
      boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  return {text.data(), text.size()};
}

ResponseWriter::ResponseWriter(bool secure) {
  append_header(fixed_, "X-Content-Type-Options", "nosniff");
  append_header(fixed_, "Referrer-Policy", "no-referrer");
  append_header(fixed_, "Cross-Origin-Opener-Policy", "same-origin");
  append_header(fixed_, "Cross-Origin-Resource-Policy", "same-origin");
  append_header(fixed_, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (secure) append_header(fixed_, "Strict-Transport-Security", "max-age=31536000");
}

void ResponseWriter::append_head(std::string& out, const Request& request, const Response& response,
                                 AfterAnswer after) const {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("HTTP/1.1 {} {}\r\nDate: {}\r\n"),
                 response.status, reason_phrase(response.status), http_date());
  append_length(out, response);
  if (!response.content_type.empty()) append_header(out, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  append_default(out, response, "Cache-Control", "no-store");
  append_default(out, response, "Content-Security-Policy", kContentPolicy);
  append_header(out, "X-Request-Id", request.request_id());
  if (after == AfterAnswer::close) append_header(out, "Connection", "close");
  out.append(fixed_).append("\r\n");
}

}  // namespace niangjia::http
