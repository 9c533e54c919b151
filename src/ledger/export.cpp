#include "ledger/export.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "catalog/fields/field_kind.hpp"
#include "formats/csv.hpp"
#include "formats/xlsx_writer.hpp"
#include "identity/audit.hpp"
#include "ledger/entries.hpp"
#include "ledger/entry_json.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Field;
using catalog::FieldType;
using formats::CellValue;
using formats::ColumnKind;
using formats::SheetCell;

constexpr std::int64_t kMostRows = 100'000;
constexpr std::size_t kColumnsOnPortrait = 8;
constexpr int kPage = 200;

ColumnKind column_kind(const Field& field, bool masked) {
  if (masked) return ColumnKind::text;
  switch (stored_type(field)) {
    case FieldType::integer:
      return ColumnKind::integer;
    case FieldType::money:
      return ColumnKind::money;
    case FieldType::date:
      return ColumnKind::date;
    default:
      return ColumnKind::text;
  }
}

// What leaves of one ledger for one actor.
class Exporter {
 public:
  Exporter(Services& services, const Actor& actor, const LedgerTable& table,
           const ExportRequest& request)
      : services_(services),
        actor_(actor),
        table_(table),
        request_(request),
        fields_(exchanged_fields(table.definition())) {}

  [[nodiscard]] formats::SheetLayout layout() const {
    const catalog::Ledger& ledger = table_.definition();
    formats::SheetLayout sheet;
    sheet.name = actor_.word(ledger.title);
    sheet.title = actor_.word(ledger.title);
    const auto* unit = request_.query.organisation.is_set()
                           ? actor_.access->tree().find(request_.query.organisation)
                           : actor_.access->home();
    sheet.subtitle_left =
        (actor_.english ? "Unit: " : "单位：") + (unit ? unit->name : std::string());
    sheet.subtitle_right = period();
    sheet.columns.push_back({actor_.english ? "Number" : "编号", ColumnKind::text, 14, {}, {}});
    sheet.columns.push_back(
        {actor_.english ? "Organisation" : "组织", ColumnKind::text, 18, {}, {}});
    for (const Field* field : fields_) {
      sheet.columns.push_back(
          {actor_.word(field->title) + (field->unit.empty() ? "" : "（" + field->unit + "）"),
           column_kind(*field, masked(*field)),
           0,
           {},
           {}});
    }
    sheet.signatures = actor_.english
                           ? std::vector<std::string>{"Prepared by", "Checked by", "Date"}
                           : std::vector<std::string>{"制表人", "审核人", "日期"};
    sheet.orientation = sheet.columns.size() > kColumnsOnPortrait
                            ? formats::PageOrientation::landscape
                            : formats::PageOrientation::portrait;
    return sheet;
  }

  [[nodiscard]] Result<std::vector<SheetCell>> cells(db::Tx& tx, Entry entry) const {
    const auto context = services_.formula_context();
    const identity::ClassSet clear =
        actor_.access->on(table_.definition()).clear(entry.facts(), context);
    NJ_CHECK(services_.codec(table_.definition())
                 .unseal(entry, clear | identity::class_bit(catalog::Sensitivity::personal)));
    const auto* organisation = actor_.access->tree().find(entry.organisation);
    std::vector<SheetCell> row{{entry.number, {}},
                               {organisation ? organisation->name : std::string(), {}}};
    for (const Field* field : fields_) {
      const bool open = !masked(*field) && (clear & identity::class_bit(field->sensitivity));
      row.push_back({cell(tx, *field, catalog::value_of(entry.values, field->key), open), {}});
    }
    return row;
  }

 private:
  // Sealed values stay covered unless they were asked for in clear with a purpose.
  [[nodiscard]] bool masked(const Field& field) const {
    return field.is_encrypted() && !request_.clear;
  }

  [[nodiscard]] CellValue cell(db::Tx& tx, const Field& field, const catalog::Value& value,
                               bool open) const {
    if (catalog::is_empty(value)) return {};
    if (!open)
      return field.sensitivity == catalog::Sensitivity::personal
                 ? catalog::kind_of(field).mask(field, value)
                 : std::string();
    const FieldType type = stored_type(field);
    if (const auto* day = std::get_if<Day>(&value)) return *day;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      if (type == FieldType::integer) return *number;
      if (type == FieldType::money) return Money{*number};
    }
    return display_of(tx, services_, actor_, field, value);
  }

  [[nodiscard]] std::string period() const {
    const auto& query = request_.query;
    if (!query.from && !query.to) return {};
    return fmt::format("{}{}{}", query.from ? format_day(*query.from) : "",
                       actor_.english ? " to " : " 至 ",
                       query.to ? format_day(*query.to) : format_day(services_.clock.today()));
  }

  Services& services_;
  const Actor& actor_;
  const LedgerTable& table_;
  const ExportRequest& request_;
  const std::vector<const Field*> fields_;
};

