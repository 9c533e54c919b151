#include "plan/plan_command.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace niangjia::plan {
namespace {

struct Outcome {
  int status;
  std::string out;
  std::string err;
};

Outcome run(std::vector<std::string> arguments) {
  std::ostringstream out, err;
  const int status = run_plan(arguments, out, err);
  return {status, out.str(), err.str()};
}

class PlanCommandTest : public testing::Test {
 protected:
  std::string file_with(const std::string& name, const std::string& content) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("plan_command_" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(PlanCommandTest, PrintsJsonWithSpansIntoTheText) {
  const Outcome got =
      run({"read", file_with("a.txt", "\xEF\xBB\xBF一、工作\n1、资助春蕾女童20名。\n2、慰问。\n"),
           "--json"});
  ASSERT_EQ(got.status, 0) << got.err;
  const auto measure = boost::json::parse(got.out).at("plans").at(0).at("measures").at(0);
  EXPECT_EQ(measure.at("text"), "资助春蕾女童20名");
  EXPECT_EQ(boost::json::serialize(measure.at("span")), "[7,16]");
  EXPECT_EQ(boost::json::serialize(measure.at("headings")), "[\"一、工作\"]");
  EXPECT_EQ(measure.at("capabilities").at(0), "C33");
  EXPECT_EQ(boost::json::serialize(measure.at("targets").at(0)),
            "{\"text\":\"20名\",\"min\":20,\"max\":20,\"unit\":\"名\",\"what\":\"资助春蕾女童\","
            "\"span\":[13,16]}");
  EXPECT_TRUE(measure.at("window").is_null());
}

TEST_F(PlanCommandTest, ListsForAPerson) {
  const Outcome got =
      run({"read", file_with("a.txt", "一、工作\n3月配合镇妇联资助春蕾女童20名。\n")});
  EXPECT_EQ(got.status, 0);
  EXPECT_NE(got.out.find("目标 20名"), std::string::npos) << got.out;
  EXPECT_NE(got.out.find("时段 03-01 至 03-31"), std::string::npos) << got.out;
  EXPECT_NE(got.out.find("会同 镇妇联"), std::string::npos) << got.out;
}

TEST_F(PlanCommandTest, RefusesWhatCannotBeRead) {
  const Outcome absent = run({"read", (folder_ / "absent.txt").string()});
  EXPECT_EQ(absent.status, 1);
  EXPECT_NE(absent.err.find("absent.txt: cannot be opened"), std::string::npos) << absent.err;
  EXPECT_EQ(run({"read", file_with("a.pdf", "%PDF")}).status, 1);
}

TEST_F(PlanCommandTest, TellsBadUsage) {
  EXPECT_EQ(run({}).status, 2);
  EXPECT_EQ(run({"raed", "a.txt"}).status, 2);
  EXPECT_EQ(run({"read"}).status, 2);
  EXPECT_EQ(run({"read", "a.txt", "b.txt"}).status, 2);
  EXPECT_EQ(run({"read", "a.txt", "--xml"}).status, 2);
  EXPECT_EQ(run({"--help"}).status, 0);
}

}  // namespace
}  // namespace niangjia::plan
