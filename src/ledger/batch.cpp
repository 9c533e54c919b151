#include "ledger/batch.hpp"

#include <boost/json.hpp>

#include "ledger/entry_json.hpp"
#include "ledger/entry_routes.hpp"

namespace niangjia::ledger {
namespace {

// One unit of work stays short, so that others get their turn in between.
constexpr std::size_t kUnitSize = 100;

Result<Prepared> prepare_row(const Entries& entries, const Actor& actor, const LedgerTable& table,
                             const boost::json::value& row) {
  const auto* object = row.if_object();
  const auto* given = object ? object->if_contains("values") : nullptr;
  if (!given || !given->is_object())
    return fail(ErrorCode::invalid_argument, "row without values", "缺少 values。");
  NJ_TRY(const auto values, values_from_json(actor, table.definition(), given->get_object()));
  return entries.prepare(actor, table, organisation_of(*object), values);
}

}  // namespace

std::vector<Result<Written>> insert_all(Services& services, const Actor& actor,
                                        const LedgerTable& table,
                                        std::vector<Result<Prepared>> prepared,
                                        db::Deadline deadline, const AfterInsert& extra) {
  const Entries entries(services);
  std::vector<Result<Written>> results;
  results.reserve(prepared.size());
  for (std::size_t from = 0; from < prepared.size(); from += kUnitSize) {
    const std::size_t to = std::min(from + kUnitSize, prepared.size());
    auto unit = services.database.write(
        [&](db::Tx& tx) -> Result<std::vector<Result<Written>>> {
          std::vector<Result<Written>> written;
          for (std::size_t i = from; i < to; ++i) {
            if (!prepared[i]) {
              written.push_back(fail(prepared[i].error()));
              continue;
            }
            auto one = entries.insert(tx, actor, table, *prepared[i]);
            if (one && extra) NJ_CHECK(extra(tx, one->entry));
            // What a row was refused for is its own; anything else stops the unit.
            if (!one && one.error().code != ErrorCode::invalid_fields) return fail(one.error());
            written.push_back(std::move(one));
          }
          return written;
        },
        deadline);
    for (std::size_t i = from; i < to; ++i) {
      if (unit) {
        results.push_back(std::move((*unit)[i - from]));
      } else {
        results.push_back(prepared[i] ? Result<Written>(fail(unit.error()))
                                      : Result<Written>(fail(prepared[i].error())));
      }
    }
  }
  return results;
}

Result<std::vector<Result<Written>>> create_batch(Services& services, const Actor& actor,
                                                  const LedgerTable& table,
                                                  const boost::json::array& rows,
                                                  db::Deadline deadline) {
  if (rows.size() > kMostInBatch)
    return fail(ErrorCode::too_large, "more than 1,000 rows", "一次最多1000条，请分几次。");
  const Entries entries(services);
  std::vector<Result<Prepared>> prepared;
  prepared.reserve(rows.size());
  for (const auto& row : rows) prepared.push_back(prepare_row(entries, actor, table, row));
  return insert_all(services, actor, table, std::move(prepared), deadline);
}

}  // namespace niangjia::ledger
