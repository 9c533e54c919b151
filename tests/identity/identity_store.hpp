// A store with the tables of identity, a clock that tests set, and accounts that cost little to
// hash.
#pragma once
#include <atomic>
#include <string>
#include <vector>

#include "db/stores.hpp"
#include "identity/accounts.hpp"
#include "identity/audit.hpp"
#include "identity/migrations.hpp"

namespace niangjia::identity {

// 8 March 2026, 09:30 in Shanghai.
inline constexpr Moment kMorning{1'772'933'400'000};
inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;

class SetClock : public Clock {
 public:
  [[nodiscard]] Moment now() const override { return Moment{ms_.load()}; }
  void set(Moment moment) { ms_ = moment.ms; }
  void advance(std::int64_t ms) { ms_ += ms; }

 private:
  std::atomic<std::int64_t> ms_{kMorning.ms};
};

class IdentityStoreTest : public db::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (HasFatalFailure()) return;
    const auto migrated = db::migrate(database(), identity_migrations(), kMorning);
    ASSERT_TRUE(migrated) << migrated.error().message;
  }

  Account add_account(const std::string& login, const std::string& password = "lamp-2026") {
    return accounts().add({login, "何佳", password}, AccountId{}).value();
  }
  [[nodiscard]] Accounts& accounts() {
    if (!accounts_) accounts_.emplace(database(), hasher_, ids_, clock_);
    return *accounts_;
  }
  // Runs a statement behind the program's back, as somebody with the database's password would.
  void tamper(std::string_view sql) {
    const auto done = database().write([&](db::Tx& tx) -> Status {
      NJ_CHECK(tx.run(db::Statement{"test.tamper", sql}));
      return Done{};
    });
    ASSERT_TRUE(done) << done.error().message;
  }
  std::int64_t count(std::string_view sql) {
    return database()
        .read([&](db::Tx& tx) {
          return tx.first(db::Statement{"test.count", sql}, {},
                          [](const db::Row& row) { return row.integer(0); });
        })
        .value()
        .value();
  }

  SetClock clock_;
  IdSource ids_{1};
  PasswordHasher hasher_{PasswordCost{1, 8192}};

 private:
  std::optional<Accounts> accounts_;
};

}  // namespace niangjia::identity
