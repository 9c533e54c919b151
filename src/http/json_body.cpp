#include "http/json_body.hpp"

#include <boost/json.hpp>

#include "base/ids.hpp"

namespace niangjia::http {

Result<boost::json::object> json_body(const Request& request) {
  boost::system::error_code error;
  boost::json::stream_parser parser({}, boost::json::parse_options{.max_depth = 32});
  const std::size_t read = parser.write_some(request.body, error);
  if (!error) parser.finish(error);
  if (error || read != request.body.size()) {
    return fail(ErrorCode::invalid_argument, "body is not JSON at byte " + std::to_string(read),
                "请求的内容不是正确的JSON（第" + std::to_string(read) + "字节）。");
  }
  boost::json::value value = parser.release();
  if (!value.is_object())
    return fail(ErrorCode::invalid_argument, "body is no JSON object",
                "请求的内容应是一个JSON对象。");
  return std::move(value.get_object());
}

std::optional<std::string> text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

std::optional<std::int64_t> integer_member(const boost::json::object& object,
                                           std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

std::optional<std::int64_t> id_member(const boost::json::object& object, std::string_view name) {
  const auto text = text_member(object, name);
  return text ? parse_id(*text) : std::nullopt;
}

}  // namespace niangjia::http
