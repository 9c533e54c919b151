#include "ledger/import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "catalog/fields/field_kind.hpp"
#include "formats/xlsx_writer.hpp"
#include "ledger/batch.hpp"
#include "ledger/export.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Field;
using catalog::FieldType;

constexpr std::size_t kMostFaults = 1000;
constexpr std::size_t kPreviewRows = 5;
constexpr db::Statement kBatch{"import.batch",
                               "INSERT INTO entry_batch (id, ledger, account, organisation, "
                               "created_at) VALUES ($1, $2, $3, $4, $5)"};
constexpr db::Statement kMember{"import.member",
                                "INSERT INTO entry_batch_member (batch, entry) VALUES ($1, $2)"};
constexpr db::Statement kFindBatch{
    "import.find_batch", "SELECT ledger, account, undone_at FROM entry_batch WHERE id = $1"};
constexpr db::Statement kMembers{"import.members",
                                 "SELECT entry FROM entry_batch_member WHERE batch = $1"};
constexpr db::Statement kUndone{"import.undone",
                                "UPDATE entry_batch SET undone_at = $2 WHERE id = $1"};

// A heading without its unit, star and spaces: "金额（元）*" is "金额".
std::string bare_heading(std::string_view heading) {
  std::string folded = text::fold(heading);
  for (const char* opening : {"(", "（"}) {
    if (const auto at = folded.find(opening); at != std::string::npos && at > 0) folded.resize(at);
  }
  while (folded.ends_with('*')) folded.pop_back();
  return folded;
}

const Field* field_of_heading(const catalog::Ledger& ledger, std::string_view heading) {
  const std::string bare = bare_heading(heading);
  if (bare.empty()) return nullptr;
  for (const Field& field : ledger.fields) {
    if (field.retired || field.type == FieldType::computed) continue;
    if (bare == bare_heading(field.title.zh) || bare == bare_heading(field.title.en) ||
        bare == field.key)
      return &field;
  }
  return nullptr;
}

struct Head {
  const formats::TableSheet* sheet = nullptr;
  std::size_t row = 0;
  std::vector<ImportColumn> columns;
};

Head find_head(const catalog::Ledger& ledger, const formats::Table& table) {
  for (const auto& sheet : table.sheets) {
    for (std::size_t i = 0; i < sheet.rows.size() && i < 30; ++i) {
      Head head{&sheet, i, {}};
      std::size_t filled = 0, known = 0;
      for (const auto& cell : sheet.rows[i].cells) {
        const auto* field = field_of_heading(ledger, cell.text);
        filled += cell.text.empty() ? 0 : 1;
        known += field ? 1 : 0;
        head.columns.push_back({cell.text, field});
      }
      if (known > 0 && known * 2 >= filled) return head;
    }
  }
  return {};
}

bool is_footer(const formats::TableRow& row) {
  constexpr const char* kSigners[] = {"制表人", "审核人", "填表人", "Prepared by", "Checked by"};
  return std::any_of(row.cells.begin(), row.cells.end(), [&](const auto& cell) {
    return std::any_of(std::begin(kSigners), std::end(kSigners),
                       [&](const char* signer) { return cell.text.starts_with(signer); });
  });
}

// One row as it goes in, or why it does not.
struct ReadRow {
  int number = 0;
  std::vector<std::string> cells;
  Result<Prepared> prepared = fail(ErrorCode::internal, "not prepared");
  std::vector<ImportFault> faults;
};

class Importer {
 public:
  Importer(Services& services, const Actor& actor, const LedgerTable& table,
           OrganisationId organisation)
      : entries_(services), actor_(actor), table_(table), organisation_(organisation) {}

