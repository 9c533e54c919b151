#include "identity/sessions.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"
#include "identity/accounts.hpp"
#include "identity/audit.hpp"
#include "identity/random.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kMaxTokenName = 100;
constexpr std::string_view kTokenPrefix =
    "niangjia_";  // so that scanners of leaked secrets know it

constexpr Phrase kSignIn{"请先登录。", "Sign in first."};

constexpr db::Statement kFindSession{
    "identity.find_session",
    "SELECT a.id, a.login, a.name, a.language, s.created_at, s.seen_at FROM session s "
    "JOIN account a ON a.id = s.account WHERE s.hash = $1 AND a.state = 'active'"};
constexpr db::Statement kFindToken{
    "identity.find_token",
    "SELECT a.id, a.login, a.name, a.language, t.expires_at FROM api_token t "
    "JOIN account a ON a.id = t.account "
    "WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND a.state = 'active'"};
constexpr db::Statement kStart{
    "identity.start_session",
    "INSERT INTO session (hash, account, created_at, seen_at) VALUES ($1, $2, $3, $3)"};
constexpr db::Statement kEnd{"identity.end_session", "DELETE FROM session WHERE hash = $1"};
constexpr db::Statement kSeen{"identity.session_seen",
                              "UPDATE session SET seen_at = $2 WHERE hash = $1 AND seen_at < $2"};
constexpr db::Statement kSweepSessions{
    "identity.sweep_sessions", "DELETE FROM session WHERE created_at <= $1 OR seen_at <= $2"};
constexpr db::Statement kInsertToken{
    "identity.insert_token",
    "INSERT INTO api_token (id, hash, account, name, created_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr db::Statement kTokens{
    "identity.tokens",
    "SELECT id, account, name, created_at, expires_at, revoked_at FROM api_token "
    "WHERE account = $1 ORDER BY id"};
constexpr db::Statement kRevokeToken{
    "identity.revoke_token",
    "UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL"};

Caller read_caller(const db::Row& row) {
  return {.account = AccountId{row.integer(0)},
          .login = std::string(row.text(1)),
          .name = std::string(row.text(2)),
          .positions = {},
          .language = std::string(row.text(3))};
}

tl::unexpected<Error> nobody(const http::Request& request) {
  return fail(ErrorCode::unauthenticated, "nobody is signed in",
              say(language_of(request), kSignIn));
}

// The session ends at the earlier of both limits.
Moment session_end(Moment created_at, Moment seen_at) {
  return Moment{std::min(created_at.ms + kSessionLifeMs, seen_at.ms + kSessionIdleMs)};
}

db::Deadline deadline_of(const http::Request& request) {
  return std::min(request.deadline, db::default_deadline());
}

}  // namespace

Result<Caller> Sessions::authenticate(const http::Request& request) {
  const auto bearer = bearer_of(request);
  if (!bearer) return nobody(request);
  std::shared_ptr<const Caller> known = cache_.find(bearer->hash, clock_.now());
  if (known == nullptr) {
    NJ_TRY(Caller loaded, load(*bearer, request));
    if (bearer->by_cookie()) NJ_CHECK(check_same_site(request));
    return loaded;
  }
  if (bearer->by_cookie()) NJ_CHECK(check_same_site(request));
  return *known;
}

Result<Caller> Sessions::load(const Bearer& bearer, const http::Request& request) {
  const std::uint64_t generation = cache_.generation();
  const Moment now = clock_.now();
  NJ_TRY(auto found, database_.read(
                         [&](db::Tx& tx) {
                           return bearer.by_cookie() ? find_session(tx, bearer.hash, now)
                                                     : find_token(tx, bearer.hash, now);
                         },
                         deadline_of(request)));
  if (!found || found->good_until <= now) return nobody(request);
  found->caller.by_cookie = bearer.by_cookie();
  cache_.keep(bearer.hash, std::make_shared<const Caller>(found->caller), now, found->good_until,
              generation);
  if (bearer.by_cookie() && now.ms - found->seen_at.ms >= kSessionSeenEveryMs)
    note_seen(bearer.hash, now);
  return std::move(found->caller);
}

Result<std::optional<Sessions::Found>> Sessions::find_session(db::Tx& tx, const std::string& hash,
                                                              Moment now) const {
  NJ_TRY(auto found, tx.first(kFindSession, {db::Blob{hash}}, [](const db::Row& row) {
    const Moment seen_at{row.integer(5)};
    return Found{read_caller(row), session_end(Moment{row.integer(4)}, seen_at), seen_at};
  }));
  if (found) {
    NJ_TRY(found->caller.positions, positions_today(tx, found->caller.login, now));
  }
  return found;
}

