// Ledgers of each kind of record, as small as they can be: a stock with reversals, a roll with a
// monthly duty and what is done for it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/loader.hpp"

namespace niangjia::ledger {

inline constexpr std::string_view kStockLedger = R"toml(
id = "stock"
title = { zh = "出入库", en = "Stock" }
capability = "C06"
basis = "example"
date_field = "moved_on"
append_only = true
reversal = "reverses"
number_pattern = "{organisation}〔{year}〕{number}号"
number_per_organisation = true
[[field]]
key = "moved_on"
title = { zh = "日期", en = "Day" }
type = "date"
default = "today"
[[field]]
key = "item"
title = { zh = "物品", en = "Item" }
type = "choice"
choices = [{ key = "soap", zh = "肥皂", en = "Soap" }, { key = "towel", zh = "毛巾", en = "Towel" }]
required = true
[[field]]
key = "way"
title = { zh = "出入", en = "Way" }
type = "choice"
choices = [{ key = "in", zh = "入", en = "In" }, { key = "out", zh = "出", en = "Out" }]
required = true
[[field]]
key = "quantity"
title = { zh = "数量", en = "Quantity" }
unit = "块"
type = "integer"
min = 1
required = true
[[field]]
key = "reverses"
title = { zh = "冲红的是", en = "Reverses" }
type = "link"
ledger = "stock"
unique = true
[[field]]
key = "change"
title = { zh = "变化", en = "Change" }
unit = "块"
type = "computed"
result_type = "integer"
formula = "(has(reverses) ? -1 : 1) * (way == 'in' ? quantity : -quantity)"
[[balance]]
change = "change"
per = ["item"]
what = { zh = "库存", en = "in stock" }
[[sample]]
values = { item = "soap", way = "in", quantity = 3 }
)toml";

inline constexpr std::string_view kPairLedger = R"toml(
id = "pair"
title = { zh = "结对", en = "Pairs" }
capability = "C32"
basis = "example"
date_field = "began_on"
unique_together = [["organisation", "code"]]
[[field]]
key = "began_on"
title = { zh = "开始", en = "Began" }
type = "date"
required = true
filterable = true
[[field]]
key = "ended_on"
title = { zh = "结束", en = "Ended" }
type = "date"
not_before = "began_on"
[[field]]
key = "code"
title = { zh = "编号", en = "Code" }
type = "text"
[[field]]
key = "kinds"
title = { zh = "类别", en = "Kinds" }
type = "multi_choice"
choices = [{ key = "child", zh = "儿童", en = "Child" }, { key = "elder", zh = "老人", en = "Elder" }]
[[field]]
key = "manner"
title = { zh = "方式", en = "Manner" }
type = "choice"
choices = [{ key = "visit", zh = "走访", en = "Visit" }, { key = "call", zh = "电话", en = "Call" }]
[[field]]
key = "should"
title = { zh = "应建", en = "Should" }
type = "yes_no"
[[roll]]
entered = "began_on"
left = "ended_on"
[[duty]]
key = "monthly"
title = { zh = "每月联系", en = "Monthly contact" }
verb = { zh = "记联系", en = "Record" }
every = "month"
to_field = "ended_on"
done_ledger = "contact"
done_link = "pair"
done_filter = "!empty(real) && real"
[[matrix]]
key = "kinds_by_manner"
title = { zh = "类别与方式", en = "Kinds by manner" }
rows = "kinds"
columns = "manner"
[[sample]]
values = { began_on = 2026-01-05 }
)toml";

inline constexpr std::string_view kContactLedger = R"toml(
id = "contact"
title = { zh = "联系", en = "Contacts" }
capability = "C32"
basis = "example"
date_field = "contacted_on"
[[field]]
key = "pair"
title = { zh = "对子", en = "Pair" }
type = "link"
ledger = "pair"
required = true
[[field]]
key = "contacted_on"
title = { zh = "日期", en = "Day" }
type = "date"
required = true
[[field]]
key = "real"
title = { zh = "联系上了", en = "Reached" }
type = "yes_no"
default = true
[[field]]
key = "pair_code"
title = { zh = "对子编号", en = "Code of the pair" }
type = "text"
fetch = "pair.code"
[[sample]]
values = { pair = "1", contacted_on = 2026-02-01 }
)toml";

inline std::vector<catalog::SourceFile> with_records(std::vector<catalog::SourceFile> files) {
  files.push_back({"stock.toml", "ledgers", std::string(kStockLedger)});
  files.push_back({"pair.toml", "ledgers", std::string(kPairLedger)});
  files.push_back({"contact.toml", "ledgers", std::string(kContactLedger)});
  return files;
}

}  // namespace niangjia::ledger