  [[nodiscard]] ReadRow read(const Head& head, const formats::TableRow& row) const {
    ReadRow read;
    read.number = row.number;
    catalog::Values values;
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
      const std::string text = i < row.cells.size() ? row.cells[i].text : std::string();
      read.cells.push_back(text);
      const Field* field = head.columns[i].field;
      if (!field || text.empty()) continue;
      auto value = value_of_cell(*field, text);
      if (value) {
        values[field->key] = std::move(*value);
      } else {
        read.faults.push_back(
            {row.number, field->key, head.columns[i].heading, actor_.word(value.error()), false});
      }
    }
    if (!read.faults.empty()) {
      read.prepared = refused(actor_, {});
      return read;
    }
    read.prepared = entries_.prepare(actor_, table_, organisation_, values);
    add_faults(head, read);
    return read;
  }

  // What a row was refused for, as faults of the report.
  void add_faults(const Head& head, ReadRow& read) const {
    const auto heading = [&](const std::string& key) {
      for (const auto& column : head.columns) {
        if (column.field && column.field->key == key) return column.heading;
      }
      const Field* field = table_.definition().find(key);
      return field ? actor_.word(field->title) : std::string();
    };
    if (read.prepared) {
      for (const auto& warning : read.prepared->warnings) {
        read.faults.push_back({read.number, warning.field, heading(warning.field),
                               actor_.word(warning.message), true});
      }
      return;
    }
    const Error& error = read.prepared.error();
    for (const auto& [key, message] : error.fields)
      read.faults.push_back({read.number, key, heading(key), message, false});
    if (error.fields.empty())
      read.faults.push_back(
          {read.number, {}, {}, error.detail.empty() ? error.message : error.detail, false});
  }

 private:
  [[nodiscard]] catalog::Reading value_of_cell(const Field& field, const std::string& text) const {
    if (field.type != FieldType::organisation || parse_id(text))
      return catalog::kind_of(field).from_text(field, text);
    const auto found = actor_.access->tree().search(text, {0, INT64_MAX}, 50);
    const auto exact = std::find_if(found.begin(), found.end(),
                                    [&](const auto* one) { return one->name == text; });
    if (exact == found.end())
      return catalog::refuse("没有叫“" + text + "”的组织。",
                             "There is no organisation of that name.");
    return catalog::Value{(*exact)->id.value};
  }

  const Entries entries_;
  const Actor& actor_;
  const LedgerTable& table_;
  const OrganisationId organisation_;
};

struct ReadFile {
  formats::Table table;
  Head head;
  std::vector<ReadRow> rows;
};

Result<ReadFile> read_file(Services& services, const Actor& actor, const LedgerTable& table,
                           const ImportRequest& request) {
  if (!actor.access->on(table.definition()).may(catalog::Action::import)) {
    return forbidden(actor);
  }
  ReadFile file;
  NJ_TRY(file.table, formats::read_table(request.file_name, request.bytes));
  file.head = find_head(table.definition(), file.table);
  if (!file.head.sheet) {
    return fail(
        ErrorCode::invalid_argument, "no row of headings",
        actor.english
            ? "No row holds the titles of this ledger's fields. Download the template and copy "
              "your rows into it."
            : "没有找到栏目行：表里要有一行写着这份台账的栏目名称。可先下载模板，把内容贴进去。");
  }
  const Importer importer(services, actor, table, request.organisation);
  const auto& rows = file.head.sheet->rows;
  for (std::size_t i = file.head.row + 1; i < rows.size(); ++i) {
    if (!is_footer(rows[i])) file.rows.push_back(importer.read(file.head, rows[i]));
  }
  return file;
}

ImportReport report_of(const catalog::Ledger& ledger, const ReadFile& file) {
  ImportReport report;
  report.sheet = file.head.sheet->name;
  report.columns = file.head.columns;
  for (const Field& field : ledger.fields) {
    const bool there = std::any_of(report.columns.begin(), report.columns.end(),
                                   [&](const auto& column) { return column.field == &field; });
    if (field.required && !field.retired && !there && !field.default_value && !field.default_today)
      report.missing.push_back(field.key);
  }
  for (const ReadRow& row : file.rows) {
    const bool warned = row.prepared && !row.faults.empty();
    ++(!row.prepared ? report.refused : warned ? report.warned : report.right);
    for (const ImportFault& fault : row.faults) {
      if (report.faults.size() < kMostFaults) report.faults.push_back(fault);
    }
    if (report.preview.size() < kPreviewRows) report.preview.push_back(row.cells);
  }
  return report;
}

}  // namespace

