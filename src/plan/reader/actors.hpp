// Who will do it, and with whom.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "plan/reader/scan.hpp"

namespace niangjia::plan {

struct Subject {
  Range range;
  bool names_owner = true;  // false for 我们, 我园: a subject, but no name
};

// The organisation or body that opens a clause as its subject (县妇联将…, 各校组织…).
[[nodiscard]] std::optional<Subject> subject_at(const Scan& scan, std::size_t at, std::size_t end);

// Owners named in a measure, as written: subjects of its clauses, "要求X", "由X负责", labels in
// brackets.
[[nodiscard]] std::vector<std::string> owners_in(const Scan& scan, Range measure, Range sentence);
// Partners: 配合X, 与X配合, 联合X, 向X报送, 邀请X.
[[nodiscard]] std::vector<std::string> partners_in(const Scan& scan, Range measure);
// The names in a list such as a table's cell.
[[nodiscard]] std::vector<std::string> names_in(const Scan& scan, Range list);

}  // namespace niangjia::plan