std::string csv_text(const CellValue& value) {
  struct Visitor {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(Money money) const { return format_money(money); }
    std::string operator()(Day day) const { return format_day(day); }
  };
  return std::visit(Visitor{}, value);
}

// Both formats behind one door: head once, then rows, then the bytes.
class RowSink {
 public:
  [[nodiscard]] Status begin(ExportFormat format, formats::SheetLayout layout) {
    if (format == ExportFormat::csv) {
      std::vector<std::string> head;
      for (const auto& column : layout.columns) head.push_back(column.title);
      csv_.emplace();
      csv_->add_row(head);
      return Done{};
    }
    NJ_TRY(auto book, formats::XlsxWriter::create());
    NJ_CHECK(book.begin_sheet(std::move(layout)));
    book_.emplace(std::move(book));
    return Done{};
  }
  [[nodiscard]] Status add(const std::vector<SheetCell>& cells) {
    if (book_) return book_->add_row(cells);
    std::vector<std::string> texts;
    for (const SheetCell& cell : cells) texts.push_back(csv_text(cell.value));
    csv_->add_row(texts);
    return Done{};
  }
  [[nodiscard]] Result<std::string> finish() {
    return book_ ? book_->finish() : Result<std::string>(csv_->take());
  }

 private:
  std::optional<formats::XlsxWriter> book_;
  std::optional<formats::CsvWriter> csv_;
};

Status note_export(Services& services, const Actor& actor, const LedgerTable& table,
                   const ExportRequest& request, std::int64_t rows, db::Deadline deadline) {
  return services.database.write(
      [&](db::Tx& tx) -> Status {
        const std::string detail =
            fmt::format("{} rows{}", rows, request.clear ? ", personal values in clear" : "");
        identity::AuditLine line;
        line.at = services.clock.now();
        line.account = actor.account;
        line.action = "exported";
        line.ledger = table.definition().id;
        line.reason = text::trim(request.purpose);
        line.detail = detail;
        return identity::append(tx, line);
      },
      deadline);
}

bool shows_personal(const catalog::Ledger& ledger) {
  return std::any_of(ledger.fields.begin(), ledger.fields.end(),
                     [](const Field& field) { return field.is_encrypted(); });
}

}  // namespace

std::vector<const Field*> exchanged_fields(const catalog::Ledger& ledger) {
  std::vector<const Field*> fields;
  for (const Field& field : ledger.fields) {
    if (!field.retired) fields.push_back(&field);
  }
  return fields;
}

Result<std::string> export_entries(Services& services, const Actor& actor, const LedgerTable& table,
                                   const ExportRequest& request, db::Deadline deadline) {
  if (request.clear && shows_personal(table.definition()) && text::trim(request.purpose).empty()) {
    return refused(
        actor,
        {{"purpose",
          {"要带出个人信息，请写用途。", "Personal values leave with it: give the purpose."}}});
  }
  ListQuery query = request.query;
  query.action = catalog::Action::export_;
  query.limit = kPage;
  query.with_confidential = true;
  query.after.clear();
  const Exporter exporter(services, actor, table, request);
  RowSink sink;
  NJ_CHECK(sink.begin(request.format, exporter.layout()));
  std::int64_t rows = 0;
  NJ_CHECK(services.database.read(
      [&](db::Tx& tx) -> Status {
        NJ_TRY(const auto count, count_entries(tx, services, actor, table, query));
        if (count > kMostRows)
          return fail(ErrorCode::too_large, "over 100,000 rows",
                      "一次最多导出10万条，请加条件分几次导出。");
        do {
          NJ_TRY(const Page page, list_entries(tx, services, actor, table, query));
          for (const Entry& entry : page.entries) {
            NJ_TRY(const auto cells, exporter.cells(tx, entry));
            NJ_CHECK(sink.add(cells));
            ++rows;
          }
          query.after = page.next;
        } while (!query.after.empty());
        return Done{};
      },
      deadline));
  NJ_CHECK(note_export(services, actor, table, request, rows, deadline));
  return sink.finish();
}

Result<std::string> import_template(const catalog::Ledger& ledger) {
  formats::SheetLayout sheet;
  sheet.name = ledger.title.zh;
  for (const Field* field : exchanged_fields(ledger)) {
    if (field->type == FieldType::computed) continue;
    formats::SheetColumn column{field->title.zh, column_kind(*field, false), 0, {}, field->help.zh};
    if (field->choices) {
      for (const auto& choice : field->choices->choices) {
        if (!choice.retired) column.choices.push_back(choice.title.zh);
      }
    }
    if (field->type == FieldType::yes_no) column.choices = {"是", "否"};
    if (field->required) column.note = "必填。" + column.note;
    sheet.columns.push_back(std::move(column));
  }
  NJ_TRY(auto book, formats::XlsxWriter::create());
  NJ_CHECK(book.begin_sheet(std::move(sheet)));
  return book.finish();
}

}  // namespace niangjia::ledger
