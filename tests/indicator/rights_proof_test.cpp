// The rights are one rule in three forms. Here every answer that an entry can show up in is
// compared, for generated roles and entries, with an oracle that reads the grants by itself: it
// walks the tree by parents, knows the conditions as plain functions and never asks LedgerAccess.
// Every field of every entry holds a marker of its own, so that a leak anywhere is a marker found.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/text.hpp"
#include "catalog/schema.hpp"
#include "indicator/counting_workshop.hpp"
#include "indicator/figures.hpp"
#include "ledger/exchange_routes.hpp"

namespace niangjia::indicator {
namespace {

using catalog::Action;
using catalog::Scope;
using catalog::Sensitivity;
using http::Method;
using ledger::Actor;

constexpr int kRows = 40, kMembers = 6, kAccounts = 4, kClasses = 4;
// Two characters that stand nowhere else, out of a block that no message uses.
constexpr char32_t kMarkers = 0x3400;

std::string marker(int number) {
  std::string out;
  text::append_utf8(out, kMarkers + static_cast<char32_t>(2 * number));
  text::append_utf8(out, kMarkers + static_cast<char32_t>(2 * number + 1));
  return out;
}
int marker_of(int row, int version, int sensitivity) {
  return (row * 2 + version) * kClasses + sensitivity;
}
constexpr int kMemberMarkers = kRows * 2 * kClasses;

// The numbers of all markers that stand in a text.
std::set<int> markers_in(std::string_view body) {
  std::set<int> found;
  const auto points = text::to_code_points(body);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const bool even =
        points[i] >= kMarkers && points[i] < 0x4DC0 && (points[i] - kMarkers) % 2 == 0;
    if (even && points[i + 1] == points[i] + 1)
      found.insert(static_cast<int>(points[i] - kMarkers) / 2);
  }
  return found;
}

struct Row {
  int number = 0;
  EntryId id;
  OrganisationId organisation;
  int creator = 0;
  Day day{};
  std::string kind, series;
  std::optional<bool> urgent;
  std::optional<std::int64_t> score, amount, member;
  int versions = 1;
};

struct Condition {
  const char* text;
  bool (*holds)(const Row&);
};
constexpr Condition kConditions[] = {
    {"kind == 'law'", [](const Row& row) { return row.kind == "law"; }},
    {"urgent", [](const Row& row) { return row.urgent == true; }},
    {"urgent == false", [](const Row& row) { return row.urgent == false; }},
    {"score > 50", [](const Row& row) { return row.score && *row.score > 50; }},
    {"kind in ['law', 'care'] && has(member)",
     [](const Row& row) { return (row.kind == "law" || row.kind == "care") && row.member; }},
    {"empty(score) || amount >= 100",
     [](const Row& row) { return !row.score || (row.amount && *row.amount >= 10000); }}};

// A grant as it is written, and the condition behind its `when`.
struct Given {
  catalog::Grant grant;
  const Condition* when = nullptr;
  OrganisationId at;
};

class RightsProofTest : public CountingWorkshop {
 protected:
  void add_routes(http::Router& router) override {
    CountingWorkshop::add_routes(router);
    ledger::add_exchange_routes(router, services(), actor_of());
  }
  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(roll(static_cast<int>(list.size())))];
  }

  void write_entries() {
    all_ = {city_,      county_a_,      county_b_,      street_a1_,     street_a2_,
            street_b1_, community_a11_, community_a12_, community_a21_, community_b11_};
    for (int i = 0; i < kMembers; ++i) {
      const Actor keeper = actor(9, {{"keeper", city_}});
      members_.push_back(written(keeper, pick(all_),
                                 {{"name", "王" + marker(kMemberMarkers + i) + "晓"}}, "member")
                             .id.value);
    }
    for (int i = 0; i < kRows; ++i) {
      write_row(i);
      if (i == kRows / 3) fold_search();
      if (i == kRows / 2) fold_counters();
    }
  }

  void write_row(int number) {
    Row row;
    row.number = number;
    row.organisation = pick(all_);
    row.creator = 1 + roll(kAccounts);
    row.day = make_day(2026, 1, 1) + std::chrono::days{roll(60)};
    row.kind = pick(std::vector<std::string>{"law", "care", "work", ""});
    if (roll(3)) row.urgent = roll(2) == 1;
    if (roll(3)) row.score = 1 + roll(100);
    if (row.score && roll(2)) row.amount = 100 * roll(300);
    if (roll(3)) row.member = pick(members_);
    const Actor keeper = actor(row.creator, {{"keeper", city_}});
    const ledger::Entry entry = written(keeper, row.organisation, values_of(row, 0));
    row.id = entry.id;
    row.series = entry.number;
    if (number % 3 == 0) {
      ASSERT_TRUE(entries().revise(keeper, table(), {row.id, 1, values_of(row, 1), "更正"}));
      row.versions = 2;
    }
    rows_.push_back(row);
  }

  static catalog::Values values_of(const Row& row, int version) {
    const auto text = [&](int sensitivity) {
      return marker(marker_of(row.number, version, sensitivity));
    };
    catalog::Values values{{"held_on", row.day},
                           {"remark", "公" + text(0)},
                           {"note", text(1) + "内"},
                           {"name", "李" + text(2) + "晓"},
                           {"story", "她说" + text(3) + "。"}};
    if (!row.kind.empty()) values["kind"] = row.kind;
    if (row.urgent) values["urgent"] = *row.urgent;
    if (row.score) values["score"] = *row.score;
    if (row.amount) values["amount"] = *row.amount;
    if (row.member) values["member"] = *row.member;
    return values;
  }

  // A person of one to three roles, each of one to three grants.
  void make_actor() {
    given_.clear();
    std::vector<identity::RoleAt> held;
    account_ = 1 + roll(kAccounts);
    for (int i = 1 + roll(3); i > 0; --i) {
      auto role = std::make_unique<catalog::Role>();
      const OrganisationId at = pick(all_);
      for (int j = 1 + roll(3); j > 0; --j) {
        given_.push_back(make_grant(at));
        role->grants.push_back(given_.back().grant);
      }
      held.push_back({role.get(), &place(at)});
      roles_.push_back(std::move(role));
    }
    actor_ = with_roles(account_, std::move(held));
  }

  Given make_grant(OrganisationId at) {
    Given one;
    one.at = at;
    one.grant.ledgers = {pick(std::vector<std::string>{"case", "case", "*", "member"})};
    for (const Action action : {Action::read, Action::count, Action::export_, Action::reveal,
                                Action::history, Action::revise}) {
      if (roll(action == Action::read ? 4 : 2)) one.grant.actions.push_back(action);
    }
    one.grant.scope = pick(std::vector<Scope>{Scope::own, Scope::organisation, Scope::subtree,
                                              Scope::subtree, Scope::all});
    for (const Sensitivity sensitivity : {Sensitivity::personal, Sensitivity::confidential}) {
      if (roll(3) == 0) one.grant.clear.push_back(sensitivity);
      if (roll(3) == 0) one.grant.reveal.push_back(sensitivity);
    }
    if (one.grant.ledgers.front() == "case" && roll(2)) {
      one.when = &kConditions[roll(static_cast<int>(std::size(kConditions)))];
      one.grant.when_text = one.when->text;
      one.grant.when.emplace("case", catalog::Formula::compile(
                                         one.when->text, catalog::row_schema(table().definition()))
                                         .value());
    }
    return one;
  }

  // ---- the oracle ----
  bool inside(OrganisationId organisation, OrganisationId top) {
    for (const auto* at = &place(organisation); at; at = directory_->tree()->parent(*at)) {
      if (at->id == top) return true;
    }
    return false;
  }
  bool grants(const Given& given, Action action, const Row& row) {
    const auto& grant = given.grant;
    const bool named = grant.ledgers.front() != "member";
    const auto has = [&](Action wanted) {
      return std::find(grant.actions.begin(), grant.actions.end(), wanted) != grant.actions.end();
    };
    if (!named || !(has(action) || (action == Action::count && has(Action::read)))) return false;
    if (given.when && !given.when->holds(row)) return false;
    switch (grant.scope) {
      case Scope::own:
        return row.creator == account_ && inside(row.organisation, given.at);
      case Scope::organisation:
        return row.organisation == given.at;
      case Scope::subtree:
        return inside(row.organisation, given.at);
      case Scope::all:
        return true;
    }
    return false;
  }
  bool may(Action action, const Row& row) {
    return std::any_of(given_.begin(), given_.end(),
                       [&](const Given& given) { return grants(given, action, row); });
  }
  bool may_somewhere(Action action) {
    return std::any_of(given_.begin(), given_.end(), [&](const Given& given) {
      const auto& actions = given.grant.actions;
      const auto has = [&](Action wanted) {
        return std::find(actions.begin(), actions.end(), wanted) != actions.end();
      };
      return given.grant.ledgers.front() != "member" &&
             (has(action) || (action == Action::count && has(Action::read)));
    });
  }
  bool is_clear(const Row& row, int sensitivity) {
    const auto wanted = static_cast<Sensitivity>(sensitivity);
    return std::any_of(given_.begin(), given_.end(), [&](const Given& given) {
      const auto& clear = given.grant.clear;
      return grants(given, Action::read, row) &&
             (wanted < Sensitivity::personal ||
              std::find(clear.begin(), clear.end(), wanted) != clear.end());
    });
  }
  bool is_revealable(const Row& row, int sensitivity) {
    return std::any_of(given_.begin(), given_.end(), [&](const Given& given) {
      const auto& reveal = given.grant.reveal;
      return grants(given, Action::read, row) && grants(given, Action::reveal, row) &&
             std::find(reveal.begin(), reveal.end(), static_cast<Sensitivity>(sensitivity)) !=
                 reveal.end();
    });
  }
  std::set<EntryId> ids_where(const std::function<bool(const Row&)>& holds) {
    std::set<EntryId> ids;
    for (const Row& row : rows_) {
      if (holds(row)) ids.insert(row.id);
    }
    return ids;
  }
  // Markers of the present state that may be shown.
  std::set<int> open_markers(const std::function<bool(const Row&, int)>& shown) {
    std::set<int> out;
    for (const Row& row : rows_) {
      for (int c = 0; c < kClasses; ++c) {
        if (shown(row, c)) out.insert(marker_of(row.number, row.versions - 1, c));
      }
    }
    return out;
  }

  // ---- what is compared ----
  void prove_get();
  void prove_list();
  void prove_search();
  void prove_figures();
  void prove_drill_through();
  void prove_export();
  void prove_history();
  void prove_errors();
  std::vector<EntryId> expected_order(const std::string& sort,
                                      const std::function<bool(const Row&)>& holds);

  std::mt19937 random_{20260308};
  std::vector<OrganisationId> all_;
  std::vector<std::int64_t> members_;
  std::vector<Row> rows_;
  std::vector<std::unique_ptr<catalog::Role>> roles_;
  std::vector<Given> given_;
  int account_ = 0;
  Actor actor_;
};
NJ_ON_BOTH_STORES(RightsProofTest);

