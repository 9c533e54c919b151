// The role under which the program itself writes: the demo, imports from the command line, the
// plan's own entries.
#pragma once
#include "catalog/definition.hpp"

namespace niangjia::app {

// Every action on every ledger, system ledgers included. No account can hold it: it is not in the
// catalogue.
[[nodiscard]] catalog::Role program_role(const catalog::Catalogue& catalogue);

}  // namespace niangjia::app
