#include "http/request_reader.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>
#include <optional>

#include "http/target.hpp"

namespace niangjia::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::string_view;
using beast::http::field;

constexpr std::size_t kSmallBuffer = 4 * 1024;
constexpr std::size_t kBodyBuffer = 64 * 1024;

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

// Reads one message; Beast's parsers cannot be used twice.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
 public:
  Parser(Request& request, const Limits& limits) : request_(request) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(boost::none);  // ours comes from the route, which the head decides
    eager(true);
  }

  std::optional<Method> method;
  string_view target;  // in the reader's buffer
  int version = 0;
  std::size_t max_body = 0;
  std::size_t header_count = 0;
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
  bool is_length_plain = true;
  bool is_chunked_alone = true;
  bool expects_continue = false;
  bool expects_other = false;

 private:
  void on_request_impl(beast::http::verb, string_view name, string_view text, int number,
                       error_code&) override {
    method = http::parse_method({name.data(), name.size()});
    target = text;
    version = number;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  void on_field_impl(field name, string_view text, string_view value, error_code&) override {
    if (is_header_done()) return;  // trailers are dropped
    note(name, value);
    request_.add_header({text.data(), text.size()}, {value.data(), value.size()});
  }
  std::size_t on_body_impl(string_view piece, error_code& ec) override { return add(piece, ec); }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code& ec) override {
    return add(piece, ec);
  }

  // Keeps what check_head judges.
  void note(field name, string_view value) {
    ++header_count;
    if (name == field::host) ++hosts;
    if (name == field::content_length) {
      ++lengths;
      is_length_plain = is_length_plain && std::ranges::all_of(value, is_decimal_digit);
    }
    if (name == field::transfer_encoding) {
      ++encodings;
      is_chunked_alone = beast::iequals(value, "chunked");
    }
    if (name == field::expect) {
      (beast::iequals(value, "100-continue") ? expects_continue : expects_other) = true;
    }
  }

  std::size_t add(string_view piece, error_code& ec) {
    if (request_.body.size() + piece.size() > max_body) {
      ec = beast::http::error::body_limit;
      return 0;
    }
    request_.body.append(piece.data(), piece.size());
    return piece.size();
  }

  Request& request_;
};

RequestReader::RequestReader(const Limits& limits) : limits_(limits), buffer_(kSmallBuffer) {}
RequestReader::~RequestReader() = default;