std::string address(const Row& row) { return "/api/ledgers/case/entries/" + row.id.text(); }

void RightsProofTest::prove_get() {
  for (const Row& row : rows_) {
    const bool readable = may(Action::read, row);
    EXPECT_EQ(entries().get(actor_, table(), row.id).has_value(), readable);
    const auto answer = ask(&actor_, Method::get, address(row));
    EXPECT_EQ(answer.status, readable ? 200 : 404) << answer.content();
    EXPECT_EQ(markers_in(answer.content()), open_markers([&](const Row& one, int c) {
                return one.id == row.id && is_clear(row, c);
              }));
    if (!readable) continue;
    const auto entry = json_of(answer).at("entry").as_object();
    std::set<std::string> revealable;
    for (const auto& key : entry.at("revealable").as_array()) revealable.emplace(key.as_string());
    EXPECT_EQ(revealable.contains("name"), is_revealable(row, 2) && !is_clear(row, 2));
    EXPECT_EQ(revealable.contains("story"), is_revealable(row, 3) && !is_clear(row, 3));
  }
}

std::vector<EntryId> RightsProofTest::expected_order(const std::string& sort,
                                                     const std::function<bool(const Row&)>& holds) {
  const bool down = sort.empty() || sort.front() == '-';
  const std::string field = sort.empty() ? "held_on" : sort.substr(down ? 1 : 0);
  using Key = std::tuple<bool, std::int64_t, std::string, EntryId>;  // an empty value comes first
  std::vector<Key> keys;
  for (const Row& row : rows_) {
    if (!holds(row)) continue;
    if (field == "held_on") keys.emplace_back(true, day_number(row.day), "", row.id);
    if (field == "score")
      keys.emplace_back(row.score.has_value(), row.score.value_or(0), "", row.id);
    if (field == "amount")
      keys.emplace_back(row.amount.has_value(), row.amount.value_or(0), "", row.id);
    if (field == "urgent")
      keys.emplace_back(row.urgent.has_value(), row.urgent.value_or(false), "", row.id);
    if (field == "kind") keys.emplace_back(!row.kind.empty(), 0, row.kind, row.id);
    if (field == "number") keys.emplace_back(true, 0, row.series, row.id);
  }
  std::sort(keys.begin(), keys.end());
  if (down) std::reverse(keys.begin(), keys.end());
  std::vector<EntryId> ids;
  for (const Key& key : keys) ids.push_back(std::get<3>(key));
  return ids;
}

