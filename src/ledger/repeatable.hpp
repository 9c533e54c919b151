// Writes that may be sent again: the same Idempotency-Key answers the first answer again.
#pragma once
#include <functional>

#include "http/message.hpp"
#include "ledger/services.hpp"

namespace niangjia::ledger {

// Runs `write` in one transaction together with the memory of its answer. Without the header it
// just runs. Only answers of success are kept; a refused request may be mended and sent again under
// the same key.
[[nodiscard]] Result<http::Response> write_once(
    Services& services, const http::Request& request, AccountId account,
    const std::function<Result<http::Response>(db::Tx&)>& write);

}  // namespace niangjia::ledger