Result<ImportReport> import_entries(Services& services, const Actor& actor,
                                    const LedgerTable& table, const ImportRequest& request,
                                    db::Deadline deadline) {
  NJ_TRY(ReadFile file, read_file(services, actor, table, request));
  if (request.dry_run) return report_of(table.definition(), file);
  const std::int64_t batch = services.ids.next();
  NJ_CHECK(services.database.write(
      [&](db::Tx& tx) -> Status {
        NJ_CHECK(tx.run(kBatch, {batch, table.definition().id, actor.account, request.organisation,
                                 services.clock.now()}));
        return Done{};
      },
      deadline));
  std::vector<Result<Prepared>> prepared;
  for (ReadRow& row : file.rows) prepared.push_back(row.prepared);
  const auto written = insert_all(services, actor, table, std::move(prepared), deadline,
                                  [&](db::Tx& tx, const Entry& entry) -> Status {
                                    NJ_CHECK(tx.run(kMember, {batch, entry.id}));
                                    return Done{};
                                  });
  // What only the store could refuse, such as a number that is taken.
  const Importer importer(services, actor, table, request.organisation);
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] || !file.rows[i].prepared) continue;
    file.rows[i].prepared = fail(written[i].error());
    file.rows[i].faults.clear();
    importer.add_faults(file.head, file.rows[i]);
  }
  ImportReport report = report_of(table.definition(), file);
  report.batch = batch;
  return report;
}

Result<std::string> import_error_sheet(Services& services, const Actor& actor,
                                       const LedgerTable& table, const ImportRequest& request) {
  NJ_TRY(const ReadFile file, read_file(services, actor, table, request));
  formats::SheetLayout layout;
  layout.name = actor.english ? "To mend" : "请改这些行";
  for (const ImportColumn& column : file.head.columns)
    layout.columns.push_back({column.heading.empty() ? " " : column.heading, {}, 0, {}, {}});
  layout.columns.push_back({actor.english ? "What to do" : "要改什么", {}, 40, {}, {}});
  NJ_TRY(auto book, formats::XlsxWriter::create());
  NJ_CHECK(book.begin_sheet(std::move(layout)));
  for (const ReadRow& row : file.rows) {
    if (row.faults.empty()) continue;
    std::vector<formats::SheetCell> cells;
    for (std::size_t i = 0; i < file.head.columns.size(); ++i) {
      formats::SheetCell cell{row.cells[i], {}};
      for (const ImportFault& fault : row.faults) {
        if (file.head.columns[i].field && file.head.columns[i].field->key == fault.field)
          cell.note = fault.message;
      }
      cells.push_back(std::move(cell));
    }
    std::string all;
    for (const ImportFault& fault : row.faults)
      all += fmt::format("{}{}{}", fault.heading, fault.heading.empty() ? "" : "：", fault.message);
    cells.push_back(
        {fmt::format(fmt::runtime(actor.english ? "Row {}: {}" : "第{}行 {}"), row.number, all),
         {}});
    NJ_CHECK(book.add_row(cells));
  }
  return book.finish();
}

Result<int> undo_batch(Services& services, const Actor& actor, std::int64_t batch) {
  struct Found {
    std::string ledger;
    std::int64_t account;
    bool undone;
  };
  return services.database.write(
      [&](db::Tx& tx) -> Result<int> {
        NJ_TRY(const auto found, tx.first(kFindBatch, {batch}, [](const db::Row& row) {
          return Found{std::string(row.text(0)), row.integer(1), !row.is_null(2)};
        }));
        if (!found || found->account != actor.account.value)
          return fail(ErrorCode::not_found, "no such batch of the actor's");
        if (found->undone)
          return fail(ErrorCode::conflict, "batch is undone",
                      actor.english ? "This import was undone already." : "这次导入已经撤销过。");
        NJ_TRY(const auto* table, services.table(found->ledger));
        NJ_TRY(const auto members, tx.all(kMembers, {batch}, [](const db::Row& row) {
          return EntryId{row.integer(0)};
        }));
        const Entries entries(services);
        int retired = 0;
        for (const EntryId id : members) {
          NJ_TRY(const auto entry, table->get(tx, id));
          if (!entry || entry->retired || entry->revision != 1) continue;
          NJ_CHECK(entries.retire(tx, actor, *table, id, 1,
                                  actor.english ? "Import undone" : "撤销导入"));
          ++retired;
        }
        NJ_CHECK(tx.run(kUndone, {batch, services.clock.now()}));
        return retired;
      },
      db::deadline_in(std::chrono::minutes{2}));
}

}  // namespace niangjia::ledger
