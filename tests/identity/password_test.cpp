#include "identity/password.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace niangjia::identity {
namespace {

constexpr PasswordCost kCheap{1, 8192};

TEST(PasswordTest, TakesTenCharactersOrEightOfTwoKinds) {
  for (const char* good :
       {"liuyuehuahai", "8402719365", "lamp2026", "灯火人家娘家的门常开", "qiao shi!"}) {
    EXPECT_EQ(password_fault(good, "hejia", http::Language::zh), std::nullopt) << good;
  }
}

TEST(PasswordTest, SaysWhatIsWrong) {
  const struct {
    const char* password;
    const char* sentence;
  } cases[] = {
      {"", "密码要有10个字符；兼有字母和数字的，8个就够。现在是0个。"},
      {"lamp202", "密码要有10个字符；兼有字母和数字的，8个就够。现在是7个。"},
      {"liuyuehua", "密码要有10个字符；兼有字母和数字的，8个就够。现在是9个。"},
      {"HeJia-2026", "密码不能和账号一样。"},
      {"1234567890", "这个密码太常见，容易被猜到，请换一个。"},
      {"Password123", "这个密码太常见，容易被猜到，请换一个。"},
      {"ＰＡＳＳＷＯＲＤ１", "这个密码太常见，容易被猜到，请换一个。"},
      {"aaaaaaaaaaaa", "这个密码太常见，容易被猜到，请换一个。"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(password_fault(one.password, "hejia-2026", http::Language::zh), one.sentence);
  }
  EXPECT_EQ(password_fault(std::string(257, 'x'), "hejia", http::Language::en),
            "The password is too long; the most is 256 bytes.");
}

TEST(PasswordTest, MatchesOnlyWhatWasHashed) {
  PasswordHasher hasher(kCheap);
  const auto slot = hasher.acquire();
  ASSERT_TRUE(slot);
  const std::string stored = slot->hash("lamp-2026").value();
  EXPECT_TRUE(stored.starts_with("$argon2id$"));
  EXPECT_EQ(stored.find("lamp"), std::string::npos);
  EXPECT_TRUE(slot->matches(stored, "lamp-2026"));
  EXPECT_FALSE(slot->matches(stored, "lamp-2027"));
  EXPECT_FALSE(slot->matches(stored, ""));
  EXPECT_FALSE(slot->matches("", "lamp-2026"));
  EXPECT_FALSE(slot->matches("nonsense", "lamp-2026"));
  EXPECT_FALSE(slot->matches(std::string(500, '$'), "lamp-2026"));
}

TEST(PasswordTest, TheDefaultCostIsOwaspsMinimum) {
  PasswordHasher hasher;
  const std::string stored = hasher.acquire().value().hash("lamp-2026").value();
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << stored;
}

TEST(PasswordTest, HashesInTwoSlotsAndThenRefuses) {
  PasswordHasher hasher(kCheap);
  auto first = hasher.acquire();
  {
    auto second = hasher.acquire();
    const auto third = hasher.acquire(db::deadline_in(std::chrono::milliseconds{1}));
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::unavailable);
  }
  EXPECT_TRUE(hasher.acquire(db::deadline_in(std::chrono::milliseconds{1})));
}

TEST(PasswordTest, RefusesAtOnceWhenManyWait) {
  PasswordHasher hasher(kCheap);
  std::optional<PasswordHasher::Slot> first(hasher.acquire().value()),
      second(hasher.acquire().value());
  std::counting_semaphore<> refused(0);
  std::atomic<int> served{0};
  std::vector<std::jthread> crowd;
  for (int i = 0; i <= PasswordHasher::kMaxWaiting; ++i) {
    crowd.emplace_back([&] { hasher.acquire() ? void(++served) : refused.release(); });
  }
  refused.acquire();  // one of them, though no slot has been given back
  first.reset();
  second.reset();
  crowd.clear();
  EXPECT_EQ(served, PasswordHasher::kMaxWaiting);
}

}  // namespace
}  // namespace niangjia::identity
