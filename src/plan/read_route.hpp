// POST /api/plans:read: a pasted text or a file becomes measures to look through.
#pragma once
#include "http/message.hpp"
#include "ledger/services.hpp"

namespace niangjia::plan {

// The body is the file; `file_name` in the address tells its kind, and without one it is plain
// text. Nothing is kept.
[[nodiscard]] Result<http::Response> read_plan(const ledger::Services& services,
                                               const http::Request& request);

}  // namespace niangjia::plan