void RightsProofTest::prove_list() {
  const Condition& filter = kConditions[roll(static_cast<int>(std::size(kConditions)))];
  for (const char* sort :
       {"", "held_on", "score", "-score", "-amount", "urgent", "-kind", "kind", "number"}) {
    SCOPED_TRACE(sort);
    const bool filtered = roll(2) == 1;
    ledger::ListQuery query;
    query.sort = sort;
    query.limit = 1 + roll(9);
    query.filter = filtered ? filter.text : "";
    query.count = true;
    const auto expected = expected_order(sort, [&](const Row& row) {
      return may(Action::read, row) && (!filtered || filter.holds(row));
    });
    std::vector<EntryId> joined;
    do {
      const auto page = database().read(
          [&](db::Tx& tx) { return list_entries(tx, services(), actor_, table(), query); });
      ASSERT_TRUE(page) << words(page.error());
      for (const auto& entry : page->entries) joined.push_back(entry.id);
      EXPECT_EQ(page->count, static_cast<std::int64_t>(expected.size()));
      query.after = page->next;
    } while (!query.after.empty() && joined.size() <= rows_.size());
    EXPECT_EQ(joined, expected);
  }
  const auto answer = ask(&actor_, Method::get, "/api/ledgers/case/entries?limit=200");
  EXPECT_EQ(markers_in(answer.content()),
            open_markers([&](const Row& row, int c) { return c < 2 && may(Action::read, row); }));
}

