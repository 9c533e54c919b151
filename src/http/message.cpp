#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>
#include <boost/json.hpp>
#include <charconv>

#include "base/result.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace niangjia::http {
namespace {

constexpr std::array<std::string_view, kMethodCount> kMethodNames{"GET", "HEAD",  "POST",
                                                                  "PUT", "PATCH", "DELETE"};
constexpr std::string_view kJson = "application/json; charset=utf-8";

bool same_name(std::string_view a, std::string_view b) { return boost::beast::iequals(a, b); }

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls visit(name, value) for each still encoded pair until it returns true.
template <class Visit>
void each_query_pair(std::string_view query, Visit visit) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    if (pair.empty()) continue;
    if (visit(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())))) return;
  }
}

std::string decoded(std::string_view encoded) {
  return percent_decode(encoded, Plus::is_space).value_or(std::string());
}

// The weight in "en;q=0.8" as thousandths; 1000 when absent.
int weight_of(std::string_view language_range) {
  const auto at = language_range.find("q=");
  if (at == std::string_view::npos) return 1000;
  double weight = 0;
  const auto digits = language_range.substr(at + 2);
  std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  return static_cast<int>(weight * 1000);
}

// RFC 5987: all but letters, digits and a few signs as %XX of UTF-8.
std::string encode_file_name(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

std::string safe_file_name(std::string_view name) {
  std::string safe = text::is_utf8(name) ? std::string(name) : std::string("file");
  for (char& c : safe) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\') c = '_';
  }
  return safe.empty() ? "file" : safe;
}

// What browsers without RFC 5987 see: every other character as "_".
std::string ascii_file_name(std::string_view name) {
  std::string ascii;
  for (const char32_t c : text::to_code_points(name)) {
    ascii += c < 0x80 && c != '"' && c != '%' ? static_cast<char>(c) : '_';
  }
  return ascii;
}

}  // namespace

std::string_view to_string(Method method) { return kMethodNames[static_cast<std::size_t>(method)]; }

std::optional<Method> parse_method(std::string_view name) {
  const auto found = std::ranges::find(kMethodNames, name);
  if (found == kMethodNames.end()) return std::nullopt;
  return static_cast<Method>(found - kMethodNames.begin());
}

const Request::Field* Request::find_header(std::string_view name) const {
  const std::string_view all = header_text_;
  for (const auto& field : fields_) {
    if (field.name_size == name.size() && same_name(all.substr(field.name, field.name_size), name))
      return &field;
  }
  return nullptr;
}

std::string_view Request::header(std::string_view name) const {
  const auto* field = find_header(name);
  if (!field) return {};
  return std::string_view(header_text_).substr(field->name + field->name_size, field->value_size);
}

bool Request::has_header(std::string_view name) const { return find_header(name) != nullptr; }

std::optional<std::string> Request::query(std::string_view name) const {
  std::optional<std::string> found;
  each_query_pair(query_string, [&](std::string_view key, std::string_view value) {
    if (key != name && decoded(key) != name) return false;
    found = decoded(value);
    return true;
  });
  return found;
}

std::vector<std::pair<std::string, std::string>> Request::query_pairs() const {
  std::vector<std::pair<std::string, std::string>> pairs;
  each_query_pair(query_string, [&](std::string_view key, std::string_view value) {
    pairs.emplace_back(decoded(key), decoded(value));
    return false;
  });
  return pairs;
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("Cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    auto value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

const std::string& Request::parameter(std::string_view name) const {
  const auto found =
      std::ranges::find(parameters_, name, [](const auto& pair) { return pair.first; });
  NJ_ASSERT(found != parameters_.end());
  return found->second;
}

void Request::add_header(std::string_view name, std::string_view value) {
  fields_.push_back({header_text_.size(), name.size(), value.size()});
  header_text_.append(name).append(value);
}

void Request::set_parameter(std::string_view name, std::string_view value) {
  parameters_.emplace_back(name, value);
}

void Request::clear() {
  path.clear();
  query_string.clear();
  // A large body is not worth keeping for an idle connection.
  if (body.capacity() > 64 * 1024) {
    std::string().swap(body);
  } else {
    body.clear();
  }
  request_id_.clear();
  header_text_.clear();
  fields_.clear();
  parameters_.clear();
  deadline = Deadline::max();
}

Language language_of(const Request& request) {
  std::string_view rest = request.header("Accept-Language");
  int chinese = -1;
  int english = -1;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto range = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (same_name(range.substr(0, 2), "zh")) chinese = std::max(chinese, weight_of(range));
    if (same_name(range.substr(0, 2), "en")) english = std::max(english, weight_of(range));
  }
  return english > chinese ? Language::en : Language::zh;
}

Response Response::json(std::string text, int status) {
  return {.status = status, .content_type = std::string(kJson), .body = std::move(text)};
}

Response Response::json(const char* text, int status) { return json(std::string(text), status); }

Response Response::json(const boost::json::value& value, int status) {
  return json(boost::json::serialize(value), status);
}

Response Response::text(std::string text, int status) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

Response Response::no_content() { return {.status = 204}; }

Response Response::download(std::string bytes, std::string content_type,
                            std::string_view file_name) {
  Response response{.content_type = std::move(content_type), .body = std::move(bytes)};
  const auto name = safe_file_name(file_name);
  response.set_header("Content-Disposition", "attachment; filename=\"" + ascii_file_name(name) +
                                                 "\"; filename*=UTF-8''" + encode_file_name(name));
  return response;
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return {};
}

Response& Response::set_header(std::string_view name, std::string_view value) {
  std::string clean(value);
  std::erase_if(clean, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  if (!same_name(name, "Set-Cookie")) {
    std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
  }
  headers.emplace_back(name, std::move(clean));
  return *this;
}

}  // namespace niangjia::http
