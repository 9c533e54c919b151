// A ledger leaves as the workbook that an inspection asks for, or as plain rows.
#pragma once
#include <string>

#include "ledger/listing.hpp"

namespace niangjia::ledger {

enum class ExportFormat { xlsx, csv };

struct ExportRequest {
  ListQuery query;  // which entries; its limit and cursor are not looked at
  ExportFormat format = ExportFormat::xlsx;
  std::string purpose;  // owed when covered values leave in clear
  bool clear =
      false;  // personal and confidential values in clear, where the actor's rights show them
};

// At most 100,000 entries; `too_large` beyond. Without `clear` personal values are masked and
// confidential ones stay away. Leaves a line in the audit with the number of rows. The workbook has
// title, unit, period and a line for signatures, and prints on A4.
[[nodiscard]] Result<std::string> export_entries(Services& services, const Actor& actor,
                                                 const LedgerTable& table,
                                                 const ExportRequest& request,
                                                 db::Deadline deadline);
// An empty workbook with headings, hints and the choices to pick from, for imports.
[[nodiscard]] Result<std::string> import_template(const catalog::Ledger& ledger);

// The fields that leave and come in: those in use, in the order of the form.
[[nodiscard]] std::vector<const catalog::Field*> exchanged_fields(const catalog::Ledger& ledger);

}  // namespace niangjia::ledger
