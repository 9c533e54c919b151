#include "http/target.hpp"

#include "base/text.hpp"

namespace niangjia::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// A query may carry line ends (text areas); a path may not.
bool is_allowed(char c, Plus plus) {
  return !is_control(c) || (plus == Plus::is_space && (c == '\n' || c == '\r' || c == '\t'));
}

bool has_dot_segment(std::string_view path) {
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find('/', at + 1), path.size());
    const auto segment = path.substr(at + 1, end - at - 1);
    if (segment == "." || segment == "..") return true;
    at = end;
  }
  return false;
}

bool has_encoded_slash(std::string_view path) {
  for (auto at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1)) {
    const auto code = path.substr(at, 3);
    if (code == "%2f" || code == "%2F") return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus == Plus::is_space) c = ' ';
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (!is_allowed(c, plus)) return std::nullopt;
    decoded += c;
  }
  if (!text::is_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<Target> parse_target(std::string_view text) {
  if (text.empty() || text.front() != '/' || text.find('#') != std::string_view::npos)
    return std::nullopt;
  const auto mark = text.find('?');
  const auto raw_path = text.substr(0, mark);
  Target target;
  if (mark != std::string_view::npos) target.query = text.substr(mark + 1);
  if (!target.query.empty() && !percent_decode(target.query, Plus::is_space)) return std::nullopt;

  if (has_encoded_slash(raw_path)) return std::nullopt;
  auto path = percent_decode(raw_path, Plus::is_plus);
  if (!path || path->find('\\') != std::string::npos || has_dot_segment(*path)) return std::nullopt;
  target.path = std::move(*path);
  return target;
}

}  // namespace niangjia::http
