#include "app/installation.hpp"

#include <fmt/format.h>

#include <array>

#include "app/program_role.hpp"
#include "base/resources.hpp"
#include "catalog/loader.hpp"
#include "identity/audit.hpp"
#include "identity/migrations.hpp"
#include "indicator/figures.hpp"
#include "indicator/migrations.hpp"
#include "ledger/migrations.hpp"

namespace niangjia::app {
namespace {

constexpr std::array kMigrations{db::Migration{900, "app.settings", R"sql(
-- Truth. Settings of the installation that are no entries, such as that it is a demo.
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
)sql"}};

constexpr db::Statement kSetting{"app.setting", "SELECT value FROM setting WHERE key = $1"};
constexpr db::Statement kSet{"app.set",
                             "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) "
                             "DO UPDATE SET value = excluded.value"};
constexpr db::Statement kPositions{
    "app.positions",
    "SELECT f_role, organisation, f_title, f_from_day, f_to_day FROM ledger_position "
    "WHERE retired = 0 AND f_account = $1 ORDER BY id"};

// A demo stands on the day that its entries were written for, with the real time of day.
class ShiftedClock : public Clock {
 public:
  explicit ShiftedClock(std::optional<Day> today) {
    if (today) shift_ms_ = start_of(*today).ms - start_of(day_of(niangjia::now())).ms;
  }
  [[nodiscard]] Moment now() const override { return Moment{niangjia::now().ms + shift_ms_}; }

 private:
  std::int64_t shift_ms_ = 0;
};

std::string url_of(const InstallationOptions& options) {
  return options.database.empty() ? "sqlite:" + (options.data / "niangjia.db").string()
                                  : options.database;
}

std::vector<db::Migration> all_migrations() {
  std::vector<db::Migration> all;
  for (const auto folder :
       {identity::identity_migrations(), organisation::organisation_migrations(),
        ledger::ledger_migrations(), workflow::workflow_migrations(),
        indicator::indicator_migrations(), std::span<const db::Migration>(kMigrations)}) {
    all.insert(all.end(), folder.begin(), folder.end());
  }
  return all;
}

bool same(const std::vector<identity::Position>& a, const std::vector<identity::Position>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& left, const auto& right) {
                      return left.role == right.role && left.organisation == right.organisation;
                    });
}

}  // namespace

bool Installation::exists(const InstallationOptions& options) {
  std::error_code error;
  return std::filesystem::exists(options.data / "niangjia.db", error) ||
         std::filesystem::exists(options.data / "master.key", error);
}

Result<std::unique_ptr<Installation>> Installation::open(const InstallationOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.data, error);
  if (error) {
    return fail(ErrorCode::unavailable,
                fmt::format("{}: cannot make the folder ({}). Give another with --data.",
                            options.data.string(), error.message()));
  }
  const bool has_store = std::filesystem::exists(options.data / "niangjia.db", error);
  NJ_TRY(const auto key,
         identity::MasterKey::open_or_create(options.data / "master.key",
                                             has_store ? identity::MasterKey::WhenAbsent::refuse
                                                       : identity::MasterKey::WhenAbsent::create));
  std::unique_ptr<Installation> made(new Installation(options, key));
  NJ_TRY(made->catalogue_, catalog::load({options.data / "catalog"}));
  made->program_role_ = program_role(*made->catalogue_);
  NJ_TRY(made->database_, db::Database::open(url_of(options)));
  made->anchors_ = std::make_unique<identity::Anchors>(key, options.data / "anchors");
  NJ_CHECK(made->prepare(key));
  return made;
}

Installation::Installation(const InstallationOptions& options, const identity::MasterKey& key)
    : options_(options),
      clock_(std::make_unique<ShiftedClock>(options.today)),
      cipher_(key),
      cursor_key_(key.derive(identity::KeyPurpose::cursors)),
      answers_(key),
      ids_(options.node) {}

// Under a wrong key old names could no longer be read, and new ones would be lost with it.
Status Installation::recognise(const identity::MasterKey& key) {
  const identity::Secret secret = key.derive(identity::KeyPurpose::recognition);
  const std::string mark =
      fmt::format("{:02x}", fmt::join(secret.data(), secret.data() + identity::Secret::kSize, ""));
  NJ_TRY(const std::string known, setting("master_key"));
  if (known.empty()) return set_setting("master_key", mark);
  if (known == mark) return Done{};
  return fail(ErrorCode::invalid_argument,
              fmt::format("{}: this is not the key that the store was written under. Bring back "
                          "the right master.key "
                          "from where it is kept apart, or give its folder with --data.",
                          (options_.data / "master.key").string()));
}

