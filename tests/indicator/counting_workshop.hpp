// The workshop with counters and tasks kept while entries are written, wired as the program wires
// them.
#pragma once
#include "indicator/counters.hpp"
#include "indicator/figure_routes.hpp"
#include "indicator/migrations.hpp"
#include "ledger/workshop.hpp"
#include "workflow/calendar_routes.hpp"
#include "workflow/duties.hpp"
#include "workflow/task_routes.hpp"

namespace niangjia::indicator {

inline constexpr std::string_view kIndicators = R"toml(
[[indicator]]
id = "cases"
title = { zh = "个案数", en = "Cases" }
explanation = { zh = "一条计一件。", en = "One each." }
unit = "件"
capability = "C22"
ledger = "case"
dimension = "kind"
[[indicator]]
id = "urgent_cases"
title = { zh = "紧急个案", en = "Urgent cases" }
explanation = { zh = "紧急的个案。", en = "Urgent ones." }
unit = "件"
capability = "C22"
ledger = "case"
filter = "urgent"
[[indicator]]
id = "aid"
title = { zh = "金额合计", en = "Aid" }
explanation = { zh = "金额相加。", en = "Added up." }
unit = "元"
capability = "C22"
ledger = "case"
kind = "sum"
field = "amount"
dimension = "kind"
[[indicator]]
id = "members"
title = { zh = "服务人数", en = "Members" }
explanation = { zh = "一人计一次。", en = "Each once." }
unit = "人"
capability = "C22"
ledger = "case"
kind = "distinct"
field = "member"
dimension = "kind"
)toml";

class CountingWorkshop : public ledger::Workshop {
 protected:
  std::vector<catalog::SourceFile> sources() const override {
    auto files = Workshop::sources();
    files.push_back({"indicators.toml", "indicators", std::string(kIndicators)});
    return files;
  }
  std::vector<db::Migration> migrations() const override {
    auto all = Workshop::migrations();
    for (const auto folder : {workflow::workflow_migrations(), indicator_migrations()})
      all.insert(all.end(), folder.begin(), folder.end());
    return all;
  }
  void add_listeners() override {
    const auto context = [this] { return services().formula_context(); };
    counters_.emplace(*catalogue_, context);
    tasks_.emplace(context);
    duties_.emplace(services());
    services().listeners = {&*counters_, &*tasks_, &*duties_};
  }
  void add_routes(http::Router& router) override {
    add_figure_routes(router, services(), actor_of());
    workflow::add_task_routes(router, services(), actor_of());
    workflow::add_calendar_routes(router, services(), actor_of());
  }
  void fold_counters(int limit = 10'000) {
    const auto tree = directory_->tree();
    const auto done = database().write([&](db::Tx& tx) { return fold(tx, *tree, limit); });
    ASSERT_TRUE(done) << words(done.error());
  }

 private:
  std::optional<CounterListener> counters_;
  std::optional<workflow::TaskListener> tasks_;
  std::optional<workflow::DutyListener> duties_;
};

}  // namespace niangjia::indicator
