#include "identity/master_key.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <thread>

#include "db/stores.hpp"

namespace niangjia::identity {
namespace {

namespace fs = std::filesystem;

class MasterKeyTest : public testing::Test {
 protected:
  void TearDown() override { ::unsetenv("NIANGJIA_MASTER_KEY_FILE"); }

  [[nodiscard]] fs::path file() const { return fs::path(folder_.path()) / "master.key"; }
  void write(std::string_view text) const {
    std::ofstream(file()) << text;
    fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write);
  }
  static std::string wrapping_key(const MasterKey& key) {
    return std::string(key.derive(KeyPurpose::entry_keys).view());
  }

  db::TemporaryFolder folder_;
};

TEST_F(MasterKeyTest, MakesAFileThatOnlyItsOwnerMayRead) {
  const auto made = MasterKey::open_or_create(file());
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::file_size(file()), 65U);
  const auto opened = MasterKey::open_or_create(file(), MasterKey::WhenAbsent::refuse);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(wrapping_key(*made), wrapping_key(*opened));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1) << "no draft is left";
}

TEST_F(MasterKeyTest, MakesNoNewKeyForAStoreThatHoldsData) {
  const auto opened = MasterKey::open_or_create(file(), MasterKey::WhenAbsent::refuse);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(opened.error().message.find("backup"), std::string::npos);
  EXPECT_FALSE(fs::exists(file()));
}

TEST_F(MasterKeyTest, RefusesAFileThatOthersMayRead) {
  ASSERT_TRUE(MasterKey::open_or_create(file()));
  for (const auto others :
       {fs::perms::group_read, fs::perms::others_read, fs::perms::others_write}) {
    fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write | others);
    const auto opened = MasterKey::open_or_create(file());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("chmod 600"), std::string::npos);
  }
}

TEST_F(MasterKeyTest, RefusesWhatIsNoKeyWithoutShowingIt) {
  for (const std::string& text : {std::string(), std::string("abc123"), std::string(64, 'g'),
                                  std::string(66, 'a'), std::string(63, 'a') + "\n\n"}) {
    write(text);
    const auto opened = MasterKey::open_or_create(file());
    ASSERT_FALSE(opened) << text;
    EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
    EXPECT_TRUE(text.size() < 6 ||
                opened.error().message.find(text.substr(0, 6)) == std::string::npos);
  }
}

TEST_F(MasterKeyTest, TakesTheFileThatTheEnvironmentNames) {
  write(std::string(64, 'a') + "\n");
  ::setenv("NIANGJIA_MASTER_KEY_FILE", file().c_str(), 1);
  const auto opened = MasterKey::open_or_create("/nonexistent/key", MasterKey::WhenAbsent::refuse);
  ASSERT_TRUE(opened) << opened.error().message;
}

TEST_F(MasterKeyTest, TwoThatStartAtOnceEndUpWithOneKey) {
  std::vector<std::string> keys(8);
  {
    std::vector<std::jthread> threads;
    for (auto& key : keys) {
      threads.emplace_back([&] { key = wrapping_key(MasterKey::open_or_create(file()).value()); });
    }
  }
  for (const auto& key : keys) EXPECT_EQ(key, keys.front());
}

TEST_F(MasterKeyTest, DerivesAnotherKeyForEachPurpose) {
  const MasterKey key = MasterKey::for_tests("one");
  EXPECT_NE(key.derive(KeyPurpose::entry_keys).view(), key.derive(KeyPurpose::blind_search).view());
  EXPECT_NE(key.derive(KeyPurpose::entry_keys).view(),
            MasterKey::for_tests("two").derive(KeyPurpose::entry_keys).view());
}

}  // namespace
}  // namespace niangjia::identity
