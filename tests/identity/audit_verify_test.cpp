#include "identity/audit_verify.hpp"

#include <filesystem>
#include <fstream>

#include "identity/audit_store.hpp"

namespace niangjia::identity {
namespace {

namespace fs = std::filesystem;

// Three seals over nine lines, and three lines that are not sealed yet.
class AuditVerifyTest : public AuditStoreTest {
 protected:
  void SetUp() override {
    AuditStoreTest::SetUp();
    if (HasFatalFailure()) return;
    for (int from : {1, 4, 7}) {
      write_lines(from, from + 2);
      seal();
    }
    write_lines(10, 12);
    const auto verdict = verify({.anchors = &*anchors_});
    ASSERT_FALSE(verdict.fault) << verdict.fault->words;
    ASSERT_EQ(verdict.seals, 3);
    keep_audit();
  }
  // The one fault that is found.
  AuditFault fault(bool with_anchors = false) {
    const auto verdict = verify({.anchors = with_anchors ? &*anchors_ : nullptr});
    EXPECT_TRUE(verdict.fault);
    return verdict.fault.value_or(AuditFault{});
  }
  static std::string where_entry(int entry) { return " WHERE entry = " + std::to_string(entry); }
  [[nodiscard]] fs::path anchor(const std::string& name) const {
    return fs::path(folder()) / "anchors" / name;
  }
};
NJ_ON_BOTH_STORES(AuditVerifyTest);

TEST_P(AuditVerifyTest, FindsEveryAlteredColumn) {
  for (const char* change :
       {"at = at + 1", "account = 8", "action = 'created'", "ledger = 'other'", "entry = 99",
        "revision = 3", "organisation = 4", "reason = ''", "detail = 'x'"}) {
    const std::int64_t seq = seq_of(5);
    tamper(std::string("UPDATE audit SET ") + change + where_entry(5));
    const auto found = fault();
    EXPECT_EQ(found.kind, AuditFaultKind::line_altered) << change;
    EXPECT_EQ(found.seal, 2);
    EXPECT_EQ(found.line, seq);
    EXPECT_EQ(found.words, "Line " + std::to_string(seq) + " was altered after seal 2 was made.");
    restore_audit();
    ASSERT_FALSE(verify().fault);
  }
}

TEST_P(AuditVerifyTest, FindsAnAlteredDigest) {
  tamper("UPDATE audit SET digest = (SELECT hash FROM audit_seal WHERE number = 1)" +
         where_entry(2));
  EXPECT_EQ(fault().kind, AuditFaultKind::line_altered);
  EXPECT_EQ(fault().seal, 1);
}

TEST_P(AuditVerifyTest, FindsAMissingLine) {
  for (const int entry : {4, 5, 6}) {
    const std::int64_t seq = seq_of(entry);
    tamper("DELETE FROM audit" + where_entry(entry));
    const auto found = fault();
    EXPECT_EQ(found.kind, AuditFaultKind::line_missing);
    EXPECT_EQ(found.seal, 2);
    EXPECT_EQ(found.words, "Line " + std::to_string(seq) + " is missing: seal 2 covers it.");
    restore_audit();
    ASSERT_FALSE(verify().fault);
  }
}

TEST_P(AuditVerifyTest, FindsAnInsertedLine) {
  const bool sqlite = GetParam() == db::StoreKind::sqlite;
  tamper(std::string("INSERT INTO audit (tx, seq, at, account, action, ledger, entry, revision, "
                     "organisation, reason, "
                     "detail, digest)") +
         (sqlite ? "" : " OVERRIDING SYSTEM VALUE") +
         " SELECT tx, -5, at, account, action, ledger, entry, revision, organisation, reason, "
         "detail, digest FROM audit" +
         where_entry(1));
  const auto found = fault();
  EXPECT_EQ(found.kind, AuditFaultKind::line_inserted);
  EXPECT_EQ(found.words, "Line -5 was inserted: seal 1 does not know it.");
}

TEST_P(AuditVerifyTest, FindsLinesThatChangedPlaces) {
  const std::int64_t first = seq_of(4), second = seq_of(5);
  tamper("UPDATE audit SET entry = 4 WHERE seq = " + std::to_string(second));
  tamper("UPDATE audit SET entry = 5 WHERE seq = " + std::to_string(first));
  const auto found = fault();
  EXPECT_EQ(found.kind, AuditFaultKind::line_altered);
  EXPECT_EQ(found.line, first);
}

TEST_P(AuditVerifyTest, FindsAnAlteredSeal) {
  for (const char* change : {"sealed_at = sealed_at + 1", "lines = lines - 1",
                             "last_seq = last_seq + 1", "hash = previous", "leaves = previous"}) {
    tamper(std::string("UPDATE audit_seal SET ") + change + " WHERE number = 2");
    const auto found = fault();
    EXPECT_EQ(found.kind, AuditFaultKind::chain_broken) << change;
    EXPECT_EQ(found.seal, 2) << change;
    EXPECT_EQ(found.words, "Seal 2 was altered: the chain is broken there.");
    restore_audit();
    ASSERT_FALSE(verify().fault);
  }
}

TEST_P(AuditVerifyTest, FindsAMissingSeal) {
  tamper("DELETE FROM audit_seal WHERE number = 2");
  EXPECT_EQ(fault().kind, AuditFaultKind::chain_broken);
  EXPECT_EQ(fault().words, "Seal 2 is missing, though seal 3 exists: the chain is broken there.");
}

TEST_P(AuditVerifyTest, FindsALineRewrittenTogetherWithItsSeal) {
  // Somebody who knows the program alters a line and makes its seal anew: the seal after it does
  // not fit.
  tamper("UPDATE audit SET reason = 'another'" + where_entry(4));
  const auto resealed = database().write([&](db::Tx& tx) -> Status {
    NJ_TRY(auto seal, find_seal(tx, 2));
    NJ_TRY(const auto before, find_seal(tx, 1));
    NJ_TRY(auto covered, lines_after(tx, before->last, 3));
    seal->leaves.clear();
    for (const StoredLine& one : covered) seal->leaves += leaf_of(one);
    seal->hash = seal_hash(*seal);
    NJ_CHECK(
        tx.run({"test.reseal", "UPDATE audit_seal SET leaves = $1, hash = $2 WHERE number = 2"},
               {db::Blob{seal->leaves}, db::Blob{seal->hash}}));
    return Done{};
  });
  ASSERT_TRUE(resealed) << resealed.error().message;
  const auto found = fault();
  EXPECT_EQ(found.kind, AuditFaultKind::chain_broken);
  EXPECT_EQ(found.words, "Seal 3 does not continue the seal before it: the chain is broken there.");
}

TEST_P(AuditVerifyTest, FindsACutTailByTheAnchors) {
  tamper("DELETE FROM audit WHERE entry >= 7");
  EXPECT_EQ(fault().kind, AuditFaultKind::line_missing) << "the seal is still there";
  tamper("DELETE FROM audit_seal WHERE number = 3");
  EXPECT_FALSE(verify().fault) << "the store alone looks whole";
  const auto found = fault(true);
  EXPECT_EQ(found.kind, AuditFaultKind::tail_cut);
  EXPECT_EQ(found.words,
            "head.txt names seal 3, which is not there: the newest lines were cut off, or an older "
            "backup was restored.");
}

TEST_P(AuditVerifyTest, FindsAChainWrittenAnewByTheAnchors) {
  tamper("DELETE FROM audit_seal");
  tamper("UPDATE audit SET reason = 'another'" + where_entry(2));
  Sealer(database(), clock_).seal_once().value();
  Sealer(database(), clock_).seal_once().value();
  EXPECT_FALSE(verify().fault);
  const auto found = fault(true);
  EXPECT_EQ(found.kind, AuditFaultKind::anchor_differs);
  EXPECT_EQ(found.words,
            "2026-03-08.txt names another hash for seal 1: the chain was written anew.");
}

TEST_P(AuditVerifyTest, FindsAnAlteredAnchor) {
  std::ifstream in(anchor("2026-03-08.txt"));
  std::string text((std::istreambuf_iterator<char>(in)), {});
  text.replace(text.find("seal 1"), 6, "seal 2");
  std::ofstream(anchor("2026-03-08.txt")) << text;
  const auto found = fault(true);
  EXPECT_EQ(found.kind, AuditFaultKind::anchor_invalid);
  EXPECT_TRUE(found.words.starts_with("2026-03-08.txt: the signature is not this installation's"))
      << found.words;
}

TEST_P(AuditVerifyTest, KeepsOneAnchorADay) {
  clock_.advance(24 * kHourMs);
  seal();
  const auto files = anchors_->files().value();
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].name, "2026-03-08.txt");
  EXPECT_EQ(files[1].name, "2026-03-09.txt");
  EXPECT_EQ(files[2].name, "head.txt");
  EXPECT_TRUE(files[0].text.starts_with("niangjia audit anchor 1\ndate 2026-03-08\nseal 1\nhash "))
      << files[0].text;
  EXPECT_TRUE(files[2].text.starts_with("niangjia audit anchor 1\ndate 2026-03-09\nseal 4\nhash "))
      << files[2].text;
  EXPECT_EQ(anchors_->read(files[2].text, "head.txt").value().seal, 4);
  const auto foreign =
      Anchors(MasterKey::for_tests("other"), folder()).read(files[2].text, "head.txt");
  EXPECT_FALSE(foreign) << "signed by another installation";
}

