#include "workflow/task_routes.hpp"

#include <boost/json.hpp>

#include "ledger/entry_json.hpp"

namespace niangjia::workflow {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;
using ledger::Actor;
using ledger::Services;

constexpr int kMostTasks = 200;
constexpr std::chrono::days kWeek{7};

json::object task_json(db::Tx& tx, const Services& services, const Actor& actor, const Task& task,
                       Day today) {
  const auto days = (task.due - today).count();
  const auto* organisation = actor.access->tree().at_place(task.place);
  const char* level = days < 0 ? "overdue" : days == 0 ? "due_soon" : "on_time";
  json::object out{
      {"id", task.entry.text() + ":" + task.rule},
      {"title", actor.word(*task.title)},
      {"subject", ledger::label_of(tx, services, actor, task.table->definition().id, task.entry)},
      {"verb", actor.word(*task.verb)},
      {"ledger", task.table->definition().id},
      {"ledger_title", actor.word(task.table->definition().title)},
      {"entry", task.entry.text()},
      {"organisation_name", organisation ? organisation->name : std::string()},
      {"due_on", format_day(task.due)},
      {"days", days},
      {"level", level}};
  // Done by writing an entry of another ledger that links to this one.
  if (task.duty) {
    out["write_ledger"] = task.duty->done_ledger;
    out["write_link"] = task.duty->done_link;
  }
  return out;
}

Result<json::object> tasks_json(db::Tx& tx, const Services& services, const Actor& actor) {
  const Day today = services.clock.today();
  NJ_TRY(const auto tasks,
         tasks_of(tx, services, actor, today + std::chrono::days{366}, kMostTasks));
  json::array overdue, due_today, week;
  std::int64_t later = 0;
  json::value next = nullptr;
  for (const Task& task : tasks) {
    if (task.due > today + kWeek) {
      if (later++ == 0) next = format_day(task.due);
      continue;
    }
    json::array& group = task.due < today ? overdue : task.due == today ? due_today : week;
    group.push_back(task_json(tx, services, actor, task, today));
  }
  return json::object{{"today", format_day(today)},
                      {"overdue", std::move(overdue)},
                      {"due_today", std::move(due_today)},
                      {"week", std::move(week)},
                      {"later", later},
                      {"next", std::move(next)}};
}

}  // namespace

void add_task_routes(http::Router& router, Services& services, ledger::ActorOf actor_of) {
  router.add(
      http::Method::get, "/api/tasks",
      [&services, actor_of](const Request& request) -> Result<Response> {
        NJ_TRY(const Actor actor, actor_of(request));
        NJ_TRY(const auto answer,
               services.database.read([&](db::Tx& tx) { return tasks_json(tx, services, actor); },
                                      request.deadline));
        return Response::json(answer);
      });
}

}  // namespace niangjia::workflow
