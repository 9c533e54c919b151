// A table of rows becomes entries: headings are field titles, every row is checked before any is
// written.
#pragma once
#include <string>
#include <vector>

#include "formats/table.hpp"
#include "ledger/entries.hpp"

namespace niangjia::ledger {

struct ImportColumn {
  std::string heading;
  const catalog::Field* field = nullptr;  // null: no field has this title
};

struct ImportFault {
  int row = 0;        // as the person sees it in her file
  std::string field;  // key; empty when the whole row is meant
  std::string heading;
  std::string message;
  bool warning = false;
};

struct ImportReport {
  std::string sheet;
  std::vector<ImportColumn> columns;
  std::vector<std::string> missing;  // required fields without a column
  int right = 0, warned = 0, refused = 0;
  std::vector<ImportFault> faults;                // at most 1,000, in the order of the rows
  std::vector<std::vector<std::string>> preview;  // the first rows as read
  std::int64_t batch = 0;                         // of a real import; undo takes it
};

struct ImportRequest {
  std::string_view file_name, bytes;
  OrganisationId organisation;
  bool dry_run = true;
};

// The first sheet with a row in which at least half of the cells are titles of fields, in either
// language, is taken; rows above that row are notes, empty rows and rows that only say who filled
// in the table are passed over. A dry run writes nothing. A real one writes the right rows, in
// bounded units under one batch, and leaves the refused ones.
[[nodiscard]] Result<ImportReport> import_entries(Services& services, const Actor& actor,
                                                  const LedgerTable& table,
                                                  const ImportRequest& request,
                                                  db::Deadline deadline);
// The refused and warned rows with what is to be done beside them, as a workbook to mend.
[[nodiscard]] Result<std::string> import_error_sheet(Services& services, const Actor& actor,
                                                     const LedgerTable& table,
                                                     const ImportRequest& request);
// Retires the entries of a batch that nobody has changed since; answers how many. Once, by whoever
// imported it.
[[nodiscard]] Result<int> undo_batch(Services& services, const Actor& actor, std::int64_t batch);

}  // namespace niangjia::ledger