void RightsProofTest::prove_search() {
  for (int i = 0; i < 8; ++i) {
    const Row& row = pick(rows_);
    for (int c = 0; c < kClasses; ++c) {
      const bool open = may(Action::read, row) && (is_clear(row, c) || is_revealable(row, c));
      const auto ids = found(actor_, marker(marker_of(row.number, row.versions - 1, c)));
      EXPECT_EQ(ids, open ? std::vector{row.id} : std::vector<EntryId>{}) << "class " << c;
      // A state that was written over is found by nobody.
      const auto before = row.versions == 2 ? found(actor_, marker(marker_of(row.number, 0, c)))
                                            : std::vector<EntryId>{};
      EXPECT_TRUE(before.empty());
    }
  }
}

void RightsProofTest::prove_figures() {
  for (int i = 0; i < 6; ++i) {
    const OrganisationId top = pick(all_);
    FigureQuery query;
    query.organisation = &place(top);
    query.range = {make_day(2026, 1, 1) + std::chrono::days{roll(40)},
                   make_day(2026, 2, 1) + std::chrono::days{roll(40)}};
    for (const catalog::Indicator& indicator : catalogue_->indicators()) {
      SCOPED_TRACE(indicator.id + " at " + place(top).name);
      query.indicator = &indicator;
      const auto amount = [&](const std::function<bool(const Row&)>& where) {
        std::int64_t sum = 0;
        std::set<std::int64_t> people;
        for (const Row& row : rows_) {
          if (!may(Action::count, row) || row.day < query.range.from || row.day > query.range.to ||
              !where(row))
            continue;
          if (indicator.id == "cases") ++sum;
          if (indicator.id == "urgent_cases" && row.urgent == true) ++sum;
          if (indicator.id == "aid") sum += row.amount.value_or(0);
          if (indicator.id == "members" && row.member) people.insert(*row.member);
        }
        return indicator.id == "members" ? static_cast<std::int64_t>(people.size()) : sum;
      };
      const auto read = [&] {
        return database().read([&](db::Tx& tx) { return figure(tx, services(), actor_, query); });
      };
      query.by_organisation = query.by_dimension = false;
      const auto whole = read();
      if (!may_somewhere(Action::count)) {
        ASSERT_FALSE(whole);
        EXPECT_EQ(whole.error().code, ErrorCode::not_found);
        continue;
      }
      ASSERT_TRUE(whole) << words(whole.error());
      EXPECT_EQ(whole->value,
                amount([&](const Row& row) { return inside(row.organisation, top); }));

      query.by_organisation = true;
      const auto parts = read();
      ASSERT_TRUE(parts) << words(parts.error());
      EXPECT_EQ(parts->value, whole->value);
      std::map<OrganisationId, std::int64_t> cells;
      for (const FigureCell& cell : parts->cells) cells[cell.organisation->id] = cell.amount;
      for (const auto* child : directory_->tree()->children(top)) {
        EXPECT_EQ(cells[child->id],
                  amount([&](const Row& row) { return inside(row.organisation, child->id); }))
            << child->name;
      }
      EXPECT_EQ(cells[top], amount([&](const Row& row) { return row.organisation == top; }));

      query.by_organisation = false;
      query.by_dimension = !indicator.dimension.empty();
      const auto kinds = read();
      ASSERT_TRUE(kinds) << words(kinds.error());
      EXPECT_EQ(kinds->value, whole->value);
      for (const FigureCell& cell : kinds->cells) {
        if (!query.by_dimension) continue;
        EXPECT_EQ(cell.amount, amount([&](const Row& row) {
                    return inside(row.organisation, top) && row.kind == cell.dimension;
                  }))
            << cell.dimension;
      }
    }
  }
}

