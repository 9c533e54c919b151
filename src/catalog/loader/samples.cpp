#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>

#include "catalog/fields/field_kind.hpp"
#include "catalog/loader/readers.hpp"
#include "catalog/validation.hpp"

namespace niangjia::catalog {
namespace {
// Samples are judged on one day, so that their verdicts never change; working days are weekdays.
constexpr Day kSampleDay = make_day(2026, 6, 30);

Day add_weekdays(Day day, int count) {
  while (count > 0) {
    day += std::chrono::days{1};
    const std::chrono::weekday weekday{day};
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --count;
  }
  return day;
}

// The values as a request would bring them; what cannot be read joins the wrong fields.
void read_values(TableReader& reader, const Ledger& ledger, Sample& sample,
                 std::vector<Remark>& refused) {
  const toml::node* given = reader.node("values");
  const toml::table* values = given ? given->as_table() : nullptr;
  if (values == nullptr)
    return reader.fault("values", "'values' is missing; write values = { key = value, … }.");
  for (const auto& [key, node] : *values) {
    const Field* field = ledger.find(key.str());
    if (field == nullptr || (field->type == FieldType::choice && field->choices == nullptr)) {
      sample.values[std::string(key.str())] = Value{true};  // refused by name
      continue;
    }
    auto value = kind_of(*field).from_json(*field, to_json(node));
    if (value)
      sample.values[field->key] = std::move(*value);
    else
      refused.push_back({field->key, value.error()});
  }
}

void judge(TableReader& reader, const Ledger& ledger, const Sample& sample,
           std::vector<Remark> refused) {
  const FormulaContext context{kSampleDay, add_weekdays};
  for (Remark& error : validate(ledger, {}, sample.values, context).errors)
    refused.push_back(std::move(error));
  std::vector<std::string> told;
  for (const Remark& remark : refused)
    told.push_back(fmt::format("{} ({})", remark.field, remark.message.en));
  if (sample.accepted && !refused.empty()) {
    reader.fault("values",
                 fmt::format("should be accepted, but was refused for: {}", fmt::join(told, ", ")));
  }
  if (sample.accepted) return;
  if (refused.empty()) reader.fault("values", "should be refused, but was accepted.");
  for (const std::string& wanted : sample.wrong_fields) {
    const bool named = std::any_of(refused.begin(), refused.end(),
                                   [&](const Remark& r) { return r.field == wanted; });
    if (!named) {
      reader.fault("wrong_fields", fmt::format("'{}' should be refused; refused were: {}", wanted,
                                               fmt::join(told, ", ")));
    }
  }
}
}  // namespace

void read_samples(TableReader& reader, Ledger& ledger) {
  for (TableReader& item : reader.tables("sample", "sample")) {
    Sample sample;
    std::vector<Remark> refused;
    sample.wrong_fields = item.texts("wrong_fields");
    sample.accepted = item.flag("accepted", sample.wrong_fields.empty());
    read_values(item, ledger, sample, refused);
    item.finish();
    judge(item, ledger, sample, std::move(refused));
    ledger.samples.push_back(std::move(sample));
  }
  if (ledger.samples.empty())
    reader.fault("sample", "there are no samples; write [[sample]] with values and a verdict.");
}

}  // namespace niangjia::catalog
