// The cell styles that every workbook of ours uses: body 10.5 pt with thin borders, title Song 18
// pt.
#pragma once
#include <xlsxwriter.h>

#include <array>

#include "formats/sheet_layout.hpp"

namespace niangjia::formats {

constexpr std::size_t kColumnKinds = 5;

// The formats belong to the workbook.
struct XlsxStyles {
  explicit XlsxStyles(lxw_workbook* workbook);
  [[nodiscard]] lxw_format* body(ColumnKind kind) const {
    return body_[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] lxw_format* marked(ColumnKind kind) const {
    return marked_[static_cast<std::size_t>(kind)];
  }
  // A whole column, also where it is still empty: what is typed there keeps its kind.
  [[nodiscard]] lxw_format* blank(ColumnKind kind) const {
    return blank_[static_cast<std::size_t>(kind)];
  }

  lxw_format* title;
  lxw_format* subtitle_left;
  lxw_format* subtitle_right;
  lxw_format* head;

 private:
  std::array<lxw_format*, kColumnKinds> body_{}, marked_{}, blank_{};
};

}  // namespace niangjia::formats