void RightsProofTest::prove_drill_through() {
  const OrganisationId top = pick(all_);
  const std::string kind = pick(std::vector<std::string>{"", "law", "care"});
  const auto answer =
      ask(&actor_, Method::get,
          "/api/indicators/cases/entries?limit=200&from=2026-01-01&to=2026-12-31&organisation=" +
              top.text() + (kind.empty() ? "" : "&dimension=" + kind));
  const auto behind = [&](const Row& row) {
    return inside(row.organisation, top) && (kind.empty() || row.kind == kind);
  };
  const auto open =
      ids_where([&](const Row& row) { return behind(row) && may(Action::read, row); });
  const auto counted =
      ids_where([&](const Row& row) { return behind(row) && may(Action::count, row); });
  EXPECT_EQ(markers_in(answer.content()),
            open_markers([&](const Row& row, int c) { return c < 2 && open.contains(row.id); }));
  EXPECT_EQ(answer.status, may_somewhere(Action::count) ? 200 : 404);
  if (answer.status != 200) return;
  const auto body = json_of(answer);
  std::set<EntryId> shown;
  for (const auto& entry : body.at("entries").as_array())
    shown.insert(EntryId{parse_id(entry.at("id").as_string()).value()});
  EXPECT_EQ(shown, open);
  EXPECT_EQ(body.at("hidden").as_int64(), static_cast<std::int64_t>(counted.size() - open.size()));
}

