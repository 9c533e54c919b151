#include "identity/idempotency.hpp"

#include <algorithm>

#include "identity/aead.hpp"
#include "identity/fingerprint.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr int kSweptAtOnce = 1000;

constexpr Phrase kBadKey{"Idempotency-Key最多{}个可见的ASCII字符。",
                         "An Idempotency-Key has at most {} visible ASCII characters."};
constexpr Phrase kOtherRequest{"这个Idempotency-Key已用于另一个请求，请换一个。",
                               "This Idempotency-Key was used for another request. Use a new one."};
constexpr Phrase kMeanwhile{"同样的内容刚刚已经记下。", "The same was saved a moment ago."};

constexpr db::Statement kFind{"identity.find_answer",
                              "SELECT request, status, body FROM stored_answer "
                              "WHERE account = $1 AND idempotency_key = $2 AND at > $3"};
// Takes the place of one that is over, never of one that is good.
constexpr db::Statement kRemember{
    "identity.remember_answer",
    "INSERT INTO stored_answer (account, idempotency_key, request, status, body, at) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, idempotency_key) DO UPDATE SET "
    "request = excluded.request, status = excluded.status, body = excluded.body, at = excluded.at "
    "WHERE stored_answer.at <= $7"};
constexpr db::Statement kSweep{
    "identity.sweep_answers",
    "DELETE FROM stored_answer WHERE (account, idempotency_key) IN "
    "(SELECT account, idempotency_key FROM stored_answer WHERE at <= $1 ORDER BY at LIMIT $2)"};

bool is_visible(char c) { return c > ' ' && c < 0x7F; }

// An answer cannot be moved to another key or account.
std::string bound_to(const RepeatableRequest& request) {
  return request.account.text() + " " + request.key;
}

}  // namespace

Result<std::optional<RepeatableRequest>> StoredAnswers::repeatable(const http::Request& request,
                                                                   AccountId account) const {
  const std::string_view key = request.header("Idempotency-Key");
  if (key.empty()) return std::nullopt;
  if (key.size() > kMaxKey || !std::all_of(key.begin(), key.end(), is_visible)) {
    return fail(ErrorCode::invalid_argument, "a malformed Idempotency-Key",
                say(language_of(request), kBadKey, kMaxKey));
  }
  return RepeatableRequest{account, std::string(key),
                           Fingerprint("niangjia request 1", &secret_)
                               .add(http::to_string(request.method))
                               .add(request.path)
                               .add(request.query_string)
                               .add(request.body)
                               .finish(),
                           language_of(request)};
}

Result<std::optional<StoredAnswer>> StoredAnswers::find(db::Tx& tx,
                                                        const RepeatableRequest& request,
                                                        Moment now) const {
  struct Row {
    std::string request;
    int status;
    std::string body;
  };
  NJ_TRY(const auto row,
         tx.first(kFind, {request.account, request.key, now.ms - kKeptMs}, [](const db::Row& row) {
           return Row{std::string(row.blob(0)), static_cast<int>(row.integer(1)),
                      std::string(row.blob(2))};
         }));
  if (!row) return std::nullopt;
  if (row->request != request.request) {
    return fail(ErrorCode::conflict, "an Idempotency-Key was used for two requests",
                say(request.language, kOtherRequest));
  }
  auto body = aead_open(secret_.data(), row->body, bound_to(request));
  if (!body)
    return fail(ErrorCode::internal,
                "a stored answer was altered, or the master key is another one");
  return StoredAnswer{row->status, std::move(*body)};
}

Status StoredAnswers::remember(db::Tx& tx, const RepeatableRequest& request,
                               const StoredAnswer& answer, Moment now) const {
  if (answer.body.size() > kMaxBody)
    return fail(ErrorCode::too_large, "the answer is too large to be kept for repeats");
  const std::string sealed = aead_seal(secret_.data(), answer.body, bound_to(request));
  NJ_TRY(const auto stored,
         tx.run(kRemember, {request.account, request.key, db::Blob{request.request}, answer.status,
                            db::Blob{sealed}, now, now.ms - kKeptMs}));
  if (stored == 0) {
    return fail(ErrorCode::conflict, "the same request was carried out meanwhile",
                say(request.language, kMeanwhile));
  }
  return Done{};
}

Result<std::int64_t> StoredAnswers::sweep(db::Tx& tx, Moment now) const {
  return tx.run(kSweep, {now.ms - kKeptMs, kSweptAtOnce});
}

}  // namespace niangjia::identity