TEST_P(AuditVerifyTest, ComparesTheRevisionsThatTheLinesStandFor) {
  AuditChecks checks;
  std::int64_t altered = 0, erased = 0, gone = 0;
  checks.revision_digest = [&](std::string_view ledger, EntryId entry,
                               std::int64_t revision) -> Result<std::optional<std::string>> {
    EXPECT_EQ(ledger, "activity");
    EXPECT_EQ(revision, 2);
    if (entry.value == gone) return std::nullopt;
    if (entry.value == erased) return std::string();
    return std::string(entry.value == altered ? "fedcba9876543210" : "0123456789abcdef");
  };
  erased = 3;
  EXPECT_FALSE(verify(checks).fault) << "an erased entry does not break the audit";
  altered = 5;
  auto found = verify(checks).fault.value();
  EXPECT_EQ(found.kind, AuditFaultKind::revision_altered);
  EXPECT_EQ(found.words, "Revision 2 of entry 5 in activity was altered: it is not what line " +
                             std::to_string(seq_of(5)) + " stands for.");
  gone = 4;
  found = verify(checks).fault.value();
  EXPECT_EQ(found.kind, AuditFaultKind::revision_altered);
  EXPECT_NE(found.words.find("entry 4 in activity is missing"), std::string::npos) << found.words;
}

TEST_P(AuditVerifyTest, TellsHowFarItIs) {
  std::vector<std::int64_t> steps;
  verify({.progress = [&](std::int64_t lines) { steps.push_back(lines); }});
  EXPECT_EQ(steps, (std::vector<std::int64_t>{3, 6, 9}));
}

}  // namespace
}  // namespace niangjia::identity
