// gzip for answers.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace niangjia::http {

// Whether Accept-Encoding names gzip without forbidding it by "q=0".
[[nodiscard]] bool accepts_gzip(const Request& request);
// nullopt when memory runs out.
[[nodiscard]] std::optional<std::string> gzip(std::string_view bytes);
// Compresses the body of a text answer when that is asked for and makes it smaller by a fifth;
// always says that the answer varies by encoding.
void compress(const Request& request, Response& response);

}  // namespace niangjia::http
