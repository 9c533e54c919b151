#include "plan/plan_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_body.hpp"
#include "identity/accounts.hpp"
#include "ledger/entry_json.hpp"
#include "ledger/entry_routes.hpp"

namespace niangjia::plan {
namespace {

namespace json = boost::json;
using catalog::Values;
using ledger::Actor;
using ledger::Services;

// Keys of a measure as sent that are fields of the ledger `measure` under the same name.
constexpr const char* kFields[] = {"short",
                                   "text",
                                   "chapter",
                                   "capability",
                                   "tracking",
                                   "indicator",
                                   "target_min",
                                   "target_max",
                                   "unit",
                                   "comparison",
                                   "window_from",
                                   "window_to",
                                   "owner_organisation",
                                   "owner_position",
                                   "owner_account",
                                   "manual_state",
                                   "evidence",
                                   "extended_to",
                                   "extension_reason",
                                   "completed_on",
                                   "source_from",
                                   "source_to"};

std::string joined_partners(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  std::string joined;
  if (!value.is_array()) return joined;
  for (const auto& one : value.get_array()) {
    if (one.is_string()) joined += (joined.empty() ? "" : "、") + std::string(one.get_string());
  }
  return joined;
}

json::array split_partners(std::string_view joined) {
  json::array out;
  while (!joined.empty()) {
    const auto end = joined.find("、");
    if (const auto one = joined.substr(0, end); !one.empty()) out.emplace_back(one);
    joined.remove_prefix(end == std::string_view::npos ? joined.size()
                                                       : end + std::string_view("、").size());
  }
  return out;
}

json::object known_fields(const json::object& sent) {
  json::object out;
  for (const char* key : kFields) {
    if (const auto* value = sent.if_contains(key)) out[key] = *value;
  }
  if (const auto* partners = sent.if_contains("partners"))
    out["partners"] = joined_partners(*partners);
  return out;
}

Result<TrackedMeasure> measure_from_json(const Actor& actor, const catalog::Ledger& ledger,
                                         const json::value& sent) {
  if (!sent.is_object())
    return fail(ErrorCode::invalid_argument, "measure is no object", "每条措施应是一个JSON对象。");
  NJ_TRY(auto values, ledger::values_from_json(actor, ledger, known_fields(sent.get_object())));
  ledger::Entry entry;
  entry.values = std::move(values);
  return measure_of(entry);
}

template <class T>
json::value or_null(const std::optional<T>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}
json::value or_null(const std::optional<Day>& day) {
  return day ? json::value(format_day(*day)) : json::value(nullptr);
}
json::value or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

std::string account_title(db::Tx& tx, const std::string& login) {
  if (login.empty()) return {};
  const auto account = identity::find_account(tx, login);
  return account && *account ? (*account)->name : std::string();
}

}  // namespace

json::object plan_json(const Actor& actor, const ledger::Entry& plan, bool whole) {
  const auto text = [&](const char* key) {
    const auto* found = std::get_if<std::string>(&catalog::value_of(plan.values, key));
    return found ? *found : std::string();
  };
  const auto* year = std::get_if<std::int64_t>(&catalog::value_of(plan.values, "year"));
  const auto* adopted = std::get_if<Day>(&catalog::value_of(plan.values, "adopted_on"));
  const auto* organisation = actor.access->tree().find(plan.organisation);
  json::object out{{"id", plan.id.text()},
                   {"title", text("title")},
                   {"year", year ? *year : 0},
                   {"organisation", plan.organisation.text()},
                   {"organisation_name", organisation ? organisation->name : std::string()},
                   {"state", text("state")},
                   {"revision", plan.revision},
                   {"updated_at", format_moment(plan.updated_at)},
                   {"adopted_on", or_null(adopted ? std::optional(*adopted) : std::nullopt)}};
  if (!whole) return out;
  out["source_text"] = text("source_text");
  boost::system::error_code ignored;
  json::value draft = json::parse(text("draft"), ignored);
  out["draft"] = ignored ? json::value(nullptr) : std::move(draft);
  return out;
}

json::object counts_json(const StatusCounts& counts) {
  json::object out;
  for (int i = 0; i < 5; ++i) out[to_string(static_cast<MeasureStatus>(i))] = counts.by_status[i];
  return out;
}

StatusCounts count_statuses(const std::vector<Row>& rows) {
  StatusCounts counts;
  for (const Row& row : rows) counts.add(row.progress.status);
  return counts;
}

json::object row_json(db::Tx& tx, const Actor& actor, const Row& row, std::size_t shares,
                      const std::string& plan_title) {
  const TrackedMeasure& measure = row.measure;
  const auto name = [&](OrganisationId id) {
    const auto* organisation = actor.access->tree().find(id);
    return organisation ? organisation->name : std::string();
  };
  const auto range = counted_range(measure);
  return {{"id", measure.id.text()},
          {"plan", measure.plan.text()},
          {"parent", measure.parent.is_set() ? json::value(measure.parent.text()) : nullptr},
          {"organisation", measure.organisation.text()},
          {"organisation_name", name(measure.organisation)},
          {"ordinal", measure.ordinal},
          {"revision", measure.revision},
          {"short", measure.short_title},
          {"text", measure.text},
          {"chapter", measure.chapter},
          {"capability", measure.capability},
          {"tracking", to_string(measure.tracking)},
          {"indicator", or_null(measure.indicator)},
          {"target_min", or_null(measure.target_min)},
          {"target_max", or_null(measure.target_max)},
          {"unit", measure.unit},
          {"comparison", to_string(measure.comparison)},
          {"window_from", format_day(measure.window_from)},
          {"window_to", format_day(measure.window_to)},
          {"counted_from", format_day(range.from)},
          {"counted_to", format_day(range.to)},
          {"owner_organisation", measure.owner_organisation.text()},
          {"owner_organisation_name", name(measure.owner_organisation)},
          {"owner_position", measure.owner_position},
          {"owner_account", or_null(measure.owner_account)},
          {"owner_name", account_title(tx, measure.owner_account)},
          {"partners", split_partners(measure.partners)},
          {"manual_state", to_string(measure.manual_state)},
          {"evidence", measure.evidence},
          {"done_on", or_null(measure.completed_on)},
          {"extended_to", or_null(measure.extended_to)},
          {"extension_reason", measure.extension_reason},
          {"source_from", or_null(measure.source_from)},
          {"source_to", or_null(measure.source_to)},
          {"status", to_string(row.progress.status)},
          {"value", or_null(row.progress.value)},
          {"expected", or_null(row.progress.expected)},
          {"days", row.progress.days_left},
          {"shares_count", shares},
          {"from_plan_title", plan_title}};
}

Result<PlanDraft> draft_from_json(const Services& services, const Actor& actor,
                                  const json::object& body) {
  PlanDraft draft;
  draft.title = http::text_member(body, "title").value_or("");
  draft.year = static_cast<int>(
      std::clamp<std::int64_t>(http::integer_member(body, "year").value_or(0), 0, 9999));
  draft.organisation = ledger::organisation_of(body);
  draft.source_text = http::text_member(body, "source_text").value_or("");
  const auto* adopt = body.if_contains("adopt");
  draft.adopt = adopt && adopt->is_bool() && adopt->get_bool();
  const auto* measures = body.if_contains("measures");
  if (!measures || !measures->is_array())
    return fail(ErrorCode::invalid_argument, "measures must be a list", "缺少 measures。");
  if (!draft.adopt) {
    draft.draft = json::serialize(*measures);
    return draft;
  }
  const auto* ledger = services.catalogue.ledger("measure");
  NJ_ASSERT(ledger != nullptr);
  for (const auto& sent : measures->get_array()) {
    auto measure = measure_from_json(actor, *ledger, sent);
    if (!measure) {
      Error error = measure.error();
      std::map<std::string, std::string> fields;
      for (auto& [key, message] : error.fields)
        fields.emplace(fmt::format("measures.{}.{}", draft.measures.size(), key), message);
      error.fields = std::move(fields);
      return fail(std::move(error));
    }
    draft.measures.push_back(std::move(*measure));
  }
  return draft;
}

Result<Values> changes_from_json(const Actor& actor, const catalog::Ledger& ledger,
                                 const json::object& body) {
  return ledger::values_from_json(actor, ledger, known_fields(body));
}

}  // namespace niangjia::plan
