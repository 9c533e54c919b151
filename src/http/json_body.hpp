// The JSON object in a request's body.
#pragma once
#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "http/message.hpp"

namespace niangjia::http {

// Fails with `invalid_argument`, naming the place, when the body is not UTF-8 JSON, is deeper than
// 32 levels, or is no object.
[[nodiscard]] Result<boost::json::object> json_body(const Request& request);

// A member of the wanted kind; nullopt when it is absent, null or of another kind.
[[nodiscard]] std::optional<std::string> text_member(const boost::json::object& object,
                                                     std::string_view name);
[[nodiscard]] std::optional<std::int64_t> integer_member(const boost::json::object& object,
                                                         std::string_view name);
// An id, which is a string of digits on the wire.
[[nodiscard]] std::optional<std::int64_t> id_member(const boost::json::object& object,
                                                    std::string_view name);

}  // namespace niangjia::http
