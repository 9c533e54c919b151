// One installation opened: its store, keys, catalogue, organisations and the services over them.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "base/calendar.hpp"
#include "identity/accounts.hpp"
#include "identity/audit_anchor.hpp"
#include "identity/audit_seal.hpp"
#include "identity/sessions.hpp"
#include "identity/sign_in.hpp"
#include "indicator/counters.hpp"
#include "ledger/services.hpp"
#include "workflow/duties.hpp"
#include "workflow/tasks.hpp"

namespace niangjia::app {

struct InstallationOptions {
  std::filesystem::path data =
      "data";                // keys, catalogue overlay, anchors and, with SQLite, the store
  std::string database;      // URL of PostgreSQL; empty: SQLite in `data`
  int node = 0;              // 0..255, differs between the nodes of one store
  std::optional<Day> today;  // a demo may stand on another day than the real one
};

// Wires everything once. Not movable; outlives every route and job that uses it.
class Installation {
 public:
  // Fails with `invalid_argument` or `unavailable`, saying what to do.
  [[nodiscard]] static Result<std::unique_ptr<Installation>> open(
      const InstallationOptions& options);
  // Whether a store already lies there; a demo is made only where none does.
  [[nodiscard]] static bool exists(const InstallationOptions& options);

  [[nodiscard]] ledger::Services& services() { return *services_; }
  [[nodiscard]] db::Database& database() { return *database_; }
  [[nodiscard]] identity::Accounts& accounts() { return *accounts_; }
  [[nodiscard]] identity::Sessions& sessions() { return *sessions_; }
  [[nodiscard]] identity::SignIn& sign_in() { return *sign_in_; }
  [[nodiscard]] identity::Sealer& sealer() { return *sealer_; }
  [[nodiscard]] const identity::Anchors& anchors() const { return *anchors_; }
  [[nodiscard]] const identity::StoredAnswers& answers() const { return answers_; }
  [[nodiscard]] const InstallationOptions& options() const { return options_; }

  // The rights of a caller, compiled once per account and kept until positions or the tree change.
  [[nodiscard]] ledger::Actor actor_of(const identity::Caller& caller);
  // The program itself, with every right on every ledger; for the demo and the command line.
  [[nodiscard]] ledger::Actor program() const;

  // A setting of the installation that is no entry, such as that it is a demo.
  [[nodiscard]] Result<std::string> setting(std::string_view key);
  [[nodiscard]] Status set_setting(std::string_view key, std::string_view value);

 private:
  explicit Installation(const InstallationOptions& options, const identity::MasterKey& key);
  Status prepare(const identity::MasterKey& key);
  // Fails with `invalid_argument` when the store was written under another key. A store without
  // data takes this one.
  Status recognise(const identity::MasterKey& key);
  [[nodiscard]] std::string account_name(db::Tx& tx, AccountId account);
  [[nodiscard]] Result<std::vector<identity::Position>> positions_of(db::Tx& tx,
                                                                     std::string_view login) const;

  struct Compiled {
    std::vector<identity::Position> positions;
    std::shared_ptr<const identity::AccountAccess> access;
  };

  const InstallationOptions options_;
  std::unique_ptr<Clock> clock_;
  identity::EntryCipher cipher_;
  identity::Secret cursor_key_;
  identity::StoredAnswers answers_;
  IdSource ids_;
  std::optional<WorkCalendar> calendar_;
  std::shared_ptr<const catalog::Catalogue> catalogue_;
  catalog::Role program_role_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<organisation::Directory> directory_;
  std::unique_ptr<ledger::Services> services_;
  std::unique_ptr<indicator::CounterListener> counters_;
  std::unique_ptr<workflow::TaskListener> tasks_;
  std::unique_ptr<workflow::DutyListener> duties_;
  identity::PasswordHasher hasher_;
  std::unique_ptr<identity::Accounts> accounts_;
  std::unique_ptr<identity::Sessions> sessions_;
  std::unique_ptr<identity::SignIn> sign_in_;
  std::unique_ptr<identity::Anchors> anchors_;
  std::unique_ptr<identity::Sealer> sealer_;
  std::shared_mutex mutex_;
  std::map<std::int64_t, Compiled> compiled_;
  std::map<std::int64_t, std::string> names_;
};

}  // namespace niangjia::app