void RightsProofTest::prove_export() {
  for (const bool clear : {false, true}) {
    const auto answer = ask(&actor_, Method::get,
                            std::string("/api/ledgers/case/export?format=csv&purpose=x&clear=") +
                                (clear ? "true" : "false"));
    const bool allowed = may_somewhere(Action::export_);
    EXPECT_EQ(answer.status, allowed ? 200 : may_somewhere(Action::read) ? 403 : 404);
    EXPECT_EQ(markers_in(answer.content()), open_markers([&](const Row& row, int c) {
                return may(Action::export_, row) && may(Action::read, row) &&
                       (c < 2 || (clear && is_clear(row, c)));
              }));
  }
}

void RightsProofTest::prove_history() {
  for (const Row& row : rows_) {
    if (row.versions == 1) continue;
    const auto answer = ask(&actor_, Method::get, address(row) + "/history");
    const bool allowed = may(Action::read, row) && may(Action::history, row);
    EXPECT_EQ(answer.status, allowed                  ? 200
                             : may(Action::read, row) ? 403
                                                      : 404)
        << answer.content();
    std::set<int> expected;
    for (int c = 0; allowed && c < kClasses; ++c) {
      if (is_clear(row, c))
        expected.insert({marker_of(row.number, 0, c), marker_of(row.number, 1, c)});
    }
    EXPECT_EQ(markers_in(answer.content()), expected);
  }
}

void RightsProofTest::prove_errors() {
  for (int i = 0; i < 6; ++i) {
    const Row& row = pick(rows_);
    const auto own =
        open_markers([&](const Row& one, int c) { return one.id == row.id && is_clear(row, c); });
    const auto stale =
        ask(&actor_, Method::patch, address(row), R"({"revision":99,"values":{"score":7}})");
    EXPECT_EQ(stale.status, !may(Action::read, row) ? 404 : may(Action::revise, row) ? 409 : 403);
    EXPECT_EQ(markers_in(stale.content()), stale.status == 409 ? own : std::set<int>{});
    const auto covered = ask(&actor_, Method::post, address(row) + "/reveal",
                             R"({"fields":["story"],"reason":"核实"})");
    const bool open = may(Action::read, row) && (is_clear(row, 3) || is_revealable(row, 3));
    EXPECT_EQ(covered.status, open ? 200 : may(Action::read, row) ? 403 : 404);
    EXPECT_EQ(markers_in(covered.content()),
              open ? std::set{marker_of(row.number, row.versions - 1, 3)} : std::set<int>{});
  }
  for (const char* query : {"filter=name%20==%20'x'", "filter=story%20==%20'x'", "sort=name",
                            "sort=-story", "after=00ff"}) {
    const auto answer =
        ask(&actor_, Method::get, std::string("/api/ledgers/case/entries?") + query);
    EXPECT_TRUE(answer.status == 400 || (answer.status == 404 && !may_somewhere(Action::read)))
        << query << answer.status;
    EXPECT_TRUE(markers_in(answer.content()).empty());
  }
}

TEST_P(RightsProofTest, NoAnswerShowsMoreOrLessThanTheGrantsSay) {
  ASSERT_NO_FATAL_FAILURE(write_entries());
  const int actors = GetParam() == db::StoreKind::sqlite ? 60 : 12;
  for (int i = 0; i < actors && !HasFailure(); ++i) {
    make_actor();
    SCOPED_TRACE("actor " + std::to_string(i));
    prove_get();
    prove_list();
    prove_search();
    prove_figures();
    prove_drill_through();
    prove_export();
    prove_history();
    prove_errors();
    if (i == actors / 2) fold_search();
    if (i == actors / 3) fold_counters();
  }
}

}  // namespace
}  // namespace niangjia::indicator