Result<std::optional<Sessions::Found>> Sessions::find_token(db::Tx& tx, const std::string& hash,
                                                            Moment now) const {
  NJ_TRY(auto found, tx.first(kFindToken, {db::Blob{hash}, now}, [&](const db::Row& row) {
    return Found{read_caller(row), Moment{row.integer(4)}, now};
  }));
  if (found) {
    NJ_TRY(found->caller.positions, positions_today(tx, found->caller.login, now));
  }
  return found;
}

Result<std::vector<Position>> Sessions::positions_today(db::Tx& tx, std::string_view login,
                                                        Moment now) const {
  NJ_TRY(auto positions, positions_(tx, login));
  const Day today = day_of(now);
  std::erase_if(positions, [&](const Position& position) {
    return today < position.from || (position.to && today > *position.to);
  });
  return positions;
}

// Only prolongs the session; when the store is busy the next request tries again.
void Sessions::note_seen(const std::string& hash, Moment now) {
  const auto noted = database_.write([&](db::Tx& tx) {
    return tx.run(kSeen, {db::Blob{hash}, now});
  });
  if (!noted) log::warn("the last use of a session was not noted: {}", noted.error().message);
}

Result<std::string> Sessions::start(db::Tx& tx, AccountId account) const {
  std::string token = random_token();
  const std::string hash = bearer_hash(BearerKind::session, token);
  NJ_CHECK(tx.run(kStart, {db::Blob{hash}, account, clock_.now()}));
  return token;
}

Status Sessions::end(const http::Request& request) {
  const auto bearer = bearer_of(request);
  if (!bearer || !bearer->by_cookie()) return Done{};
  NJ_CHECK(database_.write([&](db::Tx& tx) { return tx.run(kEnd, {db::Blob{bearer->hash}}); },
                           deadline_of(request)));
  cache_.forget_token(bearer->hash);
  return Done{};
}

Status Sessions::sweep() {
  const Moment now = clock_.now();
  NJ_CHECK(database_.write([&](db::Tx& tx) {
    return tx.run(kSweepSessions, {now.ms - kSessionLifeMs, now.ms - kSessionIdleMs});
  }));
  return Done{};
}

Result<std::string> Sessions::create_token(AccountId account, std::string_view name,
                                           Moment expires_at, AccountId by) {
  const Moment now = clock_.now();
  const std::string_view trimmed = text::trim(name);
  if (trimmed.empty() || text::length(trimmed) > kMaxTokenName) {
    return fail(ErrorCode::invalid_argument,
                "a token needs a name of at most 100 characters that says what it is for");
  }
  if (expires_at <= now)
    return fail(ErrorCode::invalid_argument, "the token would have expired already");
  std::string token = std::string(kTokenPrefix) + random_token();
  const std::string hash = bearer_hash(BearerKind::api_token, token);
  const std::int64_t id = ids_.next();
  NJ_CHECK(database_.write([&](db::Tx& tx) -> Status {
    NJ_TRY(const auto found, find_account(tx, account));
    if (!found) return fail(ErrorCode::not_found, "there is no account " + account.text());
    NJ_CHECK(tx.run(kInsertToken, {id, db::Blob{hash}, account, trimmed, now, expires_at}));
    return append(tx,
                  {.at = now, .account = by, .action = "token_created", .detail = account.text()});
  }));
  return token;
}

Result<std::vector<ApiToken>> Sessions::tokens(AccountId account) {
  return database_.read([&](db::Tx& tx) {
    return tx.all(kTokens, {account}, [](const db::Row& row) {
      ApiToken token{row.integer(0),         AccountId{row.integer(1)}, std::string(row.text(2)),
                     Moment{row.integer(3)}, Moment{row.integer(4)},    std::nullopt};
      if (!row.is_null(5)) token.revoked_at = Moment{row.integer(5)};
      return token;
    });
  });
}

Status Sessions::revoke_token(std::int64_t id, AccountId by) {
  const Moment now = clock_.now();
  NJ_CHECK(database_.write([&](db::Tx& tx) -> Status {
    NJ_TRY(const auto revoked, tx.run(kRevokeToken, {id, now}));
    if (revoked == 0)
      return fail(ErrorCode::not_found, "there is no good token " + std::to_string(id));
    return append(
        tx, {.at = now, .account = by, .action = "token_revoked", .detail = std::to_string(id)});
  }));
  cache_.forget_all();
  return Done{};
}

}  // namespace niangjia::identity
