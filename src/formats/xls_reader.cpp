#include "formats/xls_reader.hpp"

#include <algorithm>

#include "formats/little_endian.hpp"
#include "formats/ole_stream.hpp"
#include "formats/xls_records.hpp"
#include "formats/xls_sheet.hpp"

namespace niangjia::formats {
namespace {

constexpr std::uint16_t kBiff8 = 0x0600;
constexpr std::size_t kRecordHead = 4;
constexpr std::size_t kMostWalks = 8;  // a hostile file points at the same records from many sheets
constexpr const char* kUnreadable = "这个.xls表格读不出来，请用Excel或WPS打开后另存为.xlsx再试。";

tl::unexpected<Error> unreadable(const char* why) {
  return fail(ErrorCode::invalid_argument, std::string("xls: ") + why, kUnreadable);
}

// The shared strings stand in one record and those that continue it.
Result<std::vector<std::string>> shared_strings(std::vector<std::string_view> segments) {
  XlsStrings reader(std::move(segments));
  static_cast<void>(reader.number<std::uint32_t>());  // how often they are used
  const auto count = reader.number<std::uint32_t>();
  std::vector<std::string> strings;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto characters = reader.number<std::uint16_t>();
    strings.push_back(reader.string(characters));
    if (reader.failed()) return unreadable("the shared strings are cut off");
  }
  return strings;
}

}  // namespace

Result<XlsReader> XlsReader::open(std::string_view bytes) {
  auto stream = read_ole_stream(bytes, "Workbook");
  if (!stream && stream.error().code == ErrorCode::not_found)
    return unreadable("no workbook of Excel 97 or later");
  if (!stream) return fail(stream.error());
  XlsReader reader(std::move(*stream));
  NJ_CHECK(reader.read_globals());
  return reader;
}

Status XlsReader::read_globals() {
  XlsRecords records(stream_, 0);
  auto record = records.next();
  if (!record || record->kind != XlsRecordKind::begin ||
      number_at<std::uint16_t>(record->body, 0) != kBiff8) {
    return unreadable("the workbook does not begin as Excel 97 does");
  }
  std::vector<std::string_view> segments;  // of the shared strings
  bool continues = false;
  while ((record = records.next()) && record->kind != XlsRecordKind::end) {
    continues = record->kind == XlsRecordKind::shared_strings ||
                (continues && record->kind == XlsRecordKind::continued);
    if (continues) segments.push_back(record->body);
    if (record->kind == XlsRecordKind::file_pass) {
      return fail(ErrorCode::invalid_argument, "xls with a password",
                  "这个表格设有密码，请去掉密码再试。");
    }
    if (record->kind == XlsRecordKind::date_mode &&
        number_at<std::uint16_t>(record->body, 0) == 1) {
      date_system_ = DateSystem::from_1904;
    }
    if (record->kind == XlsRecordKind::format) add_format(record->body);
    if (record->kind == XlsRecordKind::cell_format) {
      cell_formats_.push_back(number_at<std::uint16_t>(record->body, 2));
    }
    if (record->kind == XlsRecordKind::bound_sheet) add_sheet(record->body);
  }
  if (sheets_.empty()) return unreadable("no sheets");
  if (segments.empty()) return Done{};
  NJ_TRY(strings_, shared_strings(std::move(segments)));
  return Done{};
}

void XlsReader::add_sheet(std::string_view body) {
  const bool has_cells = number_at<std::uint8_t>(body, 5) == 0;
  if (!has_cells || body.size() < 8) return;
  XlsStrings name({body.substr(7)});
  sheets_.push_back(
      {name.string(number_at<std::uint8_t>(body, 6)), (number_at<std::uint8_t>(body, 4) & 3) != 0});
  places_.push_back(number_at<std::uint32_t>(body, 0));
}

void XlsReader::add_format(std::string_view body) {
  if (body.size() < 5) return;
  XlsStrings code({body.substr(4)});
  custom_formats_[number_at<std::uint16_t>(body, 0)] =
      is_date_format(code.string(number_at<std::uint16_t>(body, 2)));
}

Result<std::vector<CellRange>> XlsReader::read_sheet(std::size_t index, const OnRow& on_row) {
  NJ_ASSERT(index < sheets_.size());
  const auto is_date = [this](int cell_format) {
    if (cell_format < 0 || static_cast<std::size_t>(cell_format) >= cell_formats_.size())
      return false;
    const int format = cell_formats_[static_cast<std::size_t>(cell_format)];
    const auto custom = custom_formats_.find(format);
    return custom != custom_formats_.end() ? custom->second : is_date_format(format);
  };
  const XlsSheetContext context{sheets_[index].name, strings_, is_date, date_system_};
  XlsSheet sheet(context, on_row);
  XlsRecords records(stream_, places_[index]);
  const auto first = records.next();
  if (!first || first->kind != XlsRecordKind::begin)
    return unreadable("a sheet does not begin where it should");
  int depth = 1;  // charts inside the sheet begin and end too
  while (depth > 0) {
    const auto record = records.next();
    if (!record) return unreadable("a sheet is cut off");
    walked_ += kRecordHead + record->body.size();
    if (walked_ / kMostWalks > stream_.size()) return unreadable("its sheets overlap");
    depth += (record->kind == XlsRecordKind::begin) - (record->kind == XlsRecordKind::end);
    if (depth == 1) NJ_CHECK(sheet.add(*record));
  }
  NJ_CHECK(sheet.finish());
  return std::move(sheet.merged);
}

}  // namespace niangjia::formats
