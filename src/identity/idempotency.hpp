// Answers of writes that may be repeated: a phone on a weak net sends the same request again and
// gets the same answer.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "http/message.hpp"
#include "identity/master_key.hpp"

namespace niangjia::identity {

struct StoredAnswer {
  int status = 0;
  std::string body;
};

// A write that carries the header Idempotency-Key.
struct RepeatableRequest {
  AccountId account;
  std::string key;
  std::string request;  // keyed hash of method, path, query and body
  http::Language language = http::Language::zh;
};

// Keeps answers for 24 hours, encrypted. Immutable, safe to share between threads.
class StoredAnswers {
 public:
  static constexpr std::int64_t kKeptMs = std::int64_t{24} * 60 * 60 * 1000;
  static constexpr std::size_t kMaxBody = std::size_t{256} * 1024;
  static constexpr std::size_t kMaxKey = 200;

  explicit StoredAnswers(const MasterKey& master)
      : secret_(master.derive(KeyPurpose::stored_answers)) {}

  // nullopt when the request has no Idempotency-Key. Fails with `invalid_argument` when it is
  // longer than kMaxKey or holds anything but visible ASCII.
  [[nodiscard]] Result<std::optional<RepeatableRequest>> repeatable(const http::Request& request,
                                                                    AccountId account) const;

  // The answer that this request got; nullopt when it is the first of its key. Fails with
  // `conflict` when the key was used for another request.
  [[nodiscard]] Result<std::optional<StoredAnswer>> find(db::Tx& tx,
                                                         const RepeatableRequest& request,
                                                         Moment now) const;
  // Call it in the unit of work that writes. Fails with `conflict` when the same request was
  // carried out meanwhile, and so undoes this one, and with `too_large` when the body is over
  // kMaxBody.
  [[nodiscard]] Status remember(db::Tx& tx, const RepeatableRequest& request,
                                const StoredAnswer& answer, Moment now) const;
  // Removes what is older than 24 hours, a bounded number at a time; answers how many.
  [[nodiscard]] Result<std::int64_t> sweep(db::Tx& tx, Moment now) const;

 private:
  Secret secret_;
};

}  // namespace niangjia::identity
