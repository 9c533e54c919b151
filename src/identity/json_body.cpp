#include "identity/json_body.hpp"

#include <boost/json/parse.hpp>

#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr Phrase kNoObject{"请求的内容应是一个JSON对象。",
                           "The body of the request has to be a JSON object."};
constexpr Phrase kNoText{"请填写，写成文字。", "Enter it as text."};

}  // namespace

Result<JsonBody> JsonBody::parse(const http::Request& request) {
  const http::Language language = language_of(request);
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(request.body, error);
  if (error || !value.is_object()) {
    return fail(ErrorCode::invalid_argument, "the body is no JSON object",
                say(language, kNoObject));
  }
  return JsonBody(std::move(value.get_object()), language);
}

std::string JsonBody::text(std::string_view key) {
  const boost::json::value* const value = object_.if_contains(key);
  if (value != nullptr && value->is_string()) return std::string(value->get_string());
  faults_[std::string(key)] = say(language_, kNoText);
  return {};
}

Status JsonBody::complete() const {
  if (faults_.empty()) return Done{};
  return fail(
      Error{ErrorCode::invalid_fields, "members of the body are absent or no texts", {}, faults_});
}

}  // namespace niangjia::identity
