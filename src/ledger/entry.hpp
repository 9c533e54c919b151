// One record of a ledger, and what happens around it.
#pragma once
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "catalog/definition.hpp"
#include "identity/access.hpp"

namespace niangjia::ledger {

// As it stands in its row. `values` holds the open fields; personal and confidential ones are added
// by RowCodec::unseal for the classes that the caller asked for.
struct Entry {
  EntryId id;
  OrganisationId organisation;
  std::int64_t region = 1;
  std::int64_t place = 0;       // of the organisation
  std::string number;           // "求2026-0318"; empty when the ledger has none
  std::int64_t revision = 1;    // raised by every change
  std::int64_t definition = 1;  // revision of the ledger's definition that it was written under
  bool retired = false;
  Day on_day{};  // value of the ledger's date field, else the day of creation
  Moment created_at, updated_at;
  AccountId created_by, updated_by;
  std::string wrapped_key;             // its own key under the master key; empty once destroyed
  std::string personal, confidential;  // sealed values; empty when there are none
  catalog::Values values;

  [[nodiscard]] identity::RowFacts facts() const { return {place, created_by, values}; }
};

}  // namespace niangjia::ledger
