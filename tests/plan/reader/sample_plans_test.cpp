// Whole plans of invented places and authors, each with what a careful reader finds in it:
// samples/NAME.txt and samples/NAME.expected (per plan a line "title | level | year", its measures,
// its notices).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "read_lines.hpp"

namespace niangjia::plan {
namespace {

std::string content_of(const std::string& name) {
  const std::string path =
      fmt::format("{}/tests/plan/reader/samples/{}", NIANGJIA_SOURCE_DIR, name);
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string in_one_line(std::string text) {
  for (std::size_t at; (at = text.find('\n')) != text.npos;) text.replace(at, 1, "¶");
  return text;
}

std::string listed(const Reading& reading) {
  std::string out;
  for (const Plan& plan : reading.plans) {
    out += fmt::format("# {} | {} | {}\n", plan.title, plan.level ? to_string(*plan.level) : "",
                       plan.year.value_or(0));
    const std::vector<std::string>* under = nullptr;
    const std::vector<std::string> lines = lines_of(plan);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::vector<std::string>& headings = plan.measures[i].headings;
      if ((under == nullptr || *under != headings) && !headings.empty())
        out += "## " + in_one_line(headings.back()) + "\n";
      under = &headings;
      out += in_one_line(lines[i]) + "\n";
    }
    for (const Notice& notice : plan.notices)
      out += fmt::format("! {} {}\n", notice.kind, in_one_line(notice.text));
  }
  return out;
}

class SamplePlansTest : public testing::TestWithParam<const char*> {};

TEST_P(SamplePlansTest, IsReadAsAPersonWould) {
  const std::string name = GetParam();
  EXPECT_EQ(listed(reading_of(content_of(name))),
            content_of(fmt::format("{}.expected", name.substr(0, name.rfind('.')))));
}

INSTANTIATE_TEST_SUITE_P(Plans, SamplePlansTest,
                         testing::Values("county_report.txt", "school_runon.txt", "town_table.md",
                                         "village_oneline.txt", "street_wrapped.txt",
                                         "hospital.txt", "district_federation.txt"));

}  // namespace
}  // namespace niangjia::plan
