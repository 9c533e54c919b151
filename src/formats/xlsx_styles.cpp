#include "formats/xlsx_styles.hpp"

namespace niangjia::formats {
namespace {

constexpr const char* kFont = "宋体";
constexpr double kBodySize = 10.5;
constexpr double kTitleSize = 18;
constexpr lxw_color_t kMarkColour = 0xFFE2DD;

constexpr std::array<const char*, kColumnKinds> kNumberFormats{"@", "0", "General", "#,##0.00",
                                                               "yyyy-mm-dd"};

lxw_format* font(lxw_workbook* workbook, double size) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_font_name(format, kFont);
  format_set_font_size(format, size);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format* bordered(lxw_workbook* workbook) {
  lxw_format* format = font(workbook, kBodySize);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_text_wrap(format);
  return format;
}

}  // namespace

XlsxStyles::XlsxStyles(lxw_workbook* workbook)
    : title(font(workbook, kTitleSize)),
      subtitle_left(font(workbook, kBodySize)),
      subtitle_right(font(workbook, kBodySize)),
      head(bordered(workbook)) {
  format_set_align(title, LXW_ALIGN_CENTER);
  format_set_align(subtitle_right, LXW_ALIGN_RIGHT);
  format_set_align(head, LXW_ALIGN_CENTER);
  format_set_bold(head);
  for (std::size_t kind = 0; kind < kColumnKinds; ++kind) {
    body_[kind] = bordered(workbook);
    marked_[kind] = bordered(workbook);
    format_set_bg_color(marked_[kind], kMarkColour);
    blank_[kind] = font(workbook, kBodySize);
    for (lxw_format* format : {body_[kind], marked_[kind], blank_[kind]}) {
      format_set_num_format(format, kNumberFormats[kind]);
    }
  }
}

}  // namespace niangjia::formats
