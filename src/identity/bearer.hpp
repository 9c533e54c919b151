// What a request carries to say who sends it, and what the store keeps of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace niangjia::identity {

inline constexpr std::string_view kSessionCookie = "niangjia_session";

// One is never taken for the other.
enum class BearerKind { session, api_token };

struct Bearer {
  BearerKind kind;
  std::string hash;  // bearer_hash() of what was sent
  [[nodiscard]] bool by_cookie() const { return kind == BearerKind::session; }
};

// 32 bytes; the token itself is stored nowhere. Tokens hold 256 random bits, so their hash needs no
// salt.
[[nodiscard]] std::string bearer_hash(BearerKind kind, std::string_view token);

// The token of `Authorization: Bearer`, else the session cookie; nullopt when the request carries
// neither.
[[nodiscard]] std::optional<Bearer> bearer_of(const http::Request& request);

// The Set-Cookie that keeps the token in a browser, and the one that removes it.
[[nodiscard]] std::string session_cookie(std::string_view token, bool secure);
[[nodiscard]] std::string no_session_cookie(bool secure);

// Whether the request would change something.
[[nodiscard]] bool is_write(const http::Request& request);
// Refuses with `forbidden` what another site made a browser send: an Origin that is not this Host.
[[nodiscard]] Status check_origin(const http::Request& request);
// The same, and a write must carry `X-Niangjia: 1`, which other sites cannot send. For requests
// with the cookie.
[[nodiscard]] Status check_same_site(const http::Request& request);

}  // namespace niangjia::identity
