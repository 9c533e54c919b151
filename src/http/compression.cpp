#include "http/compression.hpp"

#include <zlib.h>

#include <boost/beast/core/string.hpp>

namespace niangjia::http {
namespace {

constexpr std::size_t kWorthwhile = 1024;
constexpr int kLevel = 2;  // level 1 to 3 cost about the same here; 6 takes three times as long
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemoryLevel = 8;

bool is_text(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
         content_type.starts_with("application/javascript") ||
         content_type.starts_with("image/svg");
}

// "gzip;q=0", "gzip; q=0.0"
bool forbids(std::string_view coding) {
  const auto at = coding.find("q=");
  return at != std::string_view::npos &&
         coding.substr(at + 2).find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(const Request& request) {
  std::string_view rest = request.header("Accept-Encoding");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    auto coding = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (coding.starts_with(' ')) coding.remove_prefix(1);
    const auto name = coding.substr(0, coding.find_first_of("; "));
    if (boost::beast::iequals(name, "gzip") && !forbids(coding)) return true;
  }
  return false;
}

std::optional<std::string> gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return std::nullopt;
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int state = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (state != Z_STREAM_END) return std::nullopt;
  return out;
}

void compress(const Request& request, Response& response) {
  if (response.body.size() < kWorthwhile || !is_text(response.content_type)) return;
  if (!response.header("Content-Encoding").empty()) return;
  response.set_header("Vary", "Accept-Encoding");
  if (!accepts_gzip(request)) return;
  auto packed = gzip(response.body);
  if (!packed || packed->size() * 5 > response.body.size() * 4) return;
  response.body = std::move(*packed);
  response.set_header("Content-Encoding", "gzip");
}

}  // namespace niangjia::http
