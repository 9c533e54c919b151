#include "app/demo/diary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace niangjia::app::demo {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kMorning = 9 * 60, kWorkingDay = 8 * 60, kDay = 24 * 60;  // minutes
constexpr std::size_t kUnitSize = 200;

// An entry that the catalogue refuses is a fault of the demo's files: say which.
tl::unexpected<Error> refused(const char* ledger, const catalog::Values& values, Error error) {
  std::string words =
      fmt::format("the demo's entry of the ledger {} was refused: {}", ledger, error.message);
  for (const auto& [field, message] : error.fields) words += fmt::format(" {}: {}", field, message);
  for (const auto& [key, value] : values) {
    if (const auto* text = std::get_if<std::string>(&value))
      words += fmt::format(" [{}={}]", key, *text);
  }
  error.message = std::move(words);
  return fail(std::move(error));
}

}  // namespace

// Moments of a day differ, so that the order of what is noted has nothing to do with its writing.
Moment Diary::working_hour(Day day) {
  constexpr std::int64_t kStep = 37;
  minutes_ = (minutes_ + kStep) % kWorkingDay;
  const std::int64_t begin = start_of(day).ms, minute = kMorning + minutes_;
  // Today's hours end now.
  const std::int64_t length = std::min(kDay, (now_.ms - begin) / kMinute);
  return Moment{begin + minute * length / kDay * kMinute};
}

std::optional<Diary::Index> Diary::note(Day day, const char* ledger, OrganisationId organisation,
                                        AccountId by, catalog::Values values) {
  if (!holds(day)) return std::nullopt;
  const Moment at = working_hour(day);
  entries_.push_back({ledger, organisation, std::move(values), {}, at, at, {}, 1});
  acts_.push_back({at, by, entries_.size() - 1, std::nullopt, 0, nullptr});
  return entries_.size() - 1;
}

void Diary::link(Index entry, std::string field, Index target) {
  constexpr std::int64_t kBefore = 6 * kMinute;
  entries_[entry].links.emplace_back(std::move(field), target);
  Moment& at = entries_[target].at;
  at.ms = std::min(at.ms, entries_[entry].at.ms - kBefore);
}

void Diary::change(Index entry, Day day, AccountId by, catalog::Values values) {
  if (day > to_) return;
  Moment& last = entries_[entry].last;
  last.ms = std::min(std::max(working_hour(day).ms, last.ms + kMinute), now_.ms);
  acts_.push_back({last, by, entry, std::move(values), entries_[entry].revisions++, nullptr});
}

void Diary::happen(Day day, AccountId by, std::function<Status(const Past&)> what) {
  if (holds(day))
    acts_.push_back({working_hour(day), by, std::nullopt, std::nullopt, 0, std::move(what)});
}

Status Diary::write_new(const Past& past, NewEntry& entry) {
  NJ_TRY(const auto* table, past.services.table(entry.ledger));
  const ledger::Entries entries(past.services);
  catalog::Values values = entry.values;
  for (const auto& [field, target] : entry.links) values[field] = entries_[target].id.value;
  const auto prepared = entries.prepare(past.actor, *table, entry.organisation, values, &past.tx);
  if (!prepared) return refused(entry.ledger, values, prepared.error());
  const auto written = entries.insert(past.tx, past.actor, *table, *prepared);
  if (!written) return refused(entry.ledger, values, written.error());
  entry.id = written->entry.id;
  return Done{};
}

Status Diary::perform(const Past& past, const Act& act) {
  if (act.what) return act.what(past);
  NewEntry& entry = entries_[*act.entry];
  if (!act.values) return write_new(past, entry);
  NJ_TRY(const auto* table, past.services.table(entry.ledger));
  const auto written =
      ledger::Entries(past.services)
          .revise(past.tx, past.actor, *table, {entry.id, act.expected, *act.values, {}});
  if (!written) return refused(entry.ledger, *act.values, written.error());
  return Done{};
}

Status Diary::write(Installation& installation) {
  const ledger::Services& today = installation.services();
  DiaryClock clock;
  ledger::Services services{today.database,   today.catalogue,    today.directory, today.cipher,
                            today.cursor_key, today.answers,      today.ids,       clock,
                            today.calendar,   today.account_name, today.listeners, {}};
  NJ_CHECK(services.prepare());
  // Entries lie before what was noted after them at the same moment: links and changes rely on it.
  std::stable_sort(acts_.begin(), acts_.end(),
                   [&](const Act& a, const Act& b) { return moment_of(a) < moment_of(b); });
  ledger::Actor actor = installation.program();
  for (std::size_t from = 0; from < acts_.size(); from += kUnitSize) {
    const std::size_t to = std::min(from + kUnitSize, acts_.size());
    NJ_CHECK(services.database.write(
        [&](db::Tx& tx) -> Status {
          for (std::size_t i = from; i < to; ++i) {
            actor.account = acts_[i].by;
            clock.set(moment_of(acts_[i]));
            NJ_CHECK(perform({tx, services, actor}, acts_[i]));
          }
          return Done{};
        },
        db::deadline_in(std::chrono::minutes{1})));
  }
  return Done{};
}

}  // namespace niangjia::app::demo
