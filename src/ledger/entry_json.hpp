// Entries as the interface answers them (docs/api.md): what the actor may not see is masked or
// absent.
#pragma once
#include <boost/json/object.hpp>

#include "ledger/history.hpp"
#include "ledger/services.hpp"

namespace niangjia::ledger {

// A list shows its columns, personal values masked for everybody; a page shows all fields, by the
// actor's rights.
enum class Detail { list, whole };

[[nodiscard]] Result<boost::json::object> entry_json(db::Tx& tx, const Services& services,
                                                     const Actor& actor, const LedgerTable& table,
                                                     Entry entry, Detail detail,
                                                     const boost::json::storage_ptr& storage = {});
[[nodiscard]] Result<boost::json::array> entries_json(db::Tx& tx, const Services& services,
                                                      const Actor& actor, const LedgerTable& table,
                                                      std::vector<Entry> entries,
                                                      boost::json::storage_ptr storage = {});
[[nodiscard]] Result<boost::json::array> history_json(db::Tx& tx, const Services& services,
                                                      const Actor& actor, const LedgerTable& table,
                                                      const Entry& entry);
// What a linked entry is called, masked for the actor; "" when there is none or she may not see it.
[[nodiscard]] std::string label_of(db::Tx& tx, const Services& services, const Actor& actor,
                                   std::string_view ledger, EntryId id);
// Whether a value is the id of something that has a name.
[[nodiscard]] bool is_reference(catalog::FieldType type);
// Choice keys become their titles, links and organisations their names; for people and files.
[[nodiscard]] std::string display_of(db::Tx& tx, const Services& services, const Actor& actor,
                                     const catalog::Field& field, const catalog::Value& value);

// Values from a request's "values" object. Faults name the fields.
[[nodiscard]] Result<catalog::Values> values_from_json(const Actor& actor,
                                                       const catalog::Ledger& ledger,
                                                       const boost::json::object& json);

}  // namespace niangjia::ledger
