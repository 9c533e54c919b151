// What a clause does in its sentence.
#pragma once
#include "plan/reader/capabilities.hpp"
#include "plan/reader/scan.hpp"

namespace niangjia::plan {

enum class ClauseKind {
  act,      // 举办, 建立, 走访: something concrete will be done
  push,     // 加强, 推进, 做好: something will be worked at
  aim,      // 提高, 营造: what for
  lead,     // 以…为契机, 针对…, 为配合…: leads in to the next clause
  means,    // 通过…等形式, 借…之际: leads in, and can stand for the measure itself
  state,    // 是, 面临: how things are
  nominal,  // no verb
  remark,   // 如下, 供参考: about the text
};

struct Clause {
  Range range;  // without 要, 并, 同时 and their kin at the start
  ClauseKind kind = ClauseKind::nominal;
  CapabilityScore score;
  bool counted = false;  // holds a target
  bool timed = false;    // holds a month, a day or a deadline
};

[[nodiscard]] Clause clause_of(const Scan& scan, Range range);

}  // namespace niangjia::plan