boost::asio::mutable_buffer RequestReader::prepare() {
  if (end_ == buffer_.size() && begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const bool is_in_body = parser_ && parser_->is_header_done() && has_body();
  if (end_ == buffer_.size() || (is_in_body && expected_body(kBodyBuffer) >= kBodyBuffer)) {
    buffer_.resize(std::max(kBodyBuffer, limits_.header_bytes + kSmallBuffer));
  }
  return boost::asio::buffer(buffer_.data() + end_, buffer_.size() - end_);
}

void RequestReader::commit(std::size_t count) { end_ += count; }

RequestReader::Outcome RequestReader::refuse(int status, std::string_view reason) {
  refusal_ = {status, reason};
  return Outcome::refused;
}

RequestReader::Outcome RequestReader::find_head() {
  while (scanned_ == 0 && end_ - begin_ >= 2 &&
         std::memcmp(buffer_.data() + begin_, "\r\n", 2) == 0) {
    begin_ += 2;  // empty lines before a request are to be skipped (RFC 9112, 2.2)
  }
  const std::string_view text(buffer_.data() + begin_, end_ - begin_);
  if (text.empty()) return Outcome::need_more;
  if (!is_letter(text[0]) && text != "\r") return refuse(400, "not HTTP");
  for (auto line = text.find('\n', scanned_); line != std::string_view::npos;
       line = text.find('\n', line + 1)) {
    if (line == 0 || text[line - 1] != '\r') return refuse(400, "line ends without CR");
    if (line + 1 == text.size()) break;
    const char next = text[line + 1];
    if (next == ' ' || next == '\t') return refuse(400, "folded header line");
    if (next == '\r') {
      if (line + 2 == text.size()) break;
      if (text[line + 2] != '\n') return refuse(400, "CR alone");
      head_end_ = line + 3;
      return head_end_ > limits_.header_bytes ? refuse(431, "header too long") : Outcome::done;
    }
    scanned_ = line + 1;
  }
  if (scanned_ == 0 && text.size() > limits_.target_bytes + 32)
    return refuse(414, "target too long");
  if (text.size() >= limits_.header_bytes) return refuse(431, "header too long");
  return Outcome::need_more;
}

RequestReader::Outcome RequestReader::read_head(Request& request) {
  if (const auto outcome = find_head(); outcome != Outcome::done) return outcome;
  parser_ = std::make_unique<Parser>(request, limits_);
  error_code ec;
  const auto used = parser_->put({buffer_.data() + begin_, head_end_}, ec);
  if (ec == beast::http::error::bad_version && parser_->version == 0) return refuse(505, "version");
  if (ec || used != head_end_ || !parser_->is_header_done()) return refuse(400, "malformed head");
  const auto outcome = check_head(request);
  begin_ += head_end_;
  return outcome;
}

RequestReader::Outcome RequestReader::check_head(Request& request) {
  const auto& head = *parser_;
  if (head.version != 11) return refuse(505, "version");
  if (head.header_count > limits_.header_count) return refuse(431, "too many headers");
  if (head.hosts != 1) return refuse(400, "not exactly one Host");
  if (head.lengths > 1 || !head.is_length_plain) return refuse(400, "ambiguous Content-Length");
  if (head.encodings > 1 || (head.encodings == 1 && head.lengths > 0))
    return refuse(400, "ambiguous length");
  if (!head.is_chunked_alone) return refuse(501, "unknown Transfer-Encoding");
  if (head.expects_other) return refuse(417, "unknown expectation");
  if (!head.method) return refuse(501, "unknown method");
  if (head.target.size() > limits_.target_bytes) return refuse(414, "target too long");
  auto target = parse_target({head.target.data(), head.target.size()});
  if (!target) return refuse(400, "malformed target");
  request.method = *head.method;
  request.path.assign(target->path);
  request.query_string.assign(target->query);
  return Outcome::done;
}

RequestReader::Outcome RequestReader::read_body(Request& request, std::size_t max_body) {
  if (parser_->is_done()) return Outcome::done;
  if (expected_body(0) > max_body) return refuse(413, "body too large");
  parser_->max_body = max_body;
  if (request.body.empty()) request.body.reserve(std::min(expected_body(0), kBodyBuffer));
  error_code ec;
  begin_ += parser_->put({buffer_.data() + begin_, end_ - begin_}, ec);
  if (ec == beast::http::error::body_limit) return refuse(413, "body too large");
  if (ec && ec != beast::http::error::need_more) return refuse(400, "malformed body");
  if (parser_->is_done()) return Outcome::done;
  // A chunk's head or the trailers must fit into the buffer; what does not is an attack.
  if (end_ - begin_ >= limits_.header_bytes) return refuse(400, "chunk head too long");
  return Outcome::need_more;
}

bool RequestReader::keeps_alive() const { return parser_->keep_alive(); }

bool RequestReader::has_body() const { return !parser_->is_done(); }

bool RequestReader::expects_continue() const {
  return parser_->expects_continue && has_body() && is_empty();
}

std::size_t RequestReader::expected_body(std::size_t max_body) const {
  const auto length = parser_->content_length();
  return length ? static_cast<std::size_t>(*length) : max_body;
}

void RequestReader::drop() { begin_ = end_ = 0; }

void RequestReader::start_over() {
  parser_.reset();
  scanned_ = 0;
  head_end_ = 0;
  if (!is_empty()) return;
  begin_ = end_ = 0;
  if (buffer_.size() > kSmallBuffer) std::vector<char>(kSmallBuffer).swap(buffer_);
}

}  // namespace niangjia::http
