// How a failure is worded for the client.
#pragma once
#include "base/result.hpp"
#include "http/message.hpp"

namespace niangjia::http {

// {"error":{"code","message","fields"}} with the status of the code. The message is `error.detail`,
// else a plain sentence in the asker's language. `error.message` goes to the log alone, together
// with the request's id: as an error for our own faults, else as debugging.
[[nodiscard]] Response error_response(const Error& error, const Request& request);

// For what only HTTP knows (405, 408, 431, 501 …): the sentence of `code` under another status.
[[nodiscard]] Response refuse(int status, ErrorCode code, const Request& request);

}  // namespace niangjia::http
