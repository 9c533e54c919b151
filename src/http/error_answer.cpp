#include "http/error_answer.hpp"

#include <boost/json.hpp>

#include "base/log.hpp"

namespace niangjia::http {
namespace {

struct Sentence {
  const char* zh;
  const char* en;
};

Sentence sentence_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return {"这个请求有写错的地方，改好后再试。",
              "Something in this request isn't right. Correct it and try again."};
    case ErrorCode::unauthenticated:
      return {"请先登录。", "Sign in first."};
    case ErrorCode::forbidden:
      return {"你的职务不包含这一项，可找管理员开通。",
              "Your position doesn't include this. Ask your administrator."};
    case ErrorCode::not_found:
      return {"没有找到，或你无权查看。", "Not found, or not open to you."};
    case ErrorCode::conflict:
      return {"刚有人改过这里，看过后再改。",
              "Someone changed this just now. Look at it first, then change it."};
    case ErrorCode::too_large:
      return {"内容太大，分几次再试。", "This is too large. Send it in parts."};
    case ErrorCode::invalid_fields:
      return {"有几项还要改，见各项旁的说明。",
              "Some items need a change; see the notes beside them."};
    case ErrorCode::too_many_requests:
      return {"次数太多，过一会儿再试。", "Too many tries. Wait a little."};
    case ErrorCode::internal:
      return {"没有办成，问题在系统这边。过一会儿再试；再遇到时，把编号告诉管理员。",
              "Not done; the fault is ours. Try again later, and if it comes back tell your "
              "administrator the number."};
    case ErrorCode::unavailable:
      return {"现在很忙，过一会儿再试。", "Busy right now. Try again in a moment."};
    case ErrorCode::deadline_exceeded:
      return {"用的时间太长，没有办完，再试一次。",
              "This took too long and isn't done. Try again."};
  }
  return {"", ""};
}

void write_log(const Error& error, const Request& request) {
  if (http_status(error.code) >= 500) {
    log::error("request {}: {}: {}", request.request_id(), to_string(error.code), error.message);
  } else {
    log::debug("request {}: {}: {}", request.request_id(), to_string(error.code), error.message);
  }
}

Response worded(int status, const Error& error, const Request& request) {
  const auto sentence = sentence_of(error.code);
  const auto* plain = language_of(request) == Language::zh ? sentence.zh : sentence.en;
  boost::json::object fields;
  for (const auto& [key, what] : error.fields) fields[key] = what;
  boost::json::object body{
      {"code", to_string(error.code)},
      {"message", error.detail.empty() ? std::string_view(plain) : error.detail},
      {"fields", std::move(fields)}};
  // The number that joins what the person sees to the line in the log.
  if (error.code == ErrorCode::internal) body["request"] = request.request_id();
  boost::json::object answer;
  answer["error"] = std::move(body);
  auto response = Response::json(answer, status);
  if (status == 503) response.set_header("Retry-After", "1");
  return response;
}

}  // namespace

Response error_response(const Error& error, const Request& request) {
  write_log(error, request);
  return worded(http_status(error.code), error, request);
}

Response refuse(int status, ErrorCode code, const Request& request) {
  return worded(status, Error{code, {}, {}, {}}, request);
}

}  // namespace niangjia::http