Status Installation::prepare(const identity::MasterKey& key) {
  const auto calendar = resources::find("catalog/calendar/china.txt");
  NJ_ASSERT(calendar);
  NJ_TRY(calendar_, WorkCalendar::parse(calendar->content));
  NJ_CHECK(db::migrate(*database_, all_migrations()));
  NJ_CHECK(recognise(key));
  NJ_CHECK(identity::keep_audit_order(*database_));
  directory_ = std::make_unique<organisation::Directory>(*database_, ids_);
  NJ_CHECK(directory_->reload());
  services_ = std::unique_ptr<ledger::Services>(new ledger::Services{
      *database_,
      *catalogue_,
      *directory_,
      cipher_,
      cursor_key_,
      answers_,
      ids_,
      *clock_,
      *calendar_,
      [this](db::Tx& tx, AccountId account) { return account_name(tx, account); },
      {},
      {},
      {}});
  services_->figures = [this](db::Tx& tx, const ledger::Actor& actor,
                              const catalog::Ledger& ledger) {
    return indicator::own_figures(tx, *services_, actor, ledger);
  };
  NJ_CHECK(services_->prepare());
  const auto context = [this] { return services_->formula_context(); };
  counters_ = std::make_unique<indicator::CounterListener>(*catalogue_, context);
  tasks_ = std::make_unique<workflow::TaskListener>(context);
  duties_ = std::make_unique<workflow::DutyListener>(*services_);
  services_->listeners = {counters_.get(), tasks_.get(), duties_.get()};
  accounts_ = std::make_unique<identity::Accounts>(*database_, hasher_, ids_, *clock_);
  sessions_ = std::make_unique<identity::Sessions>(
      *database_, ids_, *clock_,
      [this](db::Tx& tx, std::string_view login) { return positions_of(tx, login); });
  sign_in_ =
      std::make_unique<identity::SignIn>(*database_, hasher_, *accounts_, *sessions_, *clock_);
  sealer_ = std::make_unique<identity::Sealer>(*database_, *clock_, anchors_.get());
  return Done{};
}

Result<std::vector<identity::Position>> Installation::positions_of(db::Tx& tx,
                                                                   std::string_view login) const {
  return tx.all(kPositions, {login}, [](const db::Row& row) {
    identity::Position position;
    position.role = row.text(0);
    position.organisation = OrganisationId{row.integer(1)};
    if (!row.is_null(2)) position.title = row.text(2);
    position.from = day_from_number(row.integer(3));
    if (!row.is_null(4)) position.to = day_from_number(row.integer(4));
    return position;
  });
}

ledger::Actor Installation::actor_of(const identity::Caller& caller) {
  ledger::Actor actor{caller.account, caller.login, caller.name, caller.language == "en", nullptr};
  const auto tree = directory_->tree();
  {
    const std::shared_lock lock(mutex_);
    const auto found = compiled_.find(caller.account.value);
    if (found != compiled_.end() && found->second.access->shared_tree() == tree &&
        same(found->second.positions, caller.positions)) {
      actor.access = found->second.access;
      return actor;
    }
  }
  std::vector<identity::RoleAt> roles;
  for (const identity::Position& position : caller.positions) {
    const auto* role = catalogue_->role(position.role);
    const auto* organisation = tree->find(position.organisation);
    if (role && organisation) roles.push_back({role, organisation});
  }
  actor.access =
      identity::AccountAccess::compile(*catalogue_, tree, caller.account, std::move(roles));
  const std::unique_lock lock(mutex_);
  compiled_[caller.account.value] = {caller.positions, actor.access};
  return actor;
}

ledger::Actor Installation::program() const {
  const auto tree = directory_->tree();
  std::vector<identity::RoleAt> roles;
  if (tree->root()) roles.push_back({&program_role_, tree->root()});
  return {AccountId{}, "niangjia", "Niangjia", false,
          identity::AccountAccess::compile(*catalogue_, tree, AccountId{}, std::move(roles))};
}

std::string Installation::account_name(db::Tx& tx, AccountId account) {
  if (!account.is_set()) return "娘家";
  {
    const std::shared_lock lock(mutex_);
    const auto found = names_.find(account.value);
    if (found != names_.end()) return found->second;
  }
  const auto stored = identity::find_account(tx, account);
  if (!stored || !*stored) return {};
  const std::unique_lock lock(mutex_);
  return names_[account.value] = (*stored)->name;
}

Result<std::string> Installation::setting(std::string_view key) {
  NJ_TRY(const auto value, database_->read([&](db::Tx& tx) {
    return tx.first(kSetting, {key}, [](const db::Row& row) { return std::string(row.text(0)); });
  }));
  return value.value_or("");
}

Status Installation::set_setting(std::string_view key, std::string_view value) {
  return database_->write([&](db::Tx& tx) -> Status {
    NJ_CHECK(tx.run(kSet, {key, value}));
    return Done{};
  });
}

}  // namespace niangjia::app
