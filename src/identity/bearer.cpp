#include "identity/bearer.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "identity/fingerprint.hpp"
#include "identity/session_limits.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr std::string_view kScheme = "Bearer ";
constexpr std::size_t kMaxToken = 128;

constexpr Phrase kOtherSite{
    "这个请求不是从本站页面发出的，没有办理。",
    "This request did not come from a page of this site and was not carried out."};

std::string cookie(std::string_view token, std::int64_t seconds, bool secure) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", kSessionCookie,
                     token, seconds, secure ? "; Secure" : "");
}

tl::unexpected<Error> refuse(const http::Request& request, const char* why) {
  return fail(ErrorCode::forbidden, why, say(language_of(request), kOtherSite));
}

}  // namespace

std::string bearer_hash(BearerKind kind, std::string_view token) {
  const bool session = kind == BearerKind::session;
  return Fingerprint(session ? "niangjia session 1" : "niangjia token 1").add(token).finish();
}

std::optional<Bearer> bearer_of(const http::Request& request) {
  const std::string_view authorization = request.header("Authorization");
  if (authorization.size() > kScheme.size() &&
      text::fold(authorization.substr(0, kScheme.size())) == "bearer") {
    return Bearer{
        BearerKind::api_token,
        bearer_hash(BearerKind::api_token, authorization.substr(kScheme.size(), kMaxToken))};
  }
  const std::string_view cookie = request.cookie(kSessionCookie);
  if (cookie.empty()) return std::nullopt;
  return Bearer{BearerKind::session, bearer_hash(BearerKind::session, cookie.substr(0, kMaxToken))};
}

std::string session_cookie(std::string_view token, bool secure) {
  return cookie(token, kSessionLifeMs / 1000, secure);
}

std::string no_session_cookie(bool secure) { return cookie({}, 0, secure); }

bool is_write(const http::Request& request) {
  return request.method != http::Method::get && request.method != http::Method::head;
}

Status check_origin(const http::Request& request) {
  if (!request.has_header("Origin")) return Done{};
  std::string_view origin = request.header("Origin");
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.starts_with(scheme) &&
        text::fold(origin.substr(scheme.size())) == text::fold(request.header("Host"))) {
      return Done{};
    }
  }
  return refuse(request, "the Origin of the request is not its Host");
}

Status check_same_site(const http::Request& request) {
  NJ_CHECK(check_origin(request));
  if (!is_write(request) || request.header("X-Niangjia") == "1") return Done{};
  return refuse(request, "a write with the cookie lacks the header X-Niangjia: 1");
}

}  // namespace niangjia::identity
