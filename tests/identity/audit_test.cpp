#include "identity/audit.hpp"

#include <latch>
#include <set>
#include <thread>

#include "identity/audit_store.hpp"

namespace niangjia::identity {
namespace {

class AuditTest : public AuditStoreTest {};
NJ_ON_BOTH_STORES(AuditTest);

TEST_P(AuditTest, ReadsBackWhatWasWritten) {
  ASSERT_TRUE(write_line(11));
  const auto read = lines();
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].at, kMorning);
  EXPECT_EQ(read[0].account, AccountId{7});
  EXPECT_EQ(read[0].action, "revised");
  EXPECT_EQ(read[0].ledger, "activity");
  EXPECT_EQ(read[0].entry, EntryId{11});
  EXPECT_EQ(read[0].revision, 2);
  EXPECT_EQ(read[0].organisation, OrganisationId{3});
  EXPECT_EQ(read[0].reason, "写错了日期");
  EXPECT_EQ(read[0].detail, "occurred_on");
  EXPECT_EQ(read[0].digest, "0123456789abcdef");
}

TEST_P(AuditTest, ALineMayBeAboutNoEntry) {
  const auto written = database().write([&](db::Tx& tx) {
    return append(tx, {.at = kMorning, .account = AccountId{7}, .action = "signed_in"});
  });
  ASSERT_TRUE(written) << written.error().message;
  const auto read = lines();
  ASSERT_EQ(read.size(), 1U);
  EXPECT_FALSE(read[0].entry.is_set());
  EXPECT_EQ(read[0].digest, "");
}

TEST_P(AuditTest, WhatIsUndoneLeavesNoLine) {
  const auto undone = database().write([&](db::Tx& tx) -> Status {
    NJ_CHECK(append(tx, line(11, "created", "")));
    return fail(ErrorCode::conflict, "changed meanwhile");
  });
  ASSERT_FALSE(undone);
  EXPECT_TRUE(lines().empty());
}

TEST_P(AuditTest, AListenerReadsPageByPage) {
  write_lines(1, 5);
  const auto first = lines(kAuditBeginning, 2);
  ASSERT_EQ(first.size(), 2U);
  const auto second = lines(first.back().position, 2);
  ASSERT_EQ(second.size(), 2U);
  EXPECT_EQ(second[0].entry, EntryId{3});
  const auto last = database().read([](db::Tx& tx) { return last_settled(tx); }).value();
  EXPECT_EQ(last, lines().back().position);
  EXPECT_TRUE(lines(last).empty());
}

TEST_P(AuditTest, GivesTheLinesOfOneEntryNewestFirst) {
  write_lines(1, 3);
  ASSERT_TRUE(write_line(2, "revealed", ""));
  const auto found =
      database().read([](db::Tx& tx) { return lines_of_entry(tx, EntryId{2}, 10); }).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].action, "revealed");
  EXPECT_EQ(found[1].action, "revised");
}

// In PostgreSQL a transaction that began earlier may commit later; its line must still come in its
// place, so younger lines are held back until it has ended.
TEST_P(AuditTest, NothingAppearsBeforeAPlaceThatWasRead) {
  if (GetParam() == db::StoreKind::sqlite) GTEST_SKIP() << "one writer commits in order";
  std::latch written(1), read(1);
  std::jthread slow([&] {
    const auto done = database().write([&](db::Tx& tx) -> Status {
      NJ_CHECK(append(tx, line(1, "created", "")));
      written.count_down();
      read.wait();
      return Done{};
    });
    EXPECT_TRUE(done) << done.error().message;
  });
  written.wait();
  ASSERT_TRUE(write_line(2));
  EXPECT_TRUE(lines().empty()) << "the younger line waits for the older transaction";
  EXPECT_EQ(seal(), 0);
  read.count_down();
  slow.join();
  const auto settled = lines();
  ASSERT_EQ(settled.size(), 2U);
  EXPECT_EQ(settled[0].entry, EntryId{1});
  EXPECT_EQ(settled[1].entry, EntryId{2});
}

TEST_P(AuditTest, ListenersMissNothingWhileManyWrite) {
  constexpr int kWriters = 4, kEach = 50;
  std::atomic<int> failed{0}, running{kWriters};
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) failed += write_line(writer * kEach + i + 1) ? 0 : 1;
      --running;
    });
  }
  std::set<std::int64_t> seen;
  AuditPosition place = kAuditBeginning;
  for (bool last_round = false; !last_round;) {
    last_round = running == 0;
    for (const StoredLine& one : lines(place, 10'000)) {
      EXPECT_TRUE(seen.insert(one.entry.value).second) << "read twice";
      EXPECT_GT(one.position, place);
      place = one.position;
    }
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(seen.size(), std::size_t{kWriters * kEach});
}

// As after a restore into a new PostgreSQL cluster, where transactions are numbered from the
// beginning.
TEST_P(AuditTest, TheOrderGoesOnAfterTransactionsWereNumberedAnew) {
  if (GetParam() == db::StoreKind::sqlite) GTEST_SKIP() << "lines are numbered by the store itself";
  ASSERT_TRUE(keep_audit_order(database()));
  write_lines(1, 2);
  tamper("UPDATE audit SET tx = tx + 1000000000000");
  ASSERT_TRUE(keep_audit_order(database()));
  write_lines(3, 4);
  const auto read = lines();
  ASSERT_EQ(read.size(), 4U);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(read[static_cast<std::size_t>(i)].entry, EntryId{i + 1});
  ASSERT_TRUE(keep_audit_order(database())) << "nothing to do now";
  EXPECT_EQ(seal(), 4);
}

}  // namespace
}  // namespace niangjia::identity
