#include "plan/read_route.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "formats/document_text.hpp"
#include "plan/proposals.hpp"
#include "plan/reader/reader.hpp"
#include "plan/reader/reading_json.hpp"

namespace niangjia::plan {
namespace {

namespace json = boost::json;

// Read once, when the first plan is read.
const Result<Lexicon>& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::load();
  return loaded;
}

// The year that the plan is for: its own, unless that has passed (a title on a collection may be
// old, and then the text is a model for this year).
int working_year(const Plan& plan, Day today) {
  const int now = year_of(today);
  return plan.year && *plan.year >= now ? *plan.year : now;
}

void add_proposals(const ledger::Services& services, const Reading& reading, json::value& answer) {
  json::array& plans = answer.at("plans").as_array();
  for (std::size_t p = 0; p < plans.size(); ++p) {
    const Plan& plan = reading.plans[p];
    const int year = working_year(plan, services.clock.today());
    plans[p].as_object()["working_year"] = year;
    json::array& measures = plans[p].at("measures").as_array();
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const Proposal proposal = propose(services.catalogue, plan.measures[m], year);
      json::object& one = measures[m].as_object();
      one["short"] = proposal.short_title;
      one["chapter"] = proposal.chapter;
      one["indicators"] = json::value_from(proposal.indicators);
      one["indicator"] = proposal.indicators.empty() ? json::value(nullptr)
                                                     : json::value(proposal.indicators.front());
      one["window_from"] = format_day(proposal.window_from);
      one["window_to"] = format_day(proposal.window_to);
      one["whole_year"] = !proposal.has_window;
      one["question"] =
          proposal.question.empty() ? json::value(nullptr) : json::value(proposal.question);
    }
  }
}

}  // namespace

Result<http::Response> read_plan(const ledger::Services& services, const http::Request& request) {
  const std::string file_name = request.query("file_name").value_or("");
  NJ_TRY(const std::string text, file_name.empty()
                                     ? text::decode(request.body)
                                     : formats::read_document_text(file_name, request.body));
  if (!lexicon()) return fail(lexicon().error());
  NJ_TRY(const Reading reading, read_plans(text, *lexicon()));
  json::value answer = to_json(reading);
  add_proposals(services, reading, answer);
  answer.as_object()["text"] = text;
  return http::Response::json(answer);
}

}  // namespace niangjia::plan
