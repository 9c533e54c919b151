// What a route gets and what it gives back.
#pragma once
#include <boost/json/fwd.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace niangjia::http {

class StreamSource;

// In the order of `kMethodNames`.
enum class Method { get, head, post, put, patch, delete_ };
inline constexpr std::size_t kMethodCount = 6;
[[nodiscard]] std::string_view to_string(Method method);  // "GET"
// nullopt for any other method; names are case-sensitive.
[[nodiscard]] std::optional<Method> parse_method(std::string_view name);

// One request, complete with its body. The server has already refused everything malformed: `path`
// and the query are valid percent-encodings of UTF-8 without NUL, and the path holds no "." or ".."
// segment. A test fills the members itself and adds headers with `add_header`.
struct Request {
  using Deadline = std::chrono::steady_clock::time_point;

  Method method = Method::get;
  std::string path;          // percent-decoded, without the query
  std::string query_string;  // as sent, without "?"
  std::string body;
  std::string remote_address;  // without the port; personal data, not for the log
  bool secure = false;         // came over TLS
  // When nobody waits for the answer any longer; hand it down to whatever may block.
  Deadline deadline = Deadline::max();

  // The first header of that name, in any case; "" when absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] bool has_header(std::string_view name) const;
  // The first value of that name, percent-decoded; nullopt when absent, "" for "?name" and
  // "?name=".
  [[nodiscard]] std::optional<std::string> query(std::string_view name) const;
  // All names and values in the order sent, percent-decoded.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> query_pairs() const;
  // "" when absent.
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
  // The text in the place of {name} of the route's pattern; a name that the pattern lacks is our
  // own fault.
  [[nodiscard]] const std::string& parameter(std::string_view name) const;
  // 13 letters and digits, unique to this request; stands in the log and in the answer's
  // X-Request-Id.
  [[nodiscard]] const std::string& request_id() const { return request_id_; }

  void add_header(std::string_view name, std::string_view value);
  // `name` must outlive the request.
  void set_parameter(std::string_view name, std::string_view value);
  void drop_parameters(std::size_t from) { parameters_.resize(from); }
  [[nodiscard]] std::size_t parameter_count() const { return parameters_.size(); }
  void set_request_id(std::string id) { request_id_ = std::move(id); }
  // Empties the request and keeps its memory, for the next one on the same connection.
  void clear();

 private:
  struct Field {
    std::size_t name;  // where it starts in header_text_
    std::size_t name_size;
    std::size_t value_size;  // the value follows the name
  };
  [[nodiscard]] const Field* find_header(std::string_view name) const;

  std::string request_id_;
  std::string header_text_;
  std::vector<Field> fields_;
  std::vector<std::pair<std::string_view, std::string>> parameters_;
};

// The languages that answers are worded in.
enum class Language { zh, en };
// From Accept-Language, by weight; Chinese when neither is named.
[[nodiscard]] Language language_of(const Request& request);

// One answer. Content-Length, Date, X-Request-Id and the security headers are the server's; a
// header given here takes the place of the server's default of the same name (Cache-Control,
// Content-Security-Policy).
struct Response {
  int status = 200;
  std::string content_type;  // "" sends none
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // Sent in place of `body` when not empty; the bytes live as long as the process (embedded files).
  std::string_view lasting_body;
  // When set, the answer is an endless stream (see stream.hpp) and has no body.
  std::shared_ptr<StreamSource> stream;

  [[nodiscard]] static Response json(std::string text, int status = 200);
  [[nodiscard]] static Response json(const char* text, int status = 200);
  [[nodiscard]] static Response json(const boost::json::value& value, int status = 200);
  [[nodiscard]] static Response text(std::string text, int status = 200);
  [[nodiscard]] static Response no_content();
  // A file that the browser saves under `file_name` (any UTF-8; path separators and controls become
  // "_").
  [[nodiscard]] static Response download(std::string bytes, std::string content_type,
                                         std::string_view file_name);

  // The header of that name, in any case; "" when absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  // Replaces a header of the same name; Set-Cookie is added. CR and LF in a value are dropped.
  Response& set_header(std::string_view name, std::string_view value);
  [[nodiscard]] std::string_view content() const {
    return lasting_body.empty() ? std::string_view(body) : lasting_body;
  }
};

}  // namespace niangjia::http
