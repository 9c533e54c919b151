#include "identity/cipher.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace niangjia::identity {
namespace {

const EntryId kEntry{7345678901234567};

TEST(EntryCipherTest, OpensWhatItSealed) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  const std::string sealed = EntryCipher::seal(key, "何小雨 13800006027", "personal");
  EXPECT_EQ(sealed.size(), std::string("何小雨 13800006027").size() + 40);
  EXPECT_EQ(sealed.find("6027"), std::string::npos);
  EXPECT_EQ(EntryCipher::open(key, sealed, "personal").value(), "何小雨 13800006027");
}

TEST(EntryCipherTest, SealsTheSameTextDifferentlyEachTime) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  EXPECT_NE(EntryCipher::seal(key, "same", "personal"), EntryCipher::seal(key, "same", "personal"));
}

TEST(EntryCipherTest, RefusesEveryAlteredByteOfASealedValue) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  const std::string sealed = EntryCipher::seal(key, "secret", "personal");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string altered = sealed;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    const auto opened = EntryCipher::open(key, altered, "personal");
    ASSERT_FALSE(opened) << "byte " << i;
    EXPECT_EQ(opened.error().code, ErrorCode::internal);
  }
  EXPECT_FALSE(EntryCipher::open(key, sealed.substr(0, 39), "personal"));
}

TEST(EntryCipherTest, RefusesAnotherContextAndAnotherKey) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  const std::string sealed = EntryCipher::seal(key, "secret", "confidential");
  EXPECT_FALSE(EntryCipher::open(key, sealed, "personal"));
  EXPECT_FALSE(EntryCipher::open(cipher.make_key(), sealed, "confidential"));
}

TEST(EntryCipherTest, UnwrapsTheKeyOfItsOwnEntryOnly) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  const std::string wrapped = cipher.wrap(key, kEntry);
  EXPECT_EQ(wrapped.size(), 72U);
  EXPECT_EQ(cipher.unwrap(wrapped, kEntry).value().bytes, key.bytes);
  EXPECT_FALSE(cipher.unwrap(wrapped, EntryId{kEntry.value + 1}));
  EXPECT_FALSE(EntryCipher(MasterKey::for_tests("two")).unwrap(wrapped, kEntry));
}

TEST(EntryCipherTest, ADestroyedKeyIsNotFound) {
  const auto unwrapped = EntryCipher(MasterKey::for_tests("one")).unwrap("", kEntry);
  ASSERT_FALSE(unwrapped);
  EXPECT_EQ(unwrapped.error().code, ErrorCode::not_found);
}

TEST(EntryCipherTest, TheDigestDependsOnKeyAndContent) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  EXPECT_EQ(EntryCipher::digest(key, "revision 1").size(), 16U);
  EXPECT_EQ(EntryCipher::digest(key, "revision 1"), EntryCipher::digest(key, "revision 1"));
  EXPECT_NE(EntryCipher::digest(key, "revision 1"), EntryCipher::digest(key, "revision 2"));
  EXPECT_NE(EntryCipher::digest(key, "revision 1"),
            EntryCipher::digest(cipher.make_key(), "revision 1"));
}

TEST(EntryCipherTest, BlindsAWordAlikeInItsScopeOnly) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const std::int64_t blinded = cipher.blind("help_request/personal", "小雨");
  EXPECT_GE(blinded, 0);
  EXPECT_EQ(blinded, cipher.blind("help_request/personal", "小雨"));
  EXPECT_NE(blinded, cipher.blind("help_request/confidential", "小雨"));
  EXPECT_NE(blinded,
            EntryCipher(MasterKey::for_tests("two")).blind("help_request/personal", "小雨"));
  EXPECT_NE(cipher.blind("ab", "c"), cipher.blind("a", "bc"));
  // Longer than the room on the stack.
  EXPECT_NE(cipher.blind("a", std::string(1000, 'x')), cipher.blind("a", std::string(1001, 'x')));
}

// Written out once and never changed: what is stored must stay findable and readable by later
// versions.
TEST(EntryCipherTest, DerivesTheSameKeysInEveryVersion) {
  const EntryCipher cipher(MasterKey::for_tests("fixed"));
  EXPECT_EQ(cipher.blind("help_request/personal", "小雨"), 3770851486595900123);
  EntryCipher::Key key;
  key.bytes.fill(7);
  std::string hex;
  for (const char c : EntryCipher::digest(key, "revision 1")) {
    hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  EXPECT_EQ(hex, "1cbda4eaa06d1f7e3f1bdb761ed54221");
}

TEST(EntryCipherTest, ManyThreadsNeverShareANonce) {
  const EntryCipher cipher(MasterKey::for_tests("one"));
  const auto key = cipher.make_key();
  std::vector<std::vector<std::string>> nonces(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : nonces) {
      threads.emplace_back([&] {
        for (int i = 0; i < 2000; ++i)
          mine.push_back(EntryCipher::seal(key, "x", "personal").substr(0, 24));
      });
    }
  }
  std::set<std::string> all;
  for (const auto& mine : nonces) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 8000U);
}

}  // namespace
}  // namespace niangjia::identity
