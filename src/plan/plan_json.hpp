// Plans and measures as the interface writes and reads them (docs/api.md, Plans).
#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "plan/plan_desk.hpp"

namespace niangjia::plan {

[[nodiscard]] boost::json::object plan_json(const ledger::Actor& actor, const ledger::Entry& plan,
                                            bool whole);
[[nodiscard]] boost::json::object counts_json(const StatusCounts& counts);
[[nodiscard]] StatusCounts count_statuses(const std::vector<Row>& rows);
// A board row; `plan_title` may be empty.
[[nodiscard]] boost::json::object row_json(db::Tx& tx, const ledger::Actor& actor, const Row& row,
                                           std::size_t shares, const std::string& plan_title);

// The body of POST and PUT /api/plans. Faults name "measures.3.window_to".
[[nodiscard]] Result<PlanDraft> draft_from_json(const ledger::Services& services,
                                                const ledger::Actor& actor,
                                                const boost::json::object& body);
// The measure's fields in the body of PATCH /api/measures/{id} as values of its entry.
[[nodiscard]] Result<catalog::Values> changes_from_json(const ledger::Actor& actor,
                                                        const catalog::Ledger& ledger,
                                                        const boost::json::object& body);

}  // namespace niangjia::plan
