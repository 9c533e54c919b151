// Many entries at once, each with an answer of its own.
#pragma once
#include <boost/json/array.hpp>
#include <vector>

#include "ledger/entries.hpp"

namespace niangjia::ledger {

inline constexpr std::size_t kMostInBatch = 1000;

// Each row is {"organisation"?, "values"}; at most kMostInBatch. A refused row leaves the others
// alone. Rows are written in bounded units, so a store that fails half way has written whole rows
// only, and the answer says which.
[[nodiscard]] Result<std::vector<Result<Written>>> create_batch(Services& services,
                                                                const Actor& actor,
                                                                const LedgerTable& table,
                                                                const boost::json::array& rows,
                                                                db::Deadline deadline);
// The same for prepared entries; `extra` may write more for each entry in its transaction.
using AfterInsert = std::function<Status(db::Tx&, const Entry&)>;
[[nodiscard]] std::vector<Result<Written>> insert_all(Services& services, const Actor& actor,
                                                      const LedgerTable& table,
                                                      std::vector<Result<Prepared>> prepared,
                                                      db::Deadline deadline,
                                                      const AfterInsert& extra = nullptr);

}  // namespace niangjia::ledger
