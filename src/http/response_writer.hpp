// The head of an answer as bytes.
#pragma once
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace niangjia::http {

enum class AfterAnswer { next_request, close };

class ResponseWriter {
 public:
  explicit ResponseWriter(bool secure);

  // Appends status line and headers. The length is that of `response.content()`; for 204, 304 and
  // streams there is none.
  void append_head(std::string& out, const Request& request, const Response& response,
                   AfterAnswer after) const;

 private:
  std::string fixed_;  // the headers that never change
};

[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace niangjia::http
