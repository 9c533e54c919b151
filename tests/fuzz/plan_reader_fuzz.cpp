// Any bytes give a reading or a clear error. Built by clang with -fsanitize=fuzzer,address and the
// sources of src/plan/reader and src/base.
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "plan/reader/reader.hpp"
#include "plan/reader/reading_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace niangjia::plan;
  static const auto lexicon = Lexicon::load();
  if (!lexicon) std::abort();
  const auto reading = read_plans({reinterpret_cast<const char*>(data), size}, *lexicon);
  if (!reading) return 0;
  for (const Plan& plan : reading->plans) {
    for (const Measure& measure : plan.measures) {
      if (measure.span.from >= measure.span.to || measure.capabilities.empty()) std::abort();
    }
  }
  (void)boost::json::serialize(to_json(*reading));
  (void)to_text(*reading);
  return 0;
}
