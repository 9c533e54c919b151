// A store with audit lines to seal and to tamper with.
#pragma once
#include <chrono>
#include <thread>

#include "identity/audit_anchor.hpp"
#include "identity/audit_seal.hpp"
#include "identity/audit_verify.hpp"
#include "identity/identity_store.hpp"

namespace niangjia::identity {

class AuditStoreTest : public IdentityStoreTest {
 protected:
  Status write_line(std::int64_t entry, std::string_view action = "revised",
                    std::string_view digest = "0123456789abcdef") {
    return database().write([&](db::Tx& tx) { return append(tx, line(entry, action, digest)); });
  }
  [[nodiscard]] AuditLine line(std::int64_t entry, std::string_view action,
                               std::string_view digest) const {
    return {.at = clock_.now(),
            .account = AccountId{7},
            .action = action,
            .ledger = "activity",
            .entry = EntryId{entry},
            .revision = 2,
            .organisation = OrganisationId{3},
            .reason = "写错了日期",
            .detail = "occurred_on",
            .digest = digest};
  }
  void write_lines(int from, int to) {
    for (int entry = from; entry <= to; ++entry) {
      const auto written = write_line(entry);
      ASSERT_TRUE(written) << written.error().message;
    }
  }
  // Other databases of the same PostgreSQL server hold back what counts as settled while they
  // write; waits for them, at most two seconds, because some tests hold a transaction open on
  // purpose.
  void settle() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{2};
    while (GetParam() == db::StoreKind::postgres && std::chrono::steady_clock::now() < deadline &&
           count("SELECT count(*) FROM audit WHERE tx >= audit_horizon()") > 0) {
      std::this_thread::yield();
    }
  }
  std::int64_t seal() {
    settle();
    auto sealed = sealer_->seal_once();
    EXPECT_TRUE(sealed) << sealed.error().message;
    return sealed && *sealed ? (*sealed)->lines : 0;
  }
  std::vector<StoredLine> lines(AuditPosition after = kAuditBeginning, int limit = 1000) {
    settle();
    return database().read([&](db::Tx& tx) { return lines_after(tx, after, limit); }).value();
  }
  // The `seq` of the line about that entry.
  std::int64_t seq_of(std::int64_t entry) {
    return count("SELECT seq FROM audit WHERE entry = " + std::to_string(entry));
  }
  AuditVerdict verify(AuditChecks checks = {}) { return verify_audit(database(), checks).value(); }

  // What the audit is like now, and back to it after tampering.
  void keep_audit() {
    define(
        "CREATE TABLE kept_audit AS SELECT * FROM audit; CREATE TABLE kept_seal AS SELECT * FROM "
        "audit_seal");
  }
  void restore_audit() {
    const bool sqlite = GetParam() == db::StoreKind::sqlite;
    tamper("DELETE FROM audit");
    tamper("DELETE FROM audit_seal");
    tamper("INSERT INTO audit_seal SELECT * FROM kept_seal");
    tamper(sqlite ? "INSERT INTO audit SELECT * FROM kept_audit"
                  : "INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM kept_audit");
  }

  void SetUp() override {
    IdentityStoreTest::SetUp();
    if (HasFatalFailure()) return;
    anchors_.emplace(MasterKey::for_tests("audit"), folder() + "/anchors");
    sealer_.emplace(database(), clock_, &*anchors_);
  }

  std::optional<Anchors> anchors_;
  std::optional<Sealer> sealer_;
};

}  // namespace niangjia::identity
