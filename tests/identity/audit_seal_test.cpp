#include "identity/audit_seal.hpp"

#include <fmt/format.h>

#include <thread>

#include "identity/audit_store.hpp"

namespace niangjia::identity {
namespace {

class AuditSealTest : public AuditStoreTest {};
NJ_ON_BOTH_STORES(AuditSealTest);

TEST_P(AuditSealTest, SealsEachLineOnce) {
  EXPECT_EQ(seal(), 0);
  write_lines(1, 3);
  EXPECT_EQ(seal(), 3);
  EXPECT_EQ(seal(), 0);
  write_lines(4, 5);
  EXPECT_EQ(seal(), 2);
  const auto verdict = verify({.anchors = &*anchors_});
  EXPECT_FALSE(verdict.fault) << verdict.fault->words;
  EXPECT_EQ(verdict.seals, 2);
  EXPECT_EQ(verdict.lines, 5);
  EXPECT_EQ(verdict.anchors, 2) << "the day's file and head.txt";
}

TEST_P(AuditSealTest, ASealContinuesTheOneBefore) {
  write_lines(1, 1);
  seal();
  write_lines(2, 2);
  seal();
  const auto seals = database().read([](db::Tx& tx) -> Result<std::vector<Seal>> {
    NJ_TRY(const auto first, find_seal(tx, 1));
    NJ_TRY(const auto second, last_seal(tx));
    return std::vector<Seal>{*first, *second};
  });
  ASSERT_TRUE(seals);
  EXPECT_EQ((*seals)[0].previous, std::string(32, '\0'));
  EXPECT_EQ((*seals)[1].previous, (*seals)[0].hash);
  EXPECT_EQ((*seals)[1].number, 2);
  EXPECT_EQ((*seals)[1].leaves.size(), kLeafSize);
}

// Written out once: stored chains must verify in later versions.
TEST(AuditHashTest, StaysTheSameInEveryVersion) {
  const StoredLine line{.position = {0, 5},
                        .at = kMorning,
                        .account = AccountId{7},
                        .action = "created",
                        .ledger = "activity",
                        .entry = EntryId{11},
                        .revision = 1,
                        .organisation = OrganisationId{3},
                        .reason = "",
                        .detail = "",
                        .digest = "0123456789abcdef"};
  std::string hex;
  for (const char c : line_hash(line)) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  EXPECT_EQ(hex, "7b11fed9ab5958ad590c08c53561a6bf20e46f8d9fdc641d20474fd79503a8e3");
}

TEST(AuditHashTest, EveryMemberOfALineCounts) {
  const StoredLine line{.position = {1, 5},
                        .at = kMorning,
                        .account = AccountId{7},
                        .action = "created",
                        .ledger = "activity",
                        .entry = EntryId{11},
                        .revision = 1,
                        .organisation = OrganisationId{3},
                        .reason = "a",
                        .detail = "b",
                        .digest = "c"};
  std::vector<StoredLine> others(12, line);
  others[0].position.tx = 2;
  others[1].position.seq = 6;
  others[2].at.ms += 1;
  others[3].account.value = 8;
  others[4].action = "revised";
  others[5].ledger = "activitz";
  others[6].entry.value = 12;
  others[7].revision = 2;
  others[8].organisation.value = 4;
  others[9].reason = "ab";
  others[10].detail = "bc";
  others[11].digest = "d";
  for (const StoredLine& other : others) EXPECT_NE(line_hash(other), line_hash(line));
}

TEST_P(AuditSealTest, SeveralSealersMakeOneChain) {
  constexpr int kLines = 120;
  std::atomic<int> sealed{0}, failed{0};
  std::atomic<bool> writing{true};
  {
    std::vector<std::jthread> sealers;
    for (int i = 0; i < 3; ++i) {
      sealers.emplace_back([&] {
        Sealer mine(database(), clock_);
        for (bool last = false; !last;) {
          last = !writing;
          const auto done = mine.seal_once();
          failed += done ? 0 : 1;
          if (done && *done) sealed += static_cast<int>((*done)->lines);
        }
      });
    }
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 3; ++writer) {
      writers.emplace_back([&, writer] {
        for (int i = 0; i < kLines / 3; ++i) failed += write_line(writer * 1000 + i + 1) ? 0 : 1;
      });
    }
    writers.clear();
    writing = false;
  }
  sealed += static_cast<int>(seal());
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(sealed, kLines);
  const auto verdict = verify();
  EXPECT_FALSE(verdict.fault) << verdict.fault->words;
  EXPECT_EQ(verdict.lines, kLines);
}

TEST_P(AuditSealTest, SealsAtMostOneBatchAtATime) {
  const auto written = database().write([&](db::Tx& tx) -> Status {
    for (int entry = 1; entry <= kSealLines + 1; ++entry)
      NJ_CHECK(append(tx, line(entry, "created", "")));
    return Done{};
  });
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(seal(), kSealLines);
  EXPECT_EQ(seal(), 1);
  EXPECT_FALSE(verify().fault);
}

}  // namespace
}  // namespace niangjia::identity
