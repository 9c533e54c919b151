#include "plan/reader/reading_json.hpp"

#include <boost/json.hpp>

namespace niangjia::plan {
namespace {

namespace json = boost::json;

// Whole numbers without a point.
json::value number(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return static_cast<double>(whole) == value ? json::value(whole) : json::value(value);
}

json::array span(const Span& span) { return {span.from, span.to}; }

json::array strings(const std::vector<std::string>& list) {
  json::array array;
  for (const std::string& text : list) array.emplace_back(text);
  return array;
}

json::object object_of(const Target& target) {
  return {{"text", target.text},
          {"min", number(target.min)},
          {"max", target.max ? number(*target.max) : json::value()},
          {"unit", target.unit},
          {"what", target.what},
          {"span", span(target.span)}};
}

json::object object_of(const Measure& measure) {
  json::object object{{"text", measure.text},
                      {"span", span(measure.span)},
                      {"headings", strings(measure.headings)},
                      {"capabilities", strings(measure.capabilities)}};
  json::array targets;
  for (const Target& target : measure.targets) targets.emplace_back(object_of(target));
  object["targets"] = std::move(targets);
  object["window"] = nullptr;
  if (const auto& window = measure.window) {
    object["window"] = {{"text", window->text}, {"from", window->from}, {"to", window->to}};
  }
  object["owners"] = strings(measure.owners);
  object["partners"] = strings(measure.partners);
  if (measure.done) object["done"] = true;
  return object;
}

json::object object_of(const Plan& plan) {
  json::object object{
      {"title", plan.title}, {"level", nullptr}, {"year", nullptr}, {"span", span(plan.span)}};
  if (plan.level) object["level"] = to_string(*plan.level);
  if (plan.year) object["year"] = *plan.year;
  json::array measures, notices;
  for (const Measure& measure : plan.measures) measures.emplace_back(object_of(measure));
  for (const Notice& notice : plan.notices) {
    notices.emplace_back(
        json::object{{"kind", notice.kind}, {"text", notice.text}, {"span", span(notice.span)}});
  }
  object["measures"] = std::move(measures);
  object["notices"] = std::move(notices);
  return object;
}

}  // namespace

json::value to_json(const Reading& reading) {
  json::array plans;
  for (const Plan& plan : reading.plans) plans.emplace_back(object_of(plan));
  return json::object{{"plans", std::move(plans)}};
}

}  // namespace niangjia::plan
